// forms.cpp -- every form of ipc, and every register that comes back.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

void echo() {
    IpcResult request = wait();
    for (;;) {
        request =
            reply_and_wait(send_registers, request.sender, request.w1, request.w0 + 1);
    }
}

void send_7_8() {
    send(main_thread(), 7, 8, wait_for_ever);
    sleep_for_ever();
}

uint32_t answer_code = 0xBAD;

/// Gets a call and answers it with send timeout zero.
void answer_at_once() {
    const IpcResult request = wait();
    answer_code = code_of(send(request.sender, 5, 6, both_zero));
    sleep_for_ever();
}

uint32_t seen_dope, seen_w0, seen_low;

void note_message() {
    const IpcResult result = receive(main_thread(), wait_for_ever);
    seen_dope = result.dope.word();
    seen_w0 = result.w0;
    seen_low = result.sender.low();
    sleep_for_ever();
}

CallRegisters noted;

void receive_raw() {
    noted = {.eax = 0xFFFFFFFF,
             .ecx = 0,
             .edx = 3,
             .ebx = 4,
             .ebp = 0,
             .esi = main_thread().low(),
             .edi = main_thread().high()};
    raw_ipc(&noted);
    sleep_for_ever();
}

/// A call with a value of its own in each register.
CallRegisters
try_ipc(uint32_t send, uint32_t receive, uint32_t timeouts, ThreadId partner) {
    CallRegisters registers{send,    timeouts,      0xED0D0ED0,    0xEB0B0EB0,
                            receive, partner.low(), partner.high()};
    raw_ipc(&registers);
    return registers;
}

bool words_kept(const CallRegisters& r) {
    return r.edx == 0xED0D0ED0 && r.ebx == 0xEB0B0EB0;
}
bool partner_kept(const CallRegisters& r, ThreadId partner) {
    return r.esi == partner.low() && r.edi == partner.high();
}
bool rest_kept(const CallRegisters& r, uint32_t receive, uint32_t timeouts) {
    return r.ecx == timeouts && r.ebp == receive;
}

void nothing_at_all() {
    const ThreadId odd{0x13572468, 0x24681357};
    const CallRegisters r = try_ipc(0xFFFFFFFF, 0xFFFFFFFF, 0, odd);
    claim("ipc.form.7 snd.1 rcv.1 call.1", "nothing to do returns 0", 0, r.eax);
    claim_that("ipc.form.7", "and leaves the words", words_kept(r));
    claim_that("ipc.form.7", "and the partner", partner_kept(r, odd));
    claim_that("ipc.reg.6", "and ECX and EBP", rest_kept(r, 0xFFFFFFFF, 0));
}

void send_alone() {
    start(1, note_message);
    let_others_run();
    const CallRegisters r = try_ipc(0, 0xFFFFFFFF, 0x11, helper(1));
    claim("ipc.form.1 dope.3 code.1", "a send that worked gives 0", 0, r.eax);
    claim_that("ipc.reg.3", "a send leaves the words", words_kept(r));
    claim_that("ipc.reg.3", "a send leaves the partner", partner_kept(r, helper(1)));
    claim_that("ipc.reg.6", "a send leaves ECX and EBP",
               rest_kept(r, 0xFFFFFFFF, 0x11));
    let_others_run();
    claim("ipc.form.2 dope.1 snd.2", "a register message has the dope 0x4000", 0x4000,
          seen_dope);
    claim("ipc.form.2 xfer.1", "and brings the words", 0xED0D0ED0, seen_w0);
    claim("ipc.reg.1", "and the sender", main_thread().low(), seen_low);
    start(1, note_message);
    let_others_run();
    const CallRegisters deceit = try_ipc(1, 0xFFFFFFFF, 0x11, helper(1));
    let_others_run();
    claim("snd.5 dope.7", "the bit for deceit changes nothing for the receiver", 0x4000,
          deceit.eax == 0 ? seen_dope : deceit.eax);
    claim("snd.5", "who sees the true sender", main_thread().low(), seen_low);
}

void receive_alone() {
    start(1, send_7_8);
    let_others_run();
    const CallRegisters r = try_ipc(0xFFFFFFFF, 0, 0x11, helper(1));
    claim("ipc.form.2 rcv.4 dope.1", "a receive from a queued sender gives 0x4000",
          0x4000, r.eax);
    claim("ipc.reg.1", "EDX is w0", 7, r.edx);
    claim("ipc.reg.1", "EBX is w1", 8, r.ebx);
    claim_that("ipc.reg.1", "ESI and EDI are the sender", partner_kept(r, helper(1)));
    claim_that("ipc.reg.6", "a receive leaves ECX and EBP", rest_kept(r, 0, 0x11));
    start(1, send_7_8);
    let_others_run();
    const CallRegisters open =
        try_ipc(0xFFFFFFFF, 1, 0x11, ThreadId{0xFFFFFFFF, 0xFFFFFFFF});
    claim("ipc.form.3 rcv.2", "an open receive does not look at its partner", 0x4000,
          open.eax);
    claim_that("ipc.reg.1", "and is told who it was", partner_kept(open, helper(1)));
    start(1, receive_raw);
    let_others_run();
    send(helper(1), 5, 6, both_zero);
    let_others_run();
    claim("ipc.reg.1 dope.1", "who waited first gets 0x4000 too", 0x4000, noted.eax);
    claim("ipc.reg.1", "and w0 in EDX", 5, noted.edx);
    claim("ipc.reg.1", "and w1 in EBX", 6, noted.ebx);
    claim_that("ipc.reg.1", "and the sender in ESI and EDI",
               partner_kept(noted, main_thread()));
    claim_that("ipc.reg.6", "and keeps ECX and EBP", rest_kept(noted, 0, 0));
}

