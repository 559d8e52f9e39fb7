// program_message.cpp -- lab 7, stage 1: what a fault tells its pager, and what an answer does.
#include "labs/lab07-pagers/program_tests.hpp"

extern "C" {
extern const uint8_t helper_begins[], touch_to_read[], touch_kept[];
void run_touch_to_read();
void run_touch_by_kernel();
void run_touch_refused();
void touch_refused();
void run_touch_with_registers();
extern uint32_t touch_address, refused_stack, kept_before[8], kept_after[8];
uint32_t touch_address, refused_stack, kept_before[8], kept_after[8];
}

// Accesses by an instruction that is known. In the second it is the kernel that reads, since lidt is
// not for programs: the kernel does what they want. The third does the same where nobody can be asked
// for the page; so it gets an exception, and goes on in its handler. (Its frame is pushed by the kernel,
// onto a stack that is none of the program's own memory.) The fourth has a drawn value in each register
// when it faults: they are taken from kept_before by popa, and left in kept_after by pusha.
asm(".text\n"
    ".global touch_to_read\n"
    "run_touch_to_read:\n\t"
    "movl touch_address, %eax\n"
    "touch_to_read:\n\t"
    "movl (%eax), %eax\n\t"
    "ret\n"
    "run_touch_by_kernel:\n\t"
    "movl touch_address, %eax\n\t"
    "lidt (%eax)\n\t"
    "ret\n"
    "run_touch_refused:\n\t"
    "movl %esp, kept_stack\n\t"
    "movl refused_stack, %esp\n\t"
    "movl touch_address, %eax\n\t"
    "lidt (%eax)\n"
    "touch_refused:\n\t"
    "movl kept_stack, %esp\n\t"
    "ret\n"
    "run_touch_with_registers:\n\t"
    "pushal\n\t"
    "movl %esp, kept_stack\n\t"
    "movl $kept_before, %esp\n\t"
    "popal\n\t"
    "movl kept_stack, %esp\n\t"
    "incl (%edi)\n\t"
    "movl $kept_after + 32, %esp\n\t"
    "pushal\n\t"
    "movl kept_stack, %esp\n\t"
    "popal\n\t"
    "ret\n"
    ".local kept_stack\n"
    ".comm kept_stack, 4, 4\n");

