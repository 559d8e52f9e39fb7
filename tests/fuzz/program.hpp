// program.hpp -- a fuzz program: what each wild thread calls, drawn from a seed.
// Guest and host draw the same program from the same numbers, so the host can name in words
// what the guest does, and leave calls out until only those are left that matter.
#pragma once

#include "tests/fuzz/layout.hpp"

#include <stdint.h>

namespace kumquat::fuzz {

/// The stubs of guests/wild_code.S.
enum class Stub : uint32_t {
    ipc,
    id_nearest,
    fpage_unmap,
    thread_switch,
    thread_schedule,
    lthread_ex_regs,
    task_new,
    read_word,
    write_word,
    load_table,
    halt,
    read_model_register,
    set_breakpoint,
    use_fpu,
    print_text,
    end,
    divide_by_zero,
    undefined,
    wrong_interrupt,
    push,
    wrong_selector,
    again,
    null_segments = 24,   // + number of a call, 0..6
    wrong_segments = 32,  // + number of a call
    clear_interrupts = 40,
    set_interrupts,
    pop_flags,
    read_port,
    write_port,
    write_ports,
};

/// What a stub takes from the stack.
struct Record {
    uint32_t edi, esi, ebp, unused, ebx, edx, ecx, eax;
    Stub stub;
};
static_assert(sizeof(Record) == FUZZ_RECORD_SIZE);

constexpr uint32_t script_count = FUZZ_SCRIPT_COUNT;
constexpr uint32_t calls_per_script = 4096 / FUZZ_RECORD_SIZE - 1;  // and the end
constexpr uint32_t calls_per_round = script_count * calls_per_script;

struct alignas(4096) Script {
    Record records[calls_per_script + 1];
};

/// Calls of a round that are left out: a bit for each.
struct Omissions {
    uint32_t words[(calls_per_round + 31) / 32];
    bool contains(uint32_t call) const {
        return (words[call / 32] >> call % 32 & 1) != 0;
    }
    void add(uint32_t call) { words[call / 32] |= 1u << call % 32; }
};

/// What kinds of calls are drawn: bits of the option `with=`.
enum With : uint32_t {
    with_segments = 1u << 0,  // null and wrong segment registers
    with_ports = 1u << 1,     // in, out, cli, sti, popf
};

/// One entry of a plan, by which the runner repeats parts of a run.
struct PlannedRound {
    uint32_t round;
    Omissions omissions;
};
struct Plan {
    uint32_t count;
    PlannedRound rounds[];
};

/// What the root task does in a round beside looking after the wild ones.
struct Disturbances {
    uint32_t clock_divisor;      // of the 8254: a tick is that many 838 ns
    uint32_t ticks;              // after so many the round is over
    uint32_t meddling_interval;  // ticks; 0: never
    uint32_t pager_seed;
};

/// Xorshift. Source: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003).
class Random {
public:
    Random(uint32_t seed, uint32_t stream);
    uint32_t word() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        state_ ^= state_ << 5;
        return state_;
    }
    /// 0 to limit - 1; limit at most 65,536.
    uint32_t below(uint32_t limit) { return (word() >> 16) * limit >> 16; }
    bool one_in(uint32_t count) { return below(count) == 0; }

private:
    uint32_t state_;
};

constexpr uint32_t first_wild_task = 16, first_spare_task = 24, spare_tasks = 8;
constexpr uint32_t bystander_task = 6;
constexpr uint32_t wild_maximum_priority = 100;

/// The first thread of a wild task starts the others by its first calls.
constexpr uint32_t script_of(uint32_t task, uint32_t lthread) {
    return task * FUZZ_THREADS + lthread;
}
/// Two more threads of each wild task set the others on their way again and again, whatever they
/// wait for, and so never let the program stand still: one sleeps a little each time and goes
/// before all others, one runs when nobody else does.
enum class Rescuer : uint32_t { urgent, idle };
constexpr uint32_t first_rescuer_script = script_of(FUZZ_TASKS, 0);
constexpr uint32_t lthread_of(Rescuer rescuer) {
    return 7 - static_cast<uint32_t>(rescuer);
}
constexpr uint32_t script_of(uint32_t task, Rescuer rescuer) {
    return first_rescuer_script + static_cast<uint32_t>(rescuer) * FUZZ_TASKS + task;
}
constexpr uint32_t first_spare_script =
    first_rescuer_script + FUZZ_RESCUERS * FUZZ_TASKS;
static_assert(first_spare_script + FUZZ_SPARE_SCRIPTS == script_count);
constexpr uint32_t address_of_script(uint32_t script) {
    return FUZZ_SCRIPTS + script * 4096;
}
constexpr uint32_t address_of_arena(uint32_t task) {
    return FUZZ_ARENAS + task * FUZZ_ARENA_SIZE;
}

/// What kind of call comes next. \param with  bits of With
Stub draw_stub(Random& random, uint32_t with);

/// The calls of a script, without those that are left out, again and again.
/// \param omissions  nullptr: nothing is left out
void draw_script(uint32_t seed,
                 uint32_t round,
                 uint32_t script,
                 uint32_t with,
                 const Omissions* omissions,
                 Script& result);

/// What strings carry: numbers that tell where they come from. \param arena  the whole of it
void fill_arena(uint32_t task, uint32_t* arena);
/// The messages at the start of a wild task's arena.
void draw_messages(uint32_t seed, uint32_t round, uint32_t task, uint32_t* arena);

Disturbances draw_disturbances(uint32_t seed, uint32_t round, uint32_t with);

}  // namespace kumquat::fuzz
