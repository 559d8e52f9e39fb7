// elsewhere.cpp -- a thread that is ready in the middle of something that the kernel does for it
// is sent elsewhere: that is given up, whatever it was.
// Some of it takes an interrupt at the right moment: the thread switches interrupts off, sees at
// the controller that a tick waits to come in, and then makes the call that lets it in. With that
// tick, or one before or after it, the main thread wakes up.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/exception_table.hpp"
#include "tests/conformance/guests/ports.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t high_priority = 30, low_priority = 10, ticks_tried = 5;
constexpr uint32_t some_page = 0, first_page = 1, pages = 200;
volatile uint32_t ticks_before;

/// Let `ticks_before` ticks in, and no more: the next one waits.
void let_a_tick_wait() {
    constexpr uint16_t controller = 0x20;
    constexpr uint8_t read_requests = 0x0A;
    asm volatile("cli");
    for (uint32_t tick = 0;; ++tick) {
        do {
            out_byte(controller, read_requests);
        } while ((in_byte(controller) & 1) == 0);
        if (tick == ticks_before) {
            return;
        }
        asm volatile("sti; nop; cli");
    }
}

/// Send helper 1 elsewhere, and see whether it gets there.
bool goes_elsewhere() {
    code_elsewhere = 0xBAD;
    start(1, go_on_elsewhere);
    let_others_run();
    sleep(receive_2_ms);
    const bool has_come = code_elsewhere != 0xBAD;
    park(1);
    let_others_run();
    return has_come;
}

/// \return  how often it got there, of `ticks_tried` times
uint32_t goes_elsewhere_from(Code code) {
    uint32_t good = 0;
    for (uint32_t i = 0; i < ticks_tried; ++i) {
        ticks_before = i;
        sleep(receive_2_ms);  // the last tick was just now
        start(1, code);
        set_priority(helper(1), low_priority);
        sleep(receive_2_ms);
        set_priority(helper(1), 16);
        good += goes_elsewhere() ? 1 : 0;
    }
    return good;
}

void take_a_fault() {
    wait();
    sleep_for_ever();
}

void touch_nothing() { static_cast<void>(uint32_t{word_at(arena_page(some_page))}); }

void a_refused_fault() {
    start_child(child_a, take_a_fault);
    sleep(receive_2_ms);
    start_thread(1, address_of(touch_nothing), helper_stack(1), child_id(child_a));
    let_others_run();
    end_child(child_a);  // now it is ready, and its fault has no answer
    claim_that("cancel.6 exregs.4", "a thread whose pager has vanished goes on there",
               goes_elsewhere());
}

ExceptionTable table;

/// The frame of its exception is to be pushed to a page that is not there.
void raise_exception() {
    set_handler(table, 6, sleep_for_ever);
    load_table(table);
    asm volatile("movl %0, %%esp; ud2" : : "r"(arena_page(some_page) + page_size / 2));
}

void send_first_elsewhere() {
    send(main_thread(), 0, 0, wait_for_ever);
    start(1, go_on_elsewhere);
    sleep_for_ever();
}

void an_answered_fault() {
    start_thread(1, address_of(raise_exception), helper_stack(1), main_thread());
    const IpcResult fault = receive(helper(1), wait_for_ever);
    start(2, send_first_elsewhere);
    set_priority(helper(2), high_priority);  // it runs now, and waits for us
    word_at(arena_page(some_page)) = 0;
    code_elsewhere = 0xBAD;
    reply_and_wait(send_registers, fault.sender, 0, 0);
    let_others_run();
    claim_that("cancel.6 exregs.4", "so does one that has just got its page",
               code_elsewhere != 0xBAD);
    park(1);
    park(2);
    let_others_run();
}

void wait_for_interrupts() {
    const ThreadId line = ThreadId::interrupt(clock_line);
    receive(line, both_zero);
    let_a_tick_wait();
    receive(line, wait_for_ever);
    sleep_for_ever();
}

void ask_for_interrupts() {
    const ThreadId line = ThreadId::interrupt(clock_line);
    for (;;) {
        let_a_tick_wait();
        receive(line, both_zero);
        asm volatile("sti");
    }
}

void enter_debugger() {
    let_a_tick_wait();
    asm volatile("int3; jmp 1f; .fill 100, 1, '.'; 1:");
    sleep_for_ever();
}

void take_pages_back() {
    for (uint32_t i = 0; i < pages; ++i) {
        static_cast<void>(uint32_t{word_at(arena_page(first_page + i))});
    }
    let_a_tick_wait();
    CallRegisters r{Fpage::make(arena, 20).word(), 0x80000002};
    raw_fpage_unmap(&r);
    sleep_for_ever();
}

void between_two_steps() {
    claim("cancel.1 exregs.4", "a driver that begins to wait goes on there",
          ticks_tried, goes_elsewhere_from(wait_for_interrupts));
    claim("cancel.1 exregs.4", "and one that only asks", ticks_tried,
          goes_elsewhere_from(ask_for_interrupts));
    const uint32_t good = goes_elsewhere_from(enter_debugger);
    print("\n");  // the kernel's own text may have broken off
    claim("cancel.6 exregs.4", "and a thread that is being stopped", ticks_tried, good);
    claim("cancel.6 exregs.4", "and one that takes pages back", ticks_tried,
          goes_elsewhere_from(take_pages_back));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    park(1);
    let_others_run();
    a_refused_fault();
    an_answered_fault();
    between_two_steps();
    finish_claims();
}