namespace kumquat::user {

namespace {

struct PlannedAnswer {
    Fpage fpage;
    uint32_t hot_spot = 0;
};
constexpr uint32_t most_answers = 8;
PlannedAnswer answers[most_answers];
uint32_t answer_count;

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

IpcResult answer(const PlannedAnswer& what, ThreadId to) {
    return logged_ipc(what.fpage.is_valid() ? send_fpage : send_registers, from_anybody,
                      reply_at_once, to, what.hot_spot, what.fpage.word());
}

void tell() {
    IpcResult fault = logged_wait();
    for (uint32_t i = 0; i < answer_count; ++i) {
        fault = answer(answers[i], fault.sender);
    }
}

/// Lend a page of root's to who faults in the place. \return  the word at the same place in it
void plan_page(Numbers& drawn, uint32_t index, uint32_t flags) {
    plan_answer(page(lent_page(drawn, index), flags), place_at(drawn, index));
    word_in(lent_page(drawn, index) + address_at(drawn, index) % page_size) =
        word_at(drawn, index);
}

void add_one() { word_in(touch_address) = word_in(touch_address) + 1; }

volatile bool came_back;

void touch_by_kernel() {
    run_touch_by_kernel();
    came_back = true;
}

void touch_and_call() {
    run_touch_by_kernel();
    logged_call(main_thread(), word_at(numbers, 10), word_at(numbers, 11));
}

/// In a table of two words for each exception, one handler.
constexpr uint32_t general_protection = 13;
uint32_t exceptions[2 * (general_protection + 1)];
struct [[gnu::packed]] {
    uint16_t limit;
    const uint32_t* table;
} const table_operand{sizeof exceptions - 1, exceptions};

void be_refused_and_call() {
    const auto handler =
        static_cast<uint32_t>(reinterpret_cast<uintptr_t>(touch_refused));
    exceptions[2 * general_protection] = handler & 0xFFFF;
    exceptions[2 * general_protection + 1] = handler & 0xFFFF0000;
    asm volatile("lidt (%0)" : : "a"(&table_operand) : "memory");
    run_touch_refused();
    logged_call(main_thread(), word_at(numbers, 12), word_at(numbers, 13));
}

void answer_a_call(uint32_t w0, uint32_t w1) {
    const IpcResult message = logged_wait();
    logged_send(message.sender, w0, w1, both_zero);
    let_others_run();
}

void send_page_at_once() {
    logged_ipc(send_fpage, nothing_to_receive, both_zero, actor(1).with_lthread(1),
               place_at(numbers, 0), page(place_at(numbers, 5), writable).word());
}

}  // namespace

void start_teller() {
    start(teller, tell);
    set_pager(helper(teller));
    let_others_run();
}

void plan_answer(Fpage fpage, uint32_t hot_spot) {
    answers[answer_count++] = {fpage, hot_spot};
}

void page_comes(Numbers& drawn) {
    for (uint32_t i = 0; i < pages_touched; ++i) {
        plan_page(drawn, i, writable);
    }
    start_teller();
    for (uint32_t i = 0; i < pages_touched; ++i) {
        read_word(1 + i, address_at(drawn, i));
    }
}

void address_told(Numbers& drawn) { page_comes(drawn); }

void write_told(Numbers& drawn) {
    plan_page(drawn, 0, 0);
    plan_page(drawn, 0, writable);
    plan_page(drawn, 1, writable);
    start_teller();
    read_word(1, address_at(drawn, 0));
    write_word(1, address_at(drawn, 0), word_at(drawn, 8));
    write_word(1, address_at(drawn, 1), word_at(drawn, 9));
    note(word_in(lent_page(drawn, 0) + address_at(drawn, 0) % page_size));
    note(word_in(lent_page(drawn, 1) + address_at(drawn, 1) % page_size));
}

void instruction_told(Numbers& drawn) {
    plan_page(drawn, 0, writable);
    start_teller();
    note(address_of(touch_to_read));
    touch_address = address_at(drawn, 0);
    try_in(1, run_touch_to_read);
}

void instruction_repeated(Numbers& drawn) {
    plan_page(drawn, 0, 0);
    plan_page(drawn, 0, writable);
    start_teller();
    touch_address = address_at(drawn, 0);
    try_in(1, add_one);
    note(word_in(lent_page(drawn, 0) + address_at(drawn, 0) % page_size));
}

void registers_kept(Numbers& drawn) {
    plan_page(drawn, 0, writable);
    start_teller();
    for (uint32_t i = 0; i < 8; ++i) {
        kept_before[i] = word_at(drawn, 10 + i);
    }
    kept_before[0] = address_at(drawn, 0);
    try_in(1, run_touch_with_registers);
    for (const uint32_t word : kept_after) {
        note(word);
    }
}

void call_afterwards(Numbers& drawn) {
    lend(0, lent_page(drawn, 5), 2, place_at(drawn, 5), writable);
    plan_page(drawn, 0, writable);
    start_teller();
    touch_address = place_at(drawn, 0) + offset_at(drawn, 0);
    try_in(1, touch_and_call);
    answer_a_call(word_at(drawn, 8), word_at(drawn, 9));
    refused_stack = place_at(drawn, 5) + page_size;
    set_pager(actor(3).with_lthread(2));  // there is no such thread
    try_in(2, be_refused_and_call);
    answer_a_call(word_at(drawn, 14), word_at(drawn, 15));
}

void large_answer(Numbers& drawn) {
    plan_answer(Fpage::make(lent_pages, four_order, writable), place_at(drawn, 0));
    start_teller();
    read_word(1, place_at(drawn, 0));
}

void empty_answer(Numbers& drawn) {
    for (uint32_t i = 0; i < 2; ++i) {
        plan_answer(Fpage{0}, 0);
        plan_page(drawn, i, writable);
    }
    start_teller();
    read_word(1, address_at(drawn, 0));
    touch_address = place_at(drawn, 1) + offset_at(drawn, 1);
    try_in(1, touch_by_kernel);
    note(came_back ? 1 : 0);
}

void busy_pager(Numbers& drawn) {
    plan_page(drawn, 0, writable);
    set_pager(main_thread());
    touch_address = address_at(drawn, 0);
    try_in(1, run_touch_to_read);
    sleep_ms(3 + drawn.at(70) % 8);
    const IpcResult fault = logged_wait();
    logged_ipc(send_fpage, nothing_to_receive, both_zero, fault.sender,
               answers[0].hot_spot, answers[0].fpage.word());
    let_others_run();
}

void stranger_answers(Numbers& drawn) {
    plan_page(drawn, 0, writable);
    lend(0, lent_page(drawn, 5), 2, place_at(drawn, 5), writable);
    set_pager(main_thread());
    touch_address = address_at(drawn, 0);
    try_in(1, run_touch_to_read);
    const IpcResult fault = logged_wait();
    let(2, send_page_at_once);
    logged_ipc(send_fpage, nothing_to_receive, both_zero, fault.sender,
               answers[0].hot_spot, answers[0].fpage.word());
    let_others_run();
}

void two_pagers(Numbers& drawn) {
    plan_page(drawn, 0, writable);
    start_teller();
    touch_address = address_at(drawn, 1);
    set_pager(main_thread());
    try_in(2, run_touch_to_read);
    set_pager(helper(teller));
    read_word(1, address_at(drawn, 0));
    logged_wait();
}

}  // namespace kumquat::user
