// tasks.cpp -- task_new: creating, deleting, handing numbers over.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t failed = 0xFFFFFFFF;
volatile uint32_t runs = 0;
ThreadId seen_self;
uint32_t seen_param;

uint32_t param_of(ThreadId thread) {
    CallRegisters r{0xFFFFFFFF,   0, 0, 0xFFFFFFFF, 0xFFFFFFFF, thread.low(),
                    thread.high()};
    raw_thread_schedule(&r);
    return r.eax;
}

void note_self() {
    runs = runs + 1;
    seen_self = myself();
    seen_param = param_of(seen_self);
    sleep_for_ever();
}

CallRegisters task_new(
    uint32_t eax, Code code, TaskNumber stack_of, ThreadId pager_id, ThreadId task) {
    CallRegisters r{eax,
                    child_stack(stack_of),
                    address_of(code),
                    pager_id.low(),
                    pager_id.high(),
                    task.low(),
                    task.high()};
    raw_task_new(&r);
    return r;
}

uint32_t chief_word(TaskNumber chief) { return ThreadId::Task::set(0, chief.value); }

bool is_nil_and_failed(const CallRegisters& r) {
    return r.esi == 0 && r.edi == 0 && r.eax == failed;
}

bool exists(ThreadId thread) { return code_of(send(thread, 0, 0, both_zero)) != 0x10; }

void creation() {
    const CallRegisters r =
        task_new(255, note_self, child_a, pager(),
                 ThreadId{child_id(child_a).low() | 0x1400, 0x12340000});
    claim("task.10", "a new task's id has lthread 0", child_id(child_a).low(), r.esi);
    claim("task.10 task.11", "as chief its creator, and nest 0 under root",
          child_id(child_a).high(), r.edi);
    claim("task.8", "EAX is 0", 0, r.eax);
    sleep(receive_2_ms);
    claim("task.8", "it begins at its EIP, with its stack", 1, runs);
    claim("task.8 id.lookup.3", "it knows its own id", child_id(child_a).low(),
          seen_self.low());
    claim("task.9", "it has its creator's priority", 16, seen_param & 0xFF);
    claim_that("id.lookup.2", "its lthread 0 exists", exists(child_id(child_a)));
    claim_that("id.lookup.2", "its lthread 1 does not",
               !exists(child_id(child_a).with_lthread(1)));
}

void deletion() {
    const CallRegisters r = task_new(chief_word(root_task), nullptr, child_a,
                                     ThreadId::nil(), child_id(child_a));
    claim("task.6", "deleting a task returns its number", child_id(child_a).low(),
          r.esi);
    claim("task.6", "with its new chief", child_id(child_a).high(), r.edi);
    claim("task.6", "and EAX = 0", 0, r.eax);
    claim_that("task.5 id.lookup.2", "its threads do not exist any more",
               !exists(child_id(child_a)));
    runs = 0;
    claim("task.15", "it can be created again", child_id(child_a).low(),
          task_new(255, note_self, child_a, pager(), child_id(child_a)).esi);
    sleep(receive_2_ms);
    claim("task.15", "and runs again", 1, runs);
    claim("task.3", "creating an active number deletes it first",
          child_id(child_a).low(),
          task_new(255, note_self, child_a, pager(), child_id(child_a)).esi);
    sleep(receive_2_ms);
    claim("task.3", "and runs from the begin", 2, runs);
    end_child(child_a);
}

void versions() {
    const CallRegisters r =
        task_new(255, note_self, child_a, pager(),
                 ThreadId{child_id(child_a).low() | 0xA00003FF, 0x0001FFFF});
    claim("task.10", "version bits are the creator's",
          child_id(child_a).low() | 0xA00003FF, r.esi);
    claim("task.10", "the site too", child_id(child_a).high() | 0x1FFFF, r.edi);
    sleep(receive_2_ms);
    claim("task.10 id.lookup.3", "and the task's own id has them",
          child_id(child_a).low() | 0xA00003FF, seen_self.low());
    claim_that("id.lookup.1", "but it is found without them",
               exists(child_id(child_a)));
    end_child(child_a);
}

