// draw_stub.cpp -- which call comes next: ipc mostly, for there is most to get wrong.
#include "tests/fuzz/program.hpp"

namespace kumquat::fuzz {

namespace {

/// How often a stub is drawn, of 256.
struct Weight {
    Stub stub;
    uint32_t of_256;
};
constexpr Weight weights[] = {
    {Stub::ipc, 150},
    {Stub::id_nearest, 6},
    {Stub::fpage_unmap, 18},
    {Stub::thread_switch, 12},
    {Stub::thread_schedule, 14},
    {Stub::lthread_ex_regs, 20},
    {Stub::task_new, 5},
    {Stub::read_word, 8},
    {Stub::write_word, 8},
    {Stub::load_table, 3},
    {Stub::halt, 1},
    {Stub::read_model_register, 1},
    {Stub::set_breakpoint, 1},
    {Stub::use_fpu, 3},
    {Stub::divide_by_zero, 2},
    {Stub::undefined, 1},
    {Stub::wrong_interrupt, 1},
    {Stub::push, 1},
    {Stub::wrong_selector, 1},
};

constexpr uint32_t sum_of_weights() {
    uint32_t sum = 0;
    for (const Weight& weight : weights) {
        sum += weight.of_256;
    }
    return sum;
}
static_assert(sum_of_weights() == 256);

}  // namespace

Stub draw_stub(Random& random, uint32_t with) {
    uint32_t left = random.below(256);
    Stub stub = Stub::ipc;
    for (const Weight& weight : weights) {
        if (left < weight.of_256) {
            stub = weight.stub;
            break;
        }
        left -= weight.of_256;
    }
    if ((with & with_ports) != 0 && random.one_in(16)) {
        return static_cast<Stub>(static_cast<uint32_t>(Stub::clear_interrupts) +
                                 random.below(6));
    }
    const uint32_t call = static_cast<uint32_t>(stub);
    if ((with & with_segments) != 0 && call < 7 && random.one_in(2)) {
        const Stub kind = random.one_in(2) ? Stub::null_segments : Stub::wrong_segments;
        return static_cast<Stub>(static_cast<uint32_t>(kind) + call);
    }
    return stub;
}

}  // namespace kumquat::fuzz
