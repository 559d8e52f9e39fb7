// deletion_steps.cpp -- what others do between two steps of a task's deletion.
// A deletion is begun a little before a tick; in that tick somebody of higher priority wakes, and
// finds the task half gone.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/ticks.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr TaskNumber victim = child_a, grandchild = child_b;
constexpr uint32_t deleter = 1, bystander = 2;
constexpr uint32_t low_priority = 10, high_priority = 50, between = 30;
volatile uint32_t last_wake = 0;  // of who wakes at every second tick

bool exists(ThreadId thread) { return schedule_of(thread).eax != 0xFFFFFFFF; }

bool is_ours(TaskNumber inactive) { return !delete_task(inactive, root_task).is_nil(); }

/// Ask for a thread of one's own task, changing nothing; one that is not there is created dead.
/// \return  EAX
uint32_t ask_for(uint32_t lthread) {
    constexpr uint32_t no = 0xFFFFFFFF;
    CallRegisters r{lthread, no, no, no, no, no, no};
    raw_lthread_ex_regs(&r);
    return r.eax;
}

// A thread that outlives the first one of its task by some steps.

constexpr uint32_t last_lthread = 127, refused = 0xFFFFFFFF, created = 0;
volatile uint32_t times_refused = 0, times_created = 0;

void ask_at_every_second_tick() {
    for (;;) {
        last_wake = processor_counter();
        const uint32_t eax = ask_for(0);
        times_refused = times_refused + (eax == refused ? 1 : 0);
        times_created = times_created + (eax == created ? 1 : 0);
        sleep(two_ticks);
    }
}

void be_many() {
    for (uint32_t i = 1; i < last_lthread; ++i) {
        ask_for(i);
    }
    start_thread(last_lthread, address_of(ask_at_every_second_tick),
                 child_stack(victim) - page_size / 2, pager());
    sleep_for_ever();
}

void no_thread_of_a_dying_task() {
    for (uint32_t left = 5'000; left <= 40'000; left += 5'000) {
        start_child(victim, be_many);
        sleep(receive_2_ms);
        set_priority(child_id(victim).with_lthread(last_lthread), high_priority);
        sleep(receive_2_ms);
        compute_until_shortly_before_wake(last_wake, left);
        end_child(victim);
    }
    claim_that("exregs.16", "a thread whose task is being deleted can create no other",
               times_refused > 0 && times_created == 0);
    claim_that("exregs.16 task.15", "and the task is gone", !exists(child_id(victim)));
}

// A number gets a new task while another thread deletes the old one.

constexpr uint32_t pages = 512, instructions_left = 40'000;
volatile uint32_t grandchild_runs = 0;

void have_pages() {
    grandchild_runs = grandchild_runs + 1;
    for (uint32_t i = 0; i < pages; ++i) {
        word_at(arena_page(i)) = i;
    }
    sleep_for_ever();
}

FaultReply lend_arena_page(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    fill_page(page, 0);
    return reply_page(page, page, Fpage::write_bit);
}

void be_its_chief() {
    sleep(receive_2_ms);  // until its number is ours
    create_task(grandchild, address_of(have_pages), child_stack(grandchild),
                start_pager_for_own_children(), 255);
    sleep_for_ever();
}

void delete_before_the_tick() {
    compute_until_shortly_before_wake(last_wake, instructions_left);
    end_child(victim);
    sleep_for_ever();
}

void be_new() {
    grandchild_runs = grandchild_runs + 1;
    sleep_for_ever();
}

void a_number_that_is_created_again() {
    set_fault_handler(lend_arena_page);
    start_child(victim, be_its_chief);
    delete_task(grandchild, victim);
    sleep(receive_10_ms);
    claim("task.8", "a grandchild runs", 1, grandchild_runs);
    sleep(two_ticks);
    last_wake = processor_counter();
    start(deleter, delete_before_the_tick);
    set_priority(helper(deleter), low_priority);
    sleep(two_ticks);
    claim_that("task.17", "while a task is being deleted others run",
               !exists(child_id(victim)) && !is_ours(grandchild));
    end_child(victim);
    claim_that("task.17 task.3", "to delete it as well finishes it",
               is_ours(grandchild));
    start_child(grandchild, be_new);
    start_child(victim, sleep_for_ever);
    sleep(receive_10_ms);
    claim_that("task.17 task.3", "its own number, created again, is deleted again",
               !exists(child_id(victim)));
    claim_that("task.17", "a number of its clan that was created again is left alone",
               grandchild_runs == 2 && exists(child_id(grandchild)));
    end_child(grandchild);
    set_fault_handler(nullptr);
}

// Who deletes the owner of the timeslice that it runs on.

volatile bool saw_grandchild = false;

void lend_timeslice() {
    set_priority(myself(), high_priority);
    create_task(grandchild, address_of(sleep_for_ever), child_stack(grandchild),
                start_pager_for_own_children(), 255);
    call(main_thread(), 0, 0);
    sleep_for_ever();
}

void look_at_grandchild() {
    saw_grandchild = exists(child_id(grandchild));
    sleep_for_ever();
}

void the_owner_of_the_timeslice() {
    start_child(victim, lend_timeslice);
    delete_task(grandchild, victim);
    receive(child_id(victim), wait_for_ever);
    start(bystander, look_at_grandchild);
    set_priority(helper(bystander), between);
    end_child(victim);
    claim_that("sched.1 task.17", "with its owner a borrowed timeslice goes, at once",
               saw_grandchild);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    no_thread_of_a_dying_task();
    a_number_that_is_created_again();
    the_owner_of_the_timeslice();
    finish_claims();
}