void rights() {
    const ThreadId none = ThreadId::nil();
    claim_that(
        "task.1", "nobody may create sigma0",
        is_nil_and_failed(task_new(255, note_self, child_a, pager(), sigma0_id)));
    claim_that("task.1 id.fixed.3", "nor task 3",
               is_nil_and_failed(task_new(255, note_self, child_a, pager(),
                                          ThreadId::make({3}, 0, {0}))));
    claim_that("task.1 id.fixed.3", "nor task 0",
               is_nil_and_failed(task_new(0, nullptr, child_a, none, ThreadId{0, 0})));
    claim_that("task.1 id.fixed.3", "nor task 1",
               is_nil_and_failed(task_new(255, note_self, child_a, pager(),
                                          ThreadId::make({1}, 0, {0}))));
    claim_that("task.13", "nor itself",
               is_nil_and_failed(task_new(0, nullptr, child_a, none, root_id)));
    claim_that("task.13", "and is still there", myself() == root_id);
    claim_that(
        "task.2", "the last number is root's",
        task_new(255, note_self, child_a, pager(), ThreadId::make({2047}, 5, {7}))
                .esi == ThreadId::make({2047}, 0, {0}).low());
    sleep(receive_2_ms);
    claim_that("task.2", "the first number is too",
               task_new(chief_word(root_task), nullptr, child_a, none,
                        ThreadId::make({5}, 0, {0}))
                       .esi == ThreadId::make({5}, 0, {0}).low());
    delete_task({2047}, root_task);
}

CallRegisters from_thread;

void create_from_another_thread() {
    from_thread = task_new(255, note_self, child_a, pager(), child_id(child_a));
    sleep_for_ever();
}

void any_thread_of_the_chief() {
    runs = 0;
    start(1, create_from_another_thread);
    sleep(receive_2_ms);
    claim("task.1", "any thread of the chief may create", child_id(child_a).low(),
          from_thread.esi);
    claim("task.1", "and it runs", 1, runs);
    end_child(child_a);
}

CallRegisters grandchild, stolen, uncle, given_away;
volatile bool is_done = false;

/// Runs in child a, which has been given number b.
void be_a_chief() {
    grandchild = task_new(20, note_self, child_b, start_pager_for_own_children(),
                          child_id(child_b));
    stolen = task_new(255, note_self, child_c, pager(), child_id(child_c));
    uncle = task_new(0, nullptr, child_c, ThreadId::nil(), root_id);
    sleep(receive_2_ms);
    is_done = true;
    sleep_for_ever();
}

volatile uint32_t priority_after_21, priority_after_20;

void try_priorities() {
    set_priority(myself(), 21);
    priority_after_21 = param_of(myself()) & 0xFF;
    set_priority(myself(), 20);
    priority_after_20 = param_of(myself()) & 0xFF;
    sleep_for_ever();
}

/// Of mcp 20; it gives its child more than it has.
void be_a_generous_chief() {
    sleep(receive_2_ms);  // until child b's number is ours
    task_new(255, try_priorities, child_b, start_pager_for_own_children(),
             child_id(child_b));
    sleep_for_ever();
}

void the_mcp() {
    task_new(20, try_priorities, child_a, pager(), child_id(child_a));
    sleep(receive_2_ms);
    claim("task.9 schedule.3", "a task of mcp 20 cannot set priority 21", 16,
          priority_after_21);
    claim("task.9 schedule.3", "but 20", 20, priority_after_20);
    end_child(child_a);
    priority_after_21 = 0;
    priority_after_20 = 0;
    task_new(20, be_a_generous_chief, child_a, pager(), child_id(child_a));
    task_new(chief_word(child_a), nullptr, child_a, ThreadId::nil(), child_id(child_b));
    sleep(receive_10_ms);
    claim("task.9", "nor can a task that it creates, whatever it gives it", 16,
          priority_after_21);
    claim("task.9", "which may do what its creator may", 20, priority_after_20);
    end_child(child_a);
}

