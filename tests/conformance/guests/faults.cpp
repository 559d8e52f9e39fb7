// faults.cpp -- page faults as messages: what the pager is told, and what its answer does.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t place = 0x30000000;
volatile uint32_t seen, seen_register, progress;

void read_there() {
    seen = word_at(place + 0x124);
    progress = progress + 1;
    sleep_for_ever();
}

void read_farther() {
    seen = word_at(place + 0x11124);
    progress = progress + 1;
    sleep_for_ever();
}

void write_there() {
    word_at(place + 0x1FC) = 5;
    progress = progress + 1;
    sleep_for_ever();
}

/// A write with known registers: they are the same when it has worked at last.
void write_with_registers() {
    uint32_t sum;
    asm volatile("movl $1, %%eax\n\t"
                 "movl $2, %%ecx\n\t"
                 "movl $3, %%edx\n\t"
                 "movl $4, %%esi\n\t"
                 "movl $5, %%edi\n\t"
                 "stc\n\t"
                 "movl %%esi, (%%ebx)\n\t"
                 "adcl %%ecx, %%eax\n\t"
                 "addl %%edx, %%eax\n\t"
                 "addl %%esi, %%eax\n\t"
                 "addl %%edi, %%eax\n\t"
                 : "=&a"(sum)
                 : "b"(place)
                 : "ecx", "edx", "esi", "edi", "memory", "cc");
    seen_register = sum;
    progress = progress + 1;
    sleep_for_ever();
}

void jump_there() {
    asm volatile("call *%0" : : "r"(place) : "memory");
    progress = progress + 1;
    sleep_for_ever();
}

void touch_the_kernel() {
    progress = word_at(0xE0000000);
    sleep_for_ever();
}

void write_the_kernel() {
    word_at(0xF1000000) = 0;
    progress = 99;
    sleep_for_ever();
}

IpcResult wait_10_ms() {
    return ipc(nothing_to_send, from_anybody, receive_10_ms, ThreadId::nil(), 0, 0);
}

void start_faulty(uint32_t number, Code code) {
    start_thread(number, address_of(code), helper_stack(number), main_thread());
}

/// The faulting threads live in a child, so that root's own pages do not help them.
void start_in_child(Code code) { launch(child_a, code); }

uint32_t handler_mode = 0;

FaultReply answer(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    switch (handler_mode) {
    case 1:  // first two plain words, then the page to read only, then writable
        if (fault_count == 1) {
            return {true, send_registers, 0, 0};
        }
        return reply_page(page, arena_page(0),
                          fault_count == 2 ? 0u : Fpage::write_bit);
    case 2:  // the page elsewhere and at the right place
        return reply_page(page, arena_page(0), Fpage::write_bit);
    case 3:  // the whole of 16 pages around
        return {true, send_fpage, page,
                Fpage::make(arena_page(0), 16, Fpage::write_bit).word()};
    default:
        return {};
    }
}

void what_the_pager_is_told() {
    set_fault_handler(answer);
    start_in_child(read_there);
    sleep(receive_2_ms);
    claim("fault.1", "a read fault comes from the faulting thread",
          launched(child_a).low(), last_fault.sender.low());
    claim("fault.1 id.lookup.3", "with its whole id", launched(child_a).high(),
          last_fault.sender.high());
    claim("fault.2", "w0 is the address, bit 1 clear for reading", place + 0x124,
          last_fault.w0);
    claim_that("fault.3", "w1 is an instruction of the thread",
               last_fault.w1 >= address_of(read_there) &&
                   last_fault.w1 < address_of(read_there) + 64);
    claim("fault.1 dope.1", "it is a message of two words", 0x4000,
          last_fault.dope.word());
    claim("fault.5", "without an answer nothing goes on", 0, progress);
    start_in_child(write_there);
    sleep(receive_2_ms);
    claim("fault.2", "bit 1 is set for writing", (place + 0x1FC) | 2, last_fault.w0);
    start_in_child(jump_there);
    sleep(receive_2_ms);
    claim("fault.2", "an instruction is read", place, last_fault.w0);
    claim("fault.3", "at the address that is missing", place, last_fault.w1);
}

