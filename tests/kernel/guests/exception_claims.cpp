// exception_claims.cpp -- a root task that raises exceptions and handles them itself.
#include "tests/kernel/guests/provoke.hpp"
#include "user/lib/program.hpp"

// faulty_code.S
extern "C" {
void count_to_five();
void divide_by_zero(), call_vector_80(), call_vector_20(), call_overflow(), call_int3(),
    run_undefined(), out_of_bounds(), touch_kernel(), touch_missing();
extern char divide_by_zero_at[], call_vector_80_at[], behind_overflow[], behind_int3[],
    touch_missing_at[];
}

namespace kumquat::user {

namespace {

void faults_and_traps() {
    provoke(divide_by_zero);
    claim("exc.divide.vector", 0, seen_vector);
    claim("exc.divide.eip", address_of(divide_by_zero_at), seen_stack[0]);
    claim("exc.divide.cs_is_of_ring_3", 3, seen_stack[1] & 3);
    claim("exc.divide.eflags", 0x202, seen_stack[2] & 0x302);
    claim("exc.divide.frame_of_three_words", resume_esp - 4 - 12, seen_esp);
    provoke(call_vector_80);
    claim("exc.int_80.vector", 13, seen_vector);
    claim("exc.int_80.error", 0x402, seen_stack[0]);
    claim("exc.int_80.eip", address_of(call_vector_80_at), seen_stack[1]);
    claim("exc.int_80.frame_of_four_words", resume_esp - 4 - 16, seen_esp);
    provoke(call_vector_20);
    claim("exc.int_20.error", 0x102, seen_stack[0]);
    provoke(call_overflow);
    claim("exc.into.vector", 4, seen_vector);
    claim("exc.into.eip_behind", address_of(behind_overflow), seen_stack[0]);
    set_gate(3, noting_handler(3));
    provoke(call_int3);
    set_gate(3, 0);
    claim("exc.int3.own_handler_first", 3, seen_vector);
    claim("exc.int3.eip_behind", address_of(behind_int3), seen_stack[0]);
    provoke(run_undefined);
    claim("exc.ud2.vector", 6, seen_vector);
    provoke(out_of_bounds);
    claim("exc.bound.vector", 5, seen_vector);
    provoke(touch_kernel);
    claim("exc.kernel_address.is_14", 14, seen_vector);
    claim("exc.kernel_address.error_is_user_write", 6, seen_stack[0] & ~1u);
}

void single_steps() {
    set_gate(1, address_of(handler_1_counting));
    seen_stack[0] = 0;
    provoke(count_to_five);
    claim("exc.step.once_for_each_instruction", 6, steps);
    claim("exc.step.flag_clear_in_handler", 0, seen_flags & 0x100);
    claim("exc.step.flag_pushed", 0x100, seen_stack[0] & 0x100);
    uint32_t status;
    asm volatile("movl %%dr6, %0" : "=r"(status));
    claim("exc.step.status_tells_it", 0x4000, status & 0xE00F);
    asm volatile("movl %0, %%dr6" : : "r"(0));
}

// --- a table of one's own ---

volatile uint32_t marks = 0;

void raise_without_table() {
    marks = 1;
    asm volatile("xorl %%ecx, %%ecx; divl %%ecx" ::: "eax", "ecx", "edx");
    marks = 2;
    sleep_for_ever();
}

void miss_a_page() {
    install_table();
    provoke(touch_missing);
    marks = 3;
    sleep_for_ever();
}

void fault_on_bad_stack() {
    install_table();
    marks = 4;
    asm volatile("movl $0xC0000004, %esp; ud2");
}

void fault_on_new_stack() {
    install_table();
    asm volatile("movl $0x00700008, %esp; ud2");  // straddles two pages not yet there
}

extern "C" void note_new_stack() {
    marks = 5;
    sleep_for_ever();
}

uint32_t other_table[64];

void jump_to_bad_handler() {
    install_table(other_table);
    asm volatile("ud2");
}

void read_bad_table() {
    install_table(reinterpret_cast<const void*>(uintptr_t{0xBFFFFFF0}));
    asm volatile("ud2");  // entry 6 lies beyond user space
}

void say_alive() {
    marks = 6;
    sleep_for_ever();
}

void tables_of_threads() {
    start(1, raise_without_table);
    let_others_run();
    claim("exc.table.of_another_thread_is_not_used", 1, marks);
    claim("exc.none.thread_is_dead", dead_state, state_of(1));
    claim("exc.none.cannot_be_met", 0x30,
          static_cast<uint32_t>(
              send(root_id.with_lthread(1), 0, 0, reply_at_once).dope.error()));
    start(1, say_alive);
    let_others_run();
    claim("exc.none.ex_regs_revives_it", 6, marks);

    start_with(2, miss_a_page, ThreadId::invalid());
    let_others_run();
    claim("fault.without_pager.is_13", 13, seen_vector);
    claim("fault.without_pager.error_0", 0, seen_stack[0]);
    claim("fault.without_pager.eip", address_of(touch_missing_at), seen_stack[1]);
    claim("fault.without_pager.thread_goes_on", 3, marks);
}

void stacks_and_handlers_that_fail() {
    start(1, fault_on_bad_stack);
    let_others_run();
    claim("exc.bad_stack.got_there", 4, marks);
    claim("exc.bad_stack.stops_the_thread", dead_state, state_of(1));
    other_table[12] = 0;
    other_table[13] = 0xC0000000;
    start(1, jump_to_bad_handler);
    let_others_run();
    claim("exc.bad_handler.stops_the_thread", dead_state, state_of(1));
    start(1, read_bad_table);
    let_others_run();
    claim("exc.bad_table.stops_the_thread", dead_state, state_of(1));

    set_gate(6, address_of(note_new_stack));
    start(1, fault_on_new_stack);
    let_others_run();
    claim("exc.stack_pages_are_fetched", 5, marks);
    const uint32_t* const pushed =
        reinterpret_cast<const uint32_t*>(uintptr_t{0x6FFFFC});
    claim("exc.frame_straddles_pages", 3, pushed[1] & 3);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    fill_table();
    install_table();
    faults_and_traps();
    single_steps();
    fill_table();
    tables_of_threads();
    stacks_and_handlers_that_fail();
    finish_claims();
}
