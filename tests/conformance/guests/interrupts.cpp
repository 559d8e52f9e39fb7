// interrupts.cpp -- interrupts as messages: attaching, waiting, detaching, what is remembered.
// The device is the periodic interrupt of the real-time clock, every millisecond.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/ports.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

const ThreadId line = ThreadId::interrupt(clock_line);
volatile uint32_t code_of_helper, handled;

uint32_t attach(uint32_t number) {
    return receive(ThreadId::interrupt(number), both_zero).dope.word();
}
uint32_t detach() { return receive(ThreadId::nil(), both_zero).dope.word(); }

uint32_t number_for_helper = 0;
void attach_and_tell() {
    code_of_helper = attach(number_for_helper);
    sleep_for_ever();
}
uint32_t attach_as_helper(uint32_t helper_number, uint32_t number) {
    number_for_helper = number;
    start(helper_number, attach_and_tell);
    let_others_run();
    return code_of_helper;
}

CallRegisters wait_raw(uint32_t receive_word, ThreadId from, TimeoutWord timeouts) {
    CallRegisters r{0xFFFFFFFF,   timeouts.word(), 0xED0D0ED0, 0xEB0B0EB0,
                    receive_word, from.low(),      from.high()};
    raw_ipc(&r);
    return r;
}

void attaching() {
    claim("irq.attach.1", "a free interrupt is attached with 0x20", 0x20,
          attach(clock_line));
    claim("irq.attach.4", "once more: 0x20", 0x20, attach(clock_line));
    claim("irq.attach.2", "for another thread it is taken: 0x10", 0x10,
          attach_as_helper(1, clock_line));
    claim("irq.attach.1", "attaching another one gives 0x20", 0x20, attach(5));
    claim("irq.attach.1", "and frees the first", 0x20, attach_as_helper(1, clock_line));
    claim("irq.attach.2", "which is then the other thread's", 0x10, attach(clock_line));
    claim("irq.attach.2", "a failed attach leaves what one has", 0x10,
          attach_as_helper(2, 5));
    claim("irq.attach.3", "line 0 is the kernel's timer", 0x10, attach(0));
    claim("irq.attach.3", "line 2 is the cascade", 0x10, attach(2));
    claim("irq.attach.3", "there is no line 16", 0x10, attach(16));
    claim("irq.attach.3", "nor a line 254", 0x10, attach(254));
    claim("irq.attach.3", "after all that the own one is still there", 0x10,
          attach_as_helper(2, 5));
    claim("irq.detach.1", "detaching gives 0x20", 0x20, detach());
    claim("irq.detach.1", "and the line is free", 0x20, attach_as_helper(2, 5));
    claim("irq.detach.1", "detaching nothing gives 0x20 too", 0x20, detach());
    start(1, [] {
        detach();
        sleep_for_ever();
    });
    start(2, [] {
        detach();
        sleep_for_ever();
    });
    let_others_run();
    CallRegisters r{0xFFFFFFFF, 0x0000000F, 1, 2, 0, line.low(), 0};
    raw_ipc(&r);
    claim("irq.attach.1 timeout.2", "mantissa 0 with exponent 15 attaches too", 0x20,
          r.eax);
    detach();
}

void waiting() {
    claim("irq.wait.2", "waiting for what nobody has: 0x10", 0x10,
          code_of(receive(line, receive_2_ms)));
    attach(5);
    claim("irq.wait.2", "waiting for another one than one's own: 0x10", 0x10,
          code_of(receive(line, receive_2_ms)));
    attach(clock_line);
    claim("irq.wait.1", "nothing comes: 0x20", 0x20,
          code_of(receive(line, receive_2_ms)));
    start_clock();
    const CallRegisters r = wait_raw(0, line, wait_for_ever);
    claim("irq.wait.1 ipc.reg.2 id.irq.1", "an interrupt comes: EAX = 0", 0, r.eax);
    claim_that("ipc.reg.2", "EDX and EBX are kept",
               r.edx == 0xED0D0ED0 && r.ebx == 0xEB0B0EB0);
    claim("ipc.reg.2 id.irq.1", "ESI is the line plus one", clock_line + 1, r.esi);
    claim("ipc.reg.2", "EDI is 0", 0, r.edi);
    claim_that("ipc.reg.6", "ECX and EBP are kept", r.ecx == 0 && r.ebp == 0);
    uint32_t good = 0;
    for (uint32_t i = 0; i < 20; ++i) {
        answer_clock();
        good += receive(line, receive_10_ms).dope.word() == 0 ? 1 : 0;
    }
    claim("irq.wait.1 irq.ack.1", "and again, twenty times", 20, good);
    answer_clock();
    const CallRegisters open = wait_raw(1, ThreadId::nil(), receive_10_ms);
    claim("irq.wait.3", "an open receive gets it too", 0, open.eax);
    claim("irq.wait.3 ipc.reg.2", "told by ESI", clock_line + 1, open.esi);
}

