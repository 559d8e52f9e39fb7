// helpers.cpp -- starting and stopping the helper threads.
#include "tests/conformance/guests/helpers.hpp"

namespace kumquat::user {

extern "C" const uint8_t image_begin[], image_end[];  // of user.ld's making

namespace {

constexpr uint32_t stack_words = 512;
alignas(16) uint32_t stacks[helper_count + 1][stack_words];
ThreadId main_id;

}  // namespace

void begin_claims() {
    main_id = myself();
    // The kernel prints no text from a page that is not there yet.
    for (const uint8_t* page = image_begin; page < image_end; page += page_size) {
        static_cast<void>(*static_cast<const volatile uint8_t*>(page));
    }
}

ThreadId main_thread() { return main_id; }

ThreadId helper(uint32_t number) { return main_id.with_lthread(number); }

uint32_t helper_stack(uint32_t number) {
    return address_of(stacks[number] + stack_words);
}

void start(uint32_t number, Code code) {
    start_thread(number, address_of(code), helper_stack(number), sigma0_id);
}

void park(uint32_t number) { start(number, sleep_for_ever); }

void let_others_run() {
    for (uint32_t i = 0; i < 2 * helper_count; ++i) {
        thread_switch(ThreadId::nil());
    }
}

CallRegisters schedule_of(ThreadId thread) {
    constexpr uint32_t nothing = 0xFFFFFFFF;
    CallRegisters r{nothing, 0, 0, nothing, nothing, thread.low(), thread.high()};
    raw_thread_schedule(&r);
    return r;
}

void set_timeslice(ThreadId thread, uint32_t length) {
    CallRegisters r{length | 16,  0, 0, 0xFFFFFFFF, 0xFFFFFFFF, thread.low(),
                    thread.high()};
    raw_thread_schedule(&r);
}

uint32_t state_of(ThreadId thread) {
    constexpr uint32_t refused = 0xFFFFFFFF;
    const uint32_t eax = schedule_of(thread).eax;
    return eax == refused ? refused : eax >> 16 & 0xF;
}

volatile uint32_t code_elsewhere;
extern "C" void note_code_elsewhere(uint32_t eax) {
    code_elsewhere = eax;
    sleep_for_ever();
}
asm(".text\n"
    ".global go_on_elsewhere\n"
    "go_on_elsewhere:\n\t"
    "andl $-16, %esp\n\t"
    "pushl %eax\n\t"
    "pushl $0\n\t"
    "jmp note_code_elsewhere");

}  // namespace kumquat::user
