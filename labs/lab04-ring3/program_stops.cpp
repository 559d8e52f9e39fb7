// program_stops.cpp -- lab 4, stage 4: threads that do what they must not do, or cannot do themselves.
#include "labs/lab04-ring3/program_tests.hpp"

#include "kernel/memory_layout.hpp"

namespace kumquat::user {

namespace {

// Of the attempt of the moment.
volatile uint32_t attempts, came_back;
volatile uint32_t touched_address, touched_word;

/// A helper tries something. \param number  a fresh one. A note: whether it came back
void attempt(uint32_t number, Code code) {
    attempts = attempts + 1;
    came_back = 0;
    run_helper(number, code);
    note(came_back);
}

/// The last words of each attempt.
[[noreturn]] void come_back() {
    came_back = 1;
    rest();
}

void divide() {
    asm volatile("divl %%ecx" : : "a"(1), "c"(0), "d"(0) : "cc");
    come_back();
}

void read_there() {
    touched_word = word_in(touched_address);
    come_back();
}

void write_there() {
    word_in(touched_address) = 0;
    come_back();
}

void jump_there() {
    asm volatile("jmp *%0" : : "r"(touched_address));
    come_back();
}

void load_page_directory() {
    asm volatile("movl %0, %%cr3" : : "r"(0) : "memory");
    come_back();
}

void load_descriptors() {
    asm volatile("lgdt (%0)" : : "r"(free_stacks) : "memory");
    come_back();
}

void load_task() {
    asm volatile("ltr %w0" : : "r"(0x28));
    come_back();
}

void undefined() {
    asm volatile("ud2");
    come_back();
}

void call_by_another_gate() {
    asm volatile("int $0x80");
    come_back();
}

void halt() {
    uint32_t eax = 0;
    asm volatile("hlt" : "+a"(eax));
    note(eax);
    come_back();
}

void ask_for_info_page() {
    uint32_t eax = 0;
    asm volatile(".byte 0xF0, 0x90" : "+a"(eax));  // lock; nop
    note(eax);
    note(word_in(eax));
    come_back();
}

volatile uint32_t sums[2];

/// Add a number again and again; the sum never leaves the FPU, while others calculate, too.
void add_up(uint32_t which) {
    constexpr uint32_t rounds = 6;
    const uint32_t number = numbers.at(30 + which) % 1000;
    asm volatile("fninit\n\tfldz" : : : "memory");
    for (uint32_t i = 0; i < rounds; ++i) {
        asm volatile("fiaddl %0" : : "m"(number) : "memory");
        thread_switch(ThreadId::nil());
    }
    uint32_t sum;
    asm volatile("fistpl %0" : "=m"(sum) : : "memory");
    sums[which] = sum;
}

void add_up_here() {
    add_up(0);
    rest();
}

void add_up_there() {
    add_up(1);
    rest();
}

}  // namespace

void divide_by_zero(Numbers&) {
    release_root();
    spinner_registers = {};
    exchange(2, free_stacks, address_of(spinner_begins), ThreadId::invalid(),
             ThreadId::nil());
    let_others_run();
    const uint32_t before = spinner_rounds, roots = root_notes().rounds;
    attempt(1, divide);
    let_others_run();
    note(came_back);
    note(spinner_rounds > before ? 1 : 0);
    note(root_notes().rounds > roots ? 1 : 0);
}

void stopped_and_revived(Numbers& drawn) {
    release_root();
    attempt(1, divide);
    note_all(exchange(1, draw_stack(drawn, 0), unchanged, ThreadId::invalid(),
                      ThreadId::invalid()));
    let_others_run();
    note(came_back);
    note(arrival.count);
    exchange(1, unchanged, address_of(arrival_begins), ThreadId::invalid(),
             ThreadId::invalid());
    let_others_run();
    note_all(arrival);
}

void kernel_memory(Numbers& drawn) {
    release_root();
    const uint32_t places[] = {USER_SPACE_END, DIRECT_WINDOW + (drawn.at(9) & 0xFFFFC),
                               KERNEL_OFFSET + KERNEL_PHYSICAL, 0xFFFFFFFC};
    uint32_t number = 1;
    for (const uint32_t place : places) {
        touched_address = place;
        attempt(number++, read_there);
        attempt(number++, write_there);
        attempt(number++, jump_there);
    }
}

void memory_without_pager(Numbers&) {
    release_root();
    touched_address = KERNEL_PHYSICAL;
    attempt(1, read_there);
    attempt(2, write_there);
    attempt(3, jump_there);
}

void privileged_instructions(Numbers&) {
    release_root();
    uint32_t number = 1;
    const Code deeds[] = {load_page_directory, load_descriptors, load_task, undefined,
                          call_by_another_gate};
    for (const Code code : deeds) {
        attempt(number++, code);
    }
}

void emulated_instructions(Numbers&) {
    release_root();
    attempt(1, halt);
    attempt(2, ask_for_info_page);
}

void floating_point(Numbers&) {
    release_root();
    start_helper(1, add_up_here);
    start_helper(2, add_up_there);
    let_others_run();
    note(sums[0]);
    note(sums[1]);
}

}  // namespace kumquat::user
