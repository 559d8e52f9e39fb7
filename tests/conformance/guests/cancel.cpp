// cancel.cpp -- lthread_ex_regs ends an ipc; the thread goes on elsewhere, with the code in EAX.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t seen_eax, seen_esp;

/// Where a cancelled thread goes on: the first thing that it does is to look at EAX.
extern "C" void note_eax_and_sleep(uint32_t eax, uint32_t esp) {
    seen_eax = eax;
    seen_esp = esp;
    sleep_for_ever();
}

asm(".text\n"
    "go_on_here:\n\t"
    "movl %esp, %ecx\n\t"
    "andl $-16, %esp\n\t"
    "subl $4, %esp\n\t"
    "pushl %ecx\n\t"
    "pushl %eax\n\t"
    "pushl $0\n\t"
    "jmp note_eax_and_sleep");
extern "C" void go_on_here();

void cancel(uint32_t number) {
    seen_eax = seen_esp = 0xBAD;
    start(number, go_on_here);
    let_others_run();
}

void wait_closed() {
    receive(main_thread(), wait_for_ever);
    sleep_for_ever();
}

void wait_open() {
    wait();
    sleep_for_ever();
}

void send_to_main() {
    send(main_thread(), 1, 2, wait_for_ever);
    sleep_for_ever();
}

void call_main() {
    call(main_thread(), 1, 2);
    sleep_for_ever();
}

void call_main_then_anybody() {
    ipc(send_registers, from_anybody, wait_for_ever, main_thread(), 1, 2);
    sleep_for_ever();
}

void send_to_first() {
    send(helper(1), 3, 4, wait_for_ever);
    sleep_for_ever();
}

void wait_some_time() {
    receive(main_thread(), TimeoutWord{0xFF000007});
    sleep_for_ever();
}

void yield_for_ever() {
    for (;;) {
        thread_switch(ThreadId::nil());
    }
}

uint32_t unmapped_address = 0x70000000;

/// Its pager is the main thread.
void touch_nothing() {
    *reinterpret_cast<volatile uint32_t*>(uintptr_t{unmapped_address}) = 1;
    sleep_for_ever();
}

IpcResult wait_zero() {
    return ipc(nothing_to_send, from_anybody, both_zero, ThreadId::nil(), 0, 0);
}

void receivers() {
    start(1, wait_closed);
    let_others_run();
    cancel(1);
    claim("cancel.1 code.5 exregs.4", "a closed receive ends with 0x40", 0x40,
          seen_eax);
    claim("cancel.5 exregs.3", "and the thread goes on with the new ESP",
          helper_stack(1), seen_esp);
    claim("cancel.1", "it waits for the old partner no more", 0x30,
          code_of(send(helper(1), 0, 0, both_zero)));
    start(1, wait_open);
    let_others_run();
    cancel(1);
    claim("cancel.1 cancel.5", "an open receive ends with 0x40", 0x40, seen_eax);
    cancel(1);
    claim("cancel.1", "so does a sleep", 0x40, seen_eax);
    start(1, wait_some_time);
    let_others_run();
    cancel(1);
    claim("cancel.1", "and a receive with a timeout", 0x40, seen_eax);
    receive(ThreadId::nil(), receive_2_ms);
    claim("cancel.1 timeout.8", "whose timeout does not come any more", 0x40, seen_eax);
}

void senders() {
    start(1, send_to_main);
    let_others_run();
    cancel(1);
    claim("cancel.2 code.6", "a waiting sender ends with 0x50", 0x50, seen_eax);
    claim("cancel.2", "and has left the queue", 0x20, wait_zero().dope.word());
    start(1, call_main);
    let_others_run();
    cancel(1);
    claim("cancel.2", "the send phase of a call ends with 0x50", 0x50, seen_eax);
    start(1, send_to_main);
    start(2, send_to_main);
    start(3, send_to_main);
    let_others_run();
    cancel(2);
    claim("cancel.2 ipc.send.6",
          "a sender in the middle leaves the order of the others", helper(1).low(),
          wait_zero().sender.low());
    claim("cancel.2 ipc.send.6", "first and last", helper(3).low(),
          wait_zero().sender.low());
    claim("cancel.2", "and nobody else is there", 0x20, wait_zero().dope.word());
    start(1, call_main);
    let_others_run();
    wait();
    cancel(1);
    claim("cancel.1", "the receive phase of a call ends with 0x40", 0x40, seen_eax);
    claim("cancel.1", "and its server finds nobody to answer", 0x30,
          code_of(send(helper(1), 0, 0, both_zero)));
}

/// Helper 1 has sent, and has not yet run; helper 2 waited to send to it.
void behind_both_phases() {
    start(1, call_main_then_anybody);
    start(2, send_to_first);
    let_others_run();
    wait();
    cancel(1);
    claim("cancel.6 ipc.receive.1",
          "a receive phase that was over at once has its result",
          MessageDope::make(2, 0).word(), seen_eax);
    cancel(2);
    claim("cancel.6 ipc.receive.1",
          "and the message that it took was sent: its sender sleeps", 0x40, seen_eax);
}

void others() {
    start(1, yield_for_ever);
    let_others_run();
    start(1, go_on_here);
    let_others_run();
    claim("cancel.6", "a ready thread goes on at the new place", helper_stack(1),
          seen_esp);
    start_thread(1, address_of(touch_nothing), helper_stack(1), main_thread());
    const IpcResult fault = wait();
    claim("fault.1", "a thread without a page asks its pager", helper(1).low(),
          fault.sender.low());
    start_thread(1, address_of(go_on_here), helper_stack(1), sigma0_id);
    let_others_run();
    claim("cancel.4 exregs.4", "a thread that waits for its pager goes on elsewhere",
          helper_stack(1), seen_esp);
    claim("cancel.4", "and its pager finds nobody to answer", 0x30,
          code_of(send(helper(1), 0, 0, both_zero)));
    start_thread(1, address_of(touch_nothing), helper_stack(1), main_thread());
    let_others_run();  // now it waits to send its fault
    start_thread(1, address_of(go_on_here), helper_stack(1), sigma0_id);
    let_others_run();
    claim("cancel.4", "a fault that was not taken yet is dropped", 0x20,
          wait_zero().dope.word());
}

void questions_disturb_nobody() {
    start(1, wait_closed);
    let_others_run();
    CallRegisters r{1,          0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                    0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF};
    raw_lthread_ex_regs(&r);
    claim("exregs.5", "asking does not cancel", 0,
          code_of(send(helper(1), 0, 0, both_zero)));
    start(1, wait_closed);
    let_others_run();
    r = {1,          helper_stack(1) - 64, 0xFFFFFFFF, 0xFFFFFFFF,
         0xFFFFFFFF, 0xFFFFFFFF,           0xFFFFFFFF};
    raw_lthread_ex_regs(&r);
    claim("exregs.15 exregs.5", "nor does a new ESP alone", 0,
          code_of(send(helper(1), 0, 0, both_zero)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    let_others_run();
    receivers();
    senders();
    behind_both_phases();
    others();
    questions_disturb_nobody();
    finish_claims();
}