void what_answers_do() {
    handler_mode = 1;
    progress = 0;
    fault_count = 0;
    fill_page(arena_page(0), 0);
    start_in_child(write_with_registers);
    sleep(receive_2_ms);
    claim("fault.5 fault.6", "two words, reading only, writable: three faults", 3,
          fault_count);
    claim("fault.6", "the last one had bit 1 set", place | 2, last_fault.w0);
    claim("fault.5", "then the instruction works", 1, progress);
    claim("fault.9", "with all registers and flags as they were", 1 + 2 + 3 + 4 + 5 + 1,
          seen_register);
    claim("fault.5 map.1", "and has written", 4, word_at(arena_page(0)));
    handler_mode = 3;
    progress = 0;
    fault_count = 0;
    for (uint32_t i = 0; i < 16; ++i) {
        fill_page(arena_page(i), 0x600 + i);
    }
    word_at(arena_page(1) + 0x124) = 0x612;
    start_in_child(read_farther);
    sleep(receive_2_ms);
    claim("fault.4", "an answer may map more than one page", 0x612, seen);
    claim("fault.4", "for one fault", 1, fault_count);
    handler_mode = 0;
}

void faults_queue_up() {
    start_faulty(1, [] { word_at(0x70000000) = 1; });
    start_faulty(2, [] { word_at(0x70001000) = 1; });
    start_faulty(3, [] { word_at(0x70002000) = 1; });
    let_others_run();
    claim("fault.11", "three faults of three threads: the first", 0x70000002,
          wait_10_ms().w0);
    claim("fault.11 ipc.send.6", "the second", 0x70001002, wait_10_ms().w0);
    claim("fault.11 ipc.send.6", "the third", 0x70002002, wait_10_ms().w0);
    claim("ipc.send.4 fault.4", "a thread that waits for its pager takes nothing else",
          0x30, [] {
              start(4, [] {
                  const uint32_t code = code_of(send(helper(1), 0, 0, both_zero));
                  send(main_thread(), code, 0, wait_for_ever);
                  sleep_for_ever();
              });
              return receive(helper(4), receive_10_ms).w0;
          }());
    claim("fault.4 ipc.receive.1", "its pager can always answer", 0,
          send(helper(1), 0, 0, both_zero).dope.word());
    let_others_run();
    claim("fault.5", "an answer without a page brings the same fault again", 0x70000002,
          wait_10_ms().w0);
    for (uint32_t i = 1; i <= 3; ++i) {
        park(i);
    }
}

void nobody_can_help() {
    fault_count = 0;
    progress = 0;
    start_in_child(touch_the_kernel);
    sleep(receive_2_ms);
    claim("fault.7 start.10", "a read above 3 GB does not go to the pager", 0,
          fault_count);
    claim("fault.7 exc.none.1 state.6", "it stops the thread", 0xF,
          state_of(launched(child_a)));
    claim("fault.7", "which has read nothing", 0, progress);
    start_in_child(write_the_kernel);
    sleep(receive_2_ms);
    claim("fault.7", "so does a write", 0, progress);
    start_thread(5, address_of([] { word_at(0x70003000) = 1; }), helper_stack(5),
                 helper(missing_lthread));
    let_others_run();
    claim("fault.8", "a pager that does not exist: the thread stops", 0xF,
          state_of(helper(5)));
    start_thread(90, address_of([] { word_at(0x70004000) = 1; }), helper_stack(6),
                 ThreadId::invalid());
    let_others_run();
    claim("exregs.10 fault.8", "a thread without a pager stops at its first fault", 0xF,
          state_of(helper(90)));
}

void sigma0_answers_too() {
    claim("start.6 fault.2 sigma0.2", "root's own faults are served one to one", 0, [] {
        word_at(0x00600000) = 77;
        return word_at(0x00600000) == 77 ? 0u : 1u;
    }());
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    start_child(child_a, launch_what_is_told);
    what_the_pager_is_told();
    what_answers_do();
    faults_queue_up();
    nobody_can_help();
    sigma0_answers_too();
    finish_claims();
}
