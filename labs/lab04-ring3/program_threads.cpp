// program_threads.cpp -- lab 4, stage 3: threads are started, asked, and sent elsewhere.
#include "labs/lab04-ring3/program_tests.hpp"

#include "labs/common/counted.hpp"

extern "C" {
extern const uint8_t moved_from[];
void run_move_oneself();
uint32_t move_stack, move_old_stack;
}

// in: number 3, the wish in move_stack.  The call does not come back, if it does what it should.
asm(".text\n"
    ".global run_move_oneself, moved_from\n"
    "run_move_oneself:\n\t"
    "movl %esp, move_old_stack\n\t"
    "movl $3, %eax\n\t"
    "movl move_stack, %ecx\n\t"
    "movl $arrival_begins, %edx\n\t"
    "movl $-1, %ebx\n\t"
    "movl $-1, %ebp\n\t"
    "movl $-1, %esi\n\t"
    "movl $-1, %edi\n\t"
    "int $0x35\n"
    "moved_from:\n\t"
    "xorl %esi, %esi\n\t"
    "int $0x33\n\t"
    "jmp moved_from\n");

namespace kumquat::user {

namespace {

const ThreadId nobody = ThreadId::nil();
const ThreadId nothing_said = ThreadId::invalid();

ThreadId drawn_id(const Numbers& drawn, uint32_t index) {
    return {draw_id(drawn, 2 * index), draw_id(drawn, 2 * index + 1)};
}

/// Thread 2 has known registers, a pager, and yields.
void start_spinner(const Numbers& drawn) {
    spinner_registers = draw_called(drawn, 7);
    exchange(2, draw_stack(drawn, 0), address_of(spinner_begins), nothing_said,
             drawn_id(drawn, 0));
    let_others_run();
}

void note_spinner() {
    note(spinner_rounds);
    note_all(ask_about(2));
}

}  // namespace

void new_thread(Numbers& drawn) {
    release_root();
    note_all(exchange(1, draw_stack(drawn, 0), address_of(arrival_begins), nothing_said,
                      drawn_id(drawn, 0)));
    let_others_run();
    note_all(arrival);
    note(address_of(arrival_begins));
    note_all(ask_about(1));
    exchange(4, draw_stack(drawn, 1), address_of(arrival_begins), drawn_id(drawn, 1),
             nobody);
    note_all(ask_about(4));
    exchange(6, draw_stack(drawn, 1), address_of(arrival_begins), nothing_said,
             nothing_said);
    note_all(ask_about(6));
}

void old_thread(Numbers& drawn) {
    release_root();
    start_spinner(drawn);
    note(address_of(spinner_waits));
    note_spinner();
    let_others_run();
    note_spinner();
}

void thread_moved(Numbers& drawn) {
    release_root();
    start_spinner(drawn);
    note(address_of(spinner_waits));
    note_all(exchange(2, draw_stack(drawn, 1), address_of(arrival_begins), nothing_said,
                      nothing_said));
    note(spinner_rounds);
    let_others_run();
    note(spinner_rounds);
    note_all(arrival);
    // And without a new stack.
    exchange(2, unchanged, address_of(arrival_begins), nothing_said, nothing_said);
    let_others_run();
    note_all(arrival);
    note(address_of(arrival_begins));
}

void stack_alone(Numbers& drawn) {
    release_root();
    start_spinner(drawn);
    note(address_of(spinner_waits));
    note_all(exchange(2, draw_stack(drawn, 1), unchanged, nothing_said, nothing_said));
    note_spinner();
    let_others_run();
    note_spinner();
}

void ids_changed(Numbers& drawn) {
    release_root();
    start_spinner(drawn);
    const ThreadId pager = drawn_id(drawn, 1), preempter = drawn_id(drawn, 2);
    note_all(exchange(2, unchanged, unchanged, preempter, pager));
    note_all(exchange(2, unchanged, unchanged, nobody, nobody));
    note_all(exchange(2, unchanged, unchanged, nothing_said, drawn_id(drawn, 3)));
    note_all(ask_about(2));
    // Nobody else has got them.
    note_all(ask_about(0));
}

void move_oneself(Numbers& drawn) {
    release_root();
    move_stack = draw_stack(drawn, 0);
    run_helper(3, run_move_oneself);
    note(move_old_stack);
    note(address_of(moved_from));
    note_all(arrival);
}

void impossible_numbers(Numbers& drawn) {
    release_root();
    let_others_run();
    const uint32_t rounds = root_notes().rounds;
    constexpr uint32_t root_threads =
        (root_task.value - sigma0_task.value) * threads_per_task;
    const uint32_t no_numbers[] = {threads_per_task, root_threads, root_threads + 1,
                                   0x80000001, 0xFFFFFFFF};
    for (const uint32_t number : no_numbers) {
        note_all(exchange(number, draw_stack(drawn, 0), address_of(arrival_begins),
                          nothing_said, nobody));
        let_others_run();
    }
    note(arrival.count);
    note(root_notes().rounds > rounds ? 1 : 0);
}

void last_thread(Numbers& drawn) {
    release_root();
    note_all(exchange(threads_per_task - 1, draw_stack(drawn, 0),
                      address_of(arrival_begins), nothing_said, nobody));
    let_others_run();
    note_all(arrival);
}

void thread_without_eip(Numbers& drawn) {
    release_root();
    note_all(
        exchange(5, draw_stack(drawn, 0), unchanged, nothing_said, drawn_id(drawn, 0)));
    let_others_run();
    note(arrival.count);
    note_all(ask_about(5));
    exchange(5, unchanged, address_of(arrival_begins), nothing_said, nothing_said);
    let_others_run();
    note_all(arrival);
}

void count_a_question(Numbers&) {
    note(counted([] { static_cast<void>(ask_about(0)); }));
}

}  // namespace kumquat::user
