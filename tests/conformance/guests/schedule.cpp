// schedule.cpp -- thread_schedule: asking and changing priority, timeslice, preempter.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t only_ask = 0xFFFFFFFF, refused = 0xFFFFFFFF;

CallRegisters schedule(uint32_t param, ThreadId thread, ThreadId preempter) {
    CallRegisters r{param,           0xBEEF0001,       0xBEEF0002,
                    preempter.low(), preempter.high(), thread.low(),
                    thread.high()};
    raw_thread_schedule(&r);
    return r;
}
CallRegisters schedule(uint32_t param, ThreadId thread) {
    return schedule(param, thread, ThreadId::invalid());
}
uint32_t priority_of(ThreadId thread) { return schedule(only_ask, thread).eax & 0xFF; }
uint64_t slice_us(uint32_t param) {
    return uint64_t{param >> 24} << (2 * (15 - (param >> 20 & 0xF)));
}

void wait_for_main() {
    receive(main_thread(), wait_for_ever);
    sleep_for_ever();
}
void wait_for_anybody() {
    wait();
    sleep_for_ever();
}
void send_to_helper_1() {
    send(helper(1), 0, 0, wait_for_ever);
    sleep_for_ever();
}
void touch_nothing() {
    word_at(0x70000000) = 1;
    sleep_for_ever();
}
void answer_main_and_wait() {
    receive(main_thread(), wait_for_ever);
    reply_and_wait(send_registers, main_thread(), 0, 0);
    sleep_for_ever();
}
void yield_for_ever() {
    for (;;) {
        thread_switch(ThreadId::nil());
    }
}
volatile uint32_t turns = 0;
void count_turns() {
    for (;;) {
        turns = turns + 1;
    }
}
void note_and_sleep() {
    turns = turns + 1;
    sleep_for_ever();
}
void do_not_exist() { word_at(0xE0000000) = 1; }

void states() {
    start(1, yield_for_ever);
    claim("state.1", "a ready thread: 0", 0, state_of(helper(1)));
    claim("state.1", "the caller: 0", 0, state_of(main_thread()));
    start(1, wait_for_main);
    let_others_run();
    claim("state.4", "one that waits for a message: 0xC", 0xC, state_of(helper(1)));
    const CallRegisters closed = schedule(only_ask, helper(1));
    claim("schedule.9", "its partner is the one that it waits for", main_thread().low(),
          closed.esi);
    claim("schedule.9", "with its high word", main_thread().high(), closed.edi);
    start(1, wait_for_anybody);
    let_others_run();
    const CallRegisters open = schedule(only_ask, helper(1));
    claim("state.4", "waiting for anybody: 0xC as well", 0xC, open.eax >> 16 & 0xF);
    claim("schedule.9", "and no partner", 0xFFFFFFFF, open.esi);
    claim("schedule.9", "in both words", 0xFFFFFFFF, open.edi);
    park(1);
    start(2, send_to_helper_1);
    let_others_run();
    claim("state.5", "one that waits to send: 0xD", 0xD, state_of(helper(2)));
    claim("schedule.9", "its partner is the receiver", helper(1).low(),
          schedule(only_ask, helper(2)).esi);
    park(2);
    let_others_run();
    claim("state.4 schedule.9", "a sleeper waits for a message from nobody", 0xFFFFFFFF,
          schedule(only_ask, helper(2)).esi);
    start_thread(3, address_of(touch_nothing), helper_stack(3), main_thread());
    let_others_run();
    const uint32_t sending = state_of(helper(3));
    ipc(nothing_to_send, from_anybody, both_zero, ThreadId::nil(), 0, 0);
    const uint32_t waiting = state_of(helper(3));
    claim("state.7", "a thread that asks its pager: 1", 1, sending);
    claim("state.7", "and waits for the answer: 1", 1, waiting);
    start(3, do_not_exist);
    let_others_run();
    claim("state.6 exc.none.1", "a stopped one: 0xF", 0xF, state_of(helper(3)));
    start(3, sleep_for_ever);
    let_others_run();
    claim("state.6 exc.none.1 exregs.4", "until it gets a new EIP", 0xC,
          state_of(helper(3)));
}

