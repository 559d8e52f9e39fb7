// fpu.cpp -- the floating-point registers of threads and tasks, whatever way they change.
// Everybody keeps a number of its own in the FPU and looks at it again when others have run.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

struct FpuImage {
    uint32_t control, status, tags, rest[24];
};

FpuImage first_image;
volatile uint32_t wrong_numbers, rounds, number_of_client, number_of_child;

void begin_with(uint32_t number) {
    asm volatile("fninit; fildl %0" : : "m"(number) : "memory");
}
uint32_t number_in_fpu() {
    uint32_t number = 0xBAD;
    asm volatile("fistl %0" : "=m"(number) : : "memory");
    return number;
}

void look_at_new_fpu() {
    asm volatile("fnsave %0" : "=m"(first_image));
    sleep_for_ever();
}

/// What is in the eight registers of that image, whose numbers lie behind the pointers.
uint32_t found_in_registers() {
    uint32_t found = 0;
    for (uint32_t i = 4; i < 24; ++i) {
        found |= first_image.rest[i];
    }
    return found;
}

void a_new_thread() {
    begin_with(4711);
    start(1, look_at_new_fpu);
    let_others_run();
    claim("fpu.2", "a new thread begins with the control word of fninit", 0x37F,
          first_image.control & 0xFFFF);
    claim("fpu.2", "no status", 0, first_image.status & 0xFFFF);
    claim("fpu.2", "and empty registers", 0xFFFF, first_image.tags & 0xFFFF);
    claim("fpu.2 call.4", "in which nobody's numbers are left", 0,
          found_in_registers());
}

void keep_a_number() {
    const uint32_t number = myself().lthread();
    begin_with(number);
    for (;;) {
        thread_switch(ThreadId::nil());
        wrong_numbers = wrong_numbers + (number_in_fpu() == number ? 0 : 1);
        rounds = rounds + 1;
    }
}

void threads_that_take_turns() {
    begin_with(4711);
    for (uint32_t i = 1; i <= 3; ++i) {
        start(i, keep_a_number);
    }
    for (uint32_t i = 0; i < 10; ++i) {
        let_others_run();
        sleep(receive_2_ms);
    }
    claim("fpu.1", "a thread's number survives the others", 4711, number_in_fpu());
    claim("fpu.1", "as theirs do", 0, wrong_numbers);
    claim_that("fpu.1", "who have computed, too", rounds > 100);
    for (uint32_t i = 1; i <= 3; ++i) {
        park(i);
    }
}

void call_with_a_number() {
    begin_with(99);
    call(main_thread(), 0, 0);
    number_of_client = number_in_fpu();
    call(main_thread(), 0, 0);
    sleep_for_ever();
}

/// A client in the middle of a computation calls a server that computes.
void by_ipc() {
    start(1, call_with_a_number);
    wait();
    begin_with(815);
    reply_and_wait(send_registers, helper(1), 0, 0);
    claim("fpu.1", "a server keeps its number", 815, number_in_fpu());
    claim("fpu.1", "and its client", 99, number_of_client);
}

void between_tasks() {
    start_child(child_a, [] {
        begin_with(77);
        call(main_thread(), 0, 0);
        number_of_child = number_in_fpu();
        call(main_thread(), 0, 0);
        sleep_for_ever();
    });
    const IpcResult request = wait();
    begin_with(816);
    reply_and_wait(send_registers, request.sender, 0, 0);
    claim("fpu.1", "a task keeps its number", 816, number_in_fpu());
    claim("fpu.1", "and another task", 77, number_of_child);
}

/// Whoever had the FPU is gone; somebody else is where its TCB was.
void after_its_owner() {
    start_child(child_b, [] {
        begin_with(55);
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    end_child(child_b);
    first_image = {};
    start_child(child_b, look_at_new_fpu);
    sleep(receive_2_ms);
    claim("fpu.2 task.5", "the next thread of that number has empty registers", 0xFFFF,
          first_image.tags & 0xFFFF);
    claim("fpu.2 task.5", "and does not find what the other computed", 0,
          found_in_registers());
    begin_with(817);
    claim("fpu.1 task.5", "a deleted thread leaves the FPU behind", 817,
          number_in_fpu());
    end_child(child_b);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    a_new_thread();
    threads_that_take_turns();
    by_ipc();
    between_tasks();
    after_its_owner();
    finish_claims();
}