void not_delivered() {
    answer_clock();
    start(3, sleep_for_ever);
    claim("irq.wait.4", "a receive closed on a thread does not get it", 0x20,
          code_of(receive(helper(3), receive_10_ms)));
    claim("irq.wait.4", "a sleep neither", 0x20,
          code_of(receive(ThreadId::nil(), receive_10_ms)));
    claim("irq.wait.5", "it has been remembered", 0,
          receive(line, both_zero).dope.word());
    claim("irq.wait.5", "once", 0x20, code_of(receive(line, both_zero)));
}

void pending() {
    answer_clock();
    receive(line, receive_10_ms);
    answer_clock();
    sleep(receive_10_ms);
    claim("irq.attach.4", "attaching one's own when it is pending delivers it", 0,
          attach(clock_line));
    claim("irq.attach.4", "then it is not pending any more", 0x20, attach(clock_line));
    answer_clock();
    start(4, [] {
        send(main_thread(), 1, 2, wait_for_ever);
        sleep_for_ever();
    });
    sleep(receive_10_ms);
    const CallRegisters first = wait_raw(1, ThreadId::nil(), both_zero);
    claim("ipc.receive.6", "a pending interrupt comes before a queued sender",
          clock_line + 1, first.esi);
    claim("ipc.receive.6", "who is served next", helper(4).low(),
          wait_raw(1, ThreadId::nil(), both_zero).esi);
}

void pending_of_another_line() {
    stop_clock();
    receive(line,
            receive_2_ms);  // nothing comes, but from now on the line may interrupt
    start_clock();
    sleep(receive_10_ms);
    claim("irq.attach.1", "another line is attached while one's own is pending", 0x20,
          attach(5));
    claim("irq.attach.4 irq.wait.5", "what was pending is not that line's", 0x20,
          attach(5));
    attach(clock_line);
    claim("irq.attach.4 irq.detach.1", "nor is it pending any more", 0x20,
          attach(clock_line));
}

void preemption() {
    stop_clock();
    detach();
    start(5, [] {
        attach(clock_line);
        for (;;) {
            receive(line, wait_for_ever);
            handled = handled + 1;
            answer_clock();
        }
    });
    set_priority(helper(5), 50);  // it runs now, and waits
    handled = 0;
    start_clock();
    for (uint32_t i = 0; i < 10'000'000 && handled < 5; ++i) {
        asm volatile("");
    }
    claim_that("irq.wait.6 sched.3", "a driver above preempts who computes",
               handled >= 5);
    set_priority(helper(5), 10);
    handled = 0;
    for (uint32_t i = 0; i < 5'000'000; ++i) {
        asm volatile("");
    }
    claim("irq.wait.6 sched.1", "a driver below has to wait", 0, handled);
    sleep(receive_10_ms);
    claim_that("irq.wait.5 irq.wait.6", "until nobody above runs", handled >= 1);
    set_priority(helper(5), 50);
    start(5, [] {
        for (;;) {
            receive(line, wait_for_ever);
            handled = handled + 1;
            answer_clock();
            out_byte(0xA0,
                     0x60 + clock_line - 8);  // a driver that ends interrupts itself
            out_byte(0x20, 0x62);
        }
    });
    handled = 0;
    sleep(receive_10_ms);
    claim_that("irq.ack.3", "ends of interrupt of its own do no harm", handled >= 5);
    stop_clock();
}

void a_deleted_owner() {
    start_child(child_a, [] {
        receive(ThreadId::interrupt(5), both_zero);
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    claim("irq.attach.2", "an interrupt of another task is not free", 0x10,
          code_of(receive(ThreadId::interrupt(5), both_zero)));
    end_child(child_a);
    claim("task.5 irq.detach.2", "it is when that task has been deleted", 0x20,
          code_of(receive(ThreadId::interrupt(5), both_zero)));
    receive(ThreadId::nil(), both_zero);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    let_others_run();
    attaching();
    waiting();
    not_delivered();
    pending();
    pending_of_another_line();
    preemption();
    a_deleted_owner();
    finish_claims();
}