void priorities() {
    claim("start.1", "root begins at priority 16", 16, priority_of(main_thread()));
    claim("start.1", "sigma0 too", 16, priority_of(sigma0_id));
    park(1);
    const CallRegisters old = schedule(20, helper(1));
    claim("schedule.5", "the old priority comes back", 16, old.eax & 0xFF);
    claim("schedule.3", "the new one is set", 20, priority_of(helper(1)));
    claim("schedule.2", "asking changes nothing", 20, priority_of(helper(1)));
    schedule(255, helper(1));
    claim("schedule.3 start.1 sched.1", "root may set 255", 255,
          priority_of(helper(1)));
    schedule(0, helper(1));
    claim("schedule.11", "0 is a priority", 0, priority_of(helper(1)));
    start(1, count_turns);
    turns = 0;
    for (uint32_t i = 0; i < 100; ++i) {
        thread_switch(ThreadId::nil());
    }
    claim("schedule.11 sched.1", "the lowest: it does not run while others do", 0,
          turns);
    sleep(receive_10_ms);
    claim_that("schedule.11", "but when nobody else can", turns > 100);
    start(1, note_and_sleep);
    turns = 0;
    schedule(50, helper(1));
    claim("schedule.12 sched.1", "raised above its caller it runs at once", 1, turns);
    start(1, note_and_sleep);  // at priority 50: it has run before we go on
    claim("sched.1 sched.3", "one above that becomes ready runs at once", 2, turns);
    schedule(16, helper(1));
    start(1, note_and_sleep);
    claim("sched.1", "an equal waits for its turn", 2, turns);
    schedule(10, main_thread());
    claim("schedule.12", "when the caller lowers itself those above it run", 3, turns);
    schedule(16, main_thread());
}

void refusals() {
    claim("schedule.1", "a thread that does not exist: -1", refused,
          schedule(only_ask, helper(missing_lthread)).eax);
    claim("schedule.1", "nor is there one in a missing task", refused,
          schedule(only_ask, ThreadId::make({2047}, 0, root_task)).eax);
    claim("schedule.1 id.fixed.3", "nor in the kernel", refused,
          schedule(only_ask, ThreadId::make({0}, 1, root_task)).eax);
}

CallRegisters of_child[6];
volatile bool child_is_done = false;

/// A task whose mcp is 30.
void try_as_child() {
    const ThreadId self = myself();
    of_child[0] = schedule(31, self);
    of_child[1] = schedule(30, self);
    of_child[2] = schedule(only_ask, helper(2));  // of priority 60
    of_child[3] = schedule(only_ask, helper(3));  // of priority 30
    of_child[4] = schedule(0x4E000000 | 0xA << 20 | 200, self);
    of_child[5] = schedule(only_ask, self);
    child_is_done = true;
    sleep_for_ever();
}

void limits_of_a_child() {
    park(2);
    park(3);
    schedule(60, helper(2));
    schedule(30, helper(3));
    create_task(child_a, address_of(try_as_child), child_stack(child_a), pager(), 30);
    while (!child_is_done) {
        sleep(receive_2_ms);
    }
    claim("schedule.3 task.9", "above its mcp no priority is set", 16,
          of_child[1].eax & 0xFF);
    claim("schedule.3", "but the call is no failure", 16, of_child[0].eax & 0xFF);
    claim("schedule.3", "up to it one is", 30, of_child[4].eax & 0xFF);
    claim("schedule.1", "a thread above the mcp is out of reach", refused,
          of_child[2].eax);
    claim("schedule.1 ipc.send.2", "one at the mcp is in reach, in any task", 30,
          of_child[3].eax & 0xFF);
    claim("schedule.3", "with a bad priority the rest is done", 78 * 1024,
          static_cast<uint32_t>(slice_us(of_child[5].eax)));
    claim("schedule.3", "and the priority stays", 30, of_child[5].eax & 0xFF);
}