void handing_over() {
    start_child(child_a, be_a_chief);
    const CallRegisters r = task_new(chief_word(child_a), nullptr, child_a,
                                     ThreadId::nil(), child_id(child_b));
    claim("task.6 task.12", "a number can be given to a child",
          ThreadId::make(child_b, 0, child_a).high() & 0x0FFE0000, r.edi & 0x0FFE0000);
    claim_that("task.12", "then it is ours no longer",
               is_nil_and_failed(
                   task_new(255, note_self, child_b, pager(), child_id(child_b))));
    while (!is_done) {
        sleep(receive_2_ms);
    }
    claim("task.12", "the child can create it", child_id(child_b).low(),
          grandchild.esi);
    claim("task.10", "as its chief", child_a.value,
          ThreadId::Chief::get(grandchild.edi));
    claim("task.11", "with its own nest plus one", 1,
          ThreadId::Nest::get(grandchild.edi));
    claim_that("task.1", "a child cannot create its chief's numbers",
               is_nil_and_failed(stolen));
    claim_that("task.13", "nor delete its chief", is_nil_and_failed(uncle));
    claim_that("task.12", "a grandchild exists for everybody",
               exists(child_id(child_b)));
    end_child(child_a);
    claim_that("task.3", "deleting the child deletes the grandchild",
               !exists(child_id(child_a)) && !exists(child_id(child_b)));
}

void chiefs_that_are_not() {
    const CallRegisters r = task_new(chief_word({0x7FE}), nullptr, child_a,
                                     ThreadId::nil(), child_id(child_c));
    claim("task.7", "a new chief that does not exist counts as the caller",
          child_id(child_c).high(), r.edi);
    const CallRegisters zero =
        task_new(0, nullptr, child_a, ThreadId::nil(), child_id(child_c));
    claim("task.7", "so does 0", child_id(child_c).high(), zero.edi);
    claim_that("task.7 task.2", "the number can still be created",
               !start_child(child_c, note_self).is_nil());
    end_child(child_c);
}

/// The last thread of a task 2047 with all version bits set has a low word of -1.
void the_last_thread_of_all() {
    runs = 0;
    const CallRegisters r = task_new(
        255,
        [] {
            start_thread(127, address_of(sleep_for_ever), child_stack(child_b),
                         pager());
            start_thread(127, address_of(sleep_for_ever), child_stack(child_b),
                         pager());
            note_self();
        },
        child_a, pager(), ThreadId{0xFFFE03FF, 0});
    claim("task.10 id.layout.1", "all version bits may be set", 0xFFFE03FF, r.esi);
    sleep(receive_10_ms);
    claim("id.layout.3 task.10",
          "its last thread looks invalid, but is only found again", 1, runs);
    claim("id.lookup.1 id.layout.3", "and is there under its number", 0x30,
          code_of(send(ThreadId::make({2047}, 127, root_task), 0, 0, both_zero)));
    delete_task({2047}, root_task);
}

void again_and_again() {
    uint32_t good = 0;
    for (uint32_t i = 0; i < 300; ++i) {
        const bool is_made = !start_child(child_a, note_self).is_nil();
        good += is_made && end_child(child_a) ? 1 : 0;
    }
    claim("task.15", "created and deleted three hundred times: no memory is lost", 300,
          good);
    runs = 0;
    for (uint32_t i = 0; i < 30; ++i) {
        start_child(child_a, note_self);
        sleep(receive_2_ms);
        end_child(child_a);
    }
    claim("task.15 task.14", "thirty times with its pages", 30, runs);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    creation();
    deletion();
    versions();
    rights();
    any_thread_of_the_chief();
    the_mcp();
    handing_over();
    chiefs_that_are_not();
    the_last_thread_of_all();
    again_and_again();
    finish_claims();
}