void calls() {
    start(1, echo);
    let_others_run();
    const CallRegisters r = try_ipc(0, 0, 0, helper(1));
    claim("ipc.form.4 dope.1", "a call gives the dope of the answer", 0x4000, r.eax);
    claim("ipc.form.4 ipc.form.5", "and its words", 0xEB0B0EB0, r.edx);
    claim("ipc.form.4 ipc.form.5", "both of them", 0xED0D0ED1, r.ebx);
    claim_that("ipc.form.4", "and the partner as its sender",
               partner_kept(r, helper(1)));
    claim_that("ipc.reg.6", "a call leaves ECX and EBP", rest_kept(r, 0, 0));
    uint32_t sum = 0;
    for (uint32_t i = 0; i < 100; ++i) {
        sum += call(helper(1), 0, i).w0;
    }
    claim("ipc.form.4 ipc.form.5", "a hundred calls give a hundred answers", 4950, sum);
    start(1, answer_at_once);
    let_others_run();
    const CallRegisters answered = try_ipc(0, 0, 0, helper(1));
    let_others_run();
    claim("ipc.receive.1", "whoever got a call can answer with send timeout zero", 0,
          answer_code);
    claim("ipc.receive.1", "and the caller gets the answer", 5, answered.edx);
    start(1, note_message);
    start(2, send_7_8);
    let_others_run();
    const CallRegisters other = try_ipc(0, 0, receive_2_ms.word(), helper(1));
    claim("ipc.form.4", "a call takes no answer from a third thread", 0x20, other.eax);
    claim("ipc.form.2", "who waits on", 7, receive(helper(2), both_zero).w0);
}

void reply_and_wait_takes_anybody() {
    start(1, note_message);
    start(2, send_7_8);
    let_others_run();
    const CallRegisters r = try_ipc(0, 1, 0x10, helper(1));
    claim("ipc.form.5", "reply and wait takes the message of a third thread", 7, r.edx);
    claim_that("ipc.form.5", "and tells its id", partner_kept(r, helper(2)));
    let_others_run();
    claim("ipc.form.5", "and has sent before", 0x4000, seen_dope);
}

void errors_keep_registers() {
    park(1);
    let_others_run();
    const ThreadId missing = helper(missing_lthread);
    struct {
        uint32_t send, receive, timeouts;
        ThreadId partner;
        uint32_t expected;
    } const cases[] = {{0, 0, 0, missing, 0x10},
                       {0, 1, 0x10, helper(1), 0x30},
                       {0, 0xFFFFFFFF, send_10_ms.word(), helper(1), 0x30},
                       {0xFFFFFFFF, 0, 0x01, helper(1), 0x20},
                       {0xFFFFFFFF, 1, 0x01, {5, 6}, 0x20},
                       {0xFFFFFFFF, 0, receive_2_ms.word(), {0, 6}, 0x20},
                       {0xFFFFFFFF, 0, receive_2_ms.word(), helper(1), 0x20}};
    for (const auto& one : cases) {
        const CallRegisters r =
            try_ipc(one.send, one.receive, one.timeouts, one.partner);
        claim("ipc.reg.4 code.2 code.3 code.4 dope.6", "an error is the code alone",
              one.expected, r.eax);
        claim_that("ipc.reg.4", "an error keeps the words", words_kept(r));
        claim_that("ipc.reg.4", "an error keeps the partner",
                   partner_kept(r, one.partner));
        claim_that("ipc.reg.6", "an error keeps ECX and EBP",
                   rest_kept(r, one.receive, one.timeouts));
    }
}

void an_error_ends_the_ipc() {
    park(1);
    start(2, send_7_8);
    let_others_run();
    const CallRegisters gone = try_ipc(0, 1, 0x10, helper(missing_lthread));
    claim("ipc.send.8 ipc.receive.8", "a server whose client is gone gets 0x10", 0x10,
          gone.eax);
    const CallRegisters busy = try_ipc(0, 1, 0x10, helper(1));
    claim("ipc.send.8 ipc.receive.8", "one whose client does not wait gets 0x30", 0x30,
          busy.eax);
    claim("ipc.send.8", "nothing has been received by either", 7,
          receive(helper(2), both_zero).w0);
}

void flags_and_stack() {
    uint32_t before, after, stack_before, stack_after;
    asm volatile("pushl $0x00000CD7\n\t"  // all the arithmetic flags, IF off, DF on
                 "popfl\n\t"
                 "pushfl\n\t"
                 "popl %[before]\n\t"
                 "movl %%esp, %[stack_before]\n\t"
                 "movl $-1, %%eax\n\t"
                 "xorl %%esi, %%esi\n\t"
                 "pushl %%ebp\n\t"
                 "movl $-1, %%ebp\n\t"
                 "pushl $0x00000CD7\n\t"
                 "popfl\n\t"
                 "int $0x30\n\t"
                 "popl %%ebp\n\t"
                 "pushfl\n\t"
                 "popl %[after]\n\t"
                 "movl %%esp, %[stack_after]\n\t"
                 "pushl $0x202\n\t"  // IF on, DF off; `sti` needs the right to it
                 "popfl"
                 : [before] "=&r"(before), [after] "=&m"(after),
                   [stack_before] "=&m"(stack_before), [stack_after] "=&m"(stack_after)
                 :
                 : "eax", "ecx", "edx", "esi", "memory", "cc");
    claim("call.2", "EFLAGS come back, direction and interrupt flags included", before,
          after);
    claim("call.2", "ESP comes back", stack_before, stack_after);
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
    nothing_at_all();
    send_alone();
    receive_alone();
    calls();
    reply_and_wait_takes_anybody();
    errors_keep_registers();
    an_error_ends_the_ipc();
    flags_and_stack();
    finish_claims();
}