void timeslices() {
    park(4);
    claim_that("start.1 exregs.6", "timeslices begin with 10 ms",
               slice_us(schedule(only_ask, helper(4)).eax) >= 9'900 &&
                   slice_us(schedule(only_ask, helper(4)).eax) <= 11'000);
    schedule(0x27B00010, helper(4));  // 39 * 256 us
    const uint64_t set = slice_us(schedule(only_ask, helper(4)).eax);
    claim_that("schedule.4", "9,984 us are set, rounded up to a tick",
               set >= 9'984 && set <= 11'000);
    schedule(16, helper(4));
    claim("schedule.4", "exponent 0 leaves the timeslice", static_cast<uint32_t>(set),
          static_cast<uint32_t>(slice_us(schedule(only_ask, helper(4)).eax)));
    const CallRegisters old = schedule(0x14A00010, helper(4));  // 20 * 1,024 us
    claim("schedule.5", "the old timeslice comes back", static_cast<uint32_t>(set),
          static_cast<uint32_t>(slice_us(old.eax)));
    schedule(0x0010FF10 | 0xF0000 | 10u << 24 | 0xAu << 20, helper(4));
    claim("schedule.7", "small spaces and bits 19:16 change nothing", 16,
          priority_of(helper(4)));
}

void preempters() {
    park(6);
    schedule(16, helper(6), helper(2));
    claim("schedule.8", "one is stored and comes back", helper(2).low(),
          schedule(only_ask, helper(6)).ebx);
    schedule(16, helper(6), ThreadId::invalid());
    claim("schedule.8 id.invalid.1", "invalid leaves it", helper(2).low(),
          schedule(16, helper(6), helper(3)).ebx);
    claim("schedule.8", "the next one replaces it", helper(3).low(),
          schedule(only_ask, helper(6)).ebx);
}

void time() {
    const CallRegisters before = schedule(only_ask, main_thread());
    const uint64_t time_before = uint64_t{before.edx} << 32 | before.ecx;
    const uint64_t begin = clock_us();
    while (clock_us() < begin + 10'000) {
    }
    const CallRegisters after = schedule(only_ask, main_thread());
    const uint64_t used = (uint64_t{after.edx} << 32 | after.ecx) - time_before;
    claim_that("schedule.10", "time is counted while a thread computes",
               used >= 8'000 && used <= 12'000);
    const CallRegisters idle = schedule(only_ask, helper(6));
    sleep(receive_10_ms);
    claim("schedule.10", "and not while it sleeps", idle.ecx,
          schedule(only_ask, helper(6)).ecx);
}

void partner_of_a_server() {
    start(7, answer_main_and_wait);
    call(helper(7), 0, 0);
    let_others_run();
    const CallRegisters r = schedule(only_ask, helper(7));
    claim("state.4", "a server that has answered waits", 0xC, r.eax >> 16 & 0xF);
    claim("schedule.9", "for anybody, not for whom it answered", 0xFFFFFFFF, r.esi);
    park(7);
    let_others_run();
}

// --- two that compute, and one above them that wakes up often ---

volatile uint32_t last_to_compute, changes, wake_ups;

void compute_and_note_changes() {
    const uint32_t me = myself().lthread();
    for (;;) {
        if (last_to_compute != me) {
            last_to_compute = me;
            changes = changes + 1;
        }
    }
}

void interrupted_timeslices() {
    for (uint32_t i = 1; i <= 2; ++i) {
        start(i, compute_and_note_changes);
        set_priority(helper(i), 10);
    }
    start(3, [] {
        for (;;) {
            sleep(receive_2_ms);
            wake_ups = wake_ups + 1;
        }
    });
    changes = 0;
    wake_ups = 0;
    for (uint32_t i = 0; i < 10; ++i) {
        sleep(receive_10_ms);
    }
    const uint32_t by_slices = changes;
    claim_that("sched.2", "who is interrupted by one above goes on with its timeslice",
               by_slices >= 6 && by_slices <= 16);
    claim_that("sched.2 sched.3", "however often", wake_ups >= 25);
    for (uint32_t i = 1; i <= 3; ++i) {
        park(i);
        set_priority(helper(i), 16);
    }
    let_others_run();
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    take_info_page();
    interrupted_timeslices();
    partner_of_a_server();
    states();
    priorities();
    refusals();
    limits_of_a_child();
    timeslices();
    preempters();
    time();
    finish_claims();
}
