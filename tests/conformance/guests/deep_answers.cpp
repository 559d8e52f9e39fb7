// deep_answers.cpp -- pagers whose answers lack a page themselves, each asking the next one.
// Thread n + 1 is the pager of thread n. Its answer is a message in memory, in a page of its own
// that nobody brings: so all wait, each in the middle of its answer to the one before.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t deepest = 8, chain = deepest + 2, stack_words = 256;
constexpr uint32_t missing_pages = 0x70000000, no_code = 0xBAD;
alignas(16) uint32_t stacks[chain + 1][stack_words];
volatile uint32_t codes[chain + 1];

uint32_t page_of(uint32_t number) { return missing_pages + number * page_size; }

void answer_from_missing_page() {
    const IpcResult fault = wait();
    const uint32_t number = myself().lthread();
    codes[number] =
        code_of(ipc(SendDescriptor{page_of(number) | SendDescriptor::map_bit},
                    nothing_to_receive, wait_for_ever, fault.sender, 0, 0));
    sleep_for_ever();
}

void touch_missing_page() {
    static_cast<void>(*reinterpret_cast<volatile uint32_t*>(uintptr_t{page_of(0)}));
}

/// Threads 1 to `last`; nobody answers the last one, for its pager is the main thread.
void begin_chain(uint32_t last) {
    for (uint32_t i = last; i > 0; --i) {
        codes[i] = no_code;
        start_thread(i,
                     address_of(i == 1 ? touch_missing_page : answer_from_missing_page),
                     address_of(stacks[i] + stack_words),
                     i == last ? main_thread() : helper(i + 1));
    }
    sleep(receive_10_ms);
}

void give_up_the_outermost() {
    start_thread(2, address_of(sleep_for_ever), address_of(stacks[2] + stack_words),
                 sigma0_id);
    sleep(receive_2_ms);
}

uint32_t answers_that_failed() {
    uint32_t failed = 0;
    for (uint32_t i = 2; i <= chain; ++i) {
        failed += codes[i] == 0xD0 ? 1 : 0;
    }
    return failed;
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    begin_chain(deepest + 1);
    claim("xfer.fault.12", "eight answers wait inside each other", 0,
          answers_that_failed());
    give_up_the_outermost();
    claim("cancel.3 code.13", "if the outermost is given up, so are the others",
          deepest - 1, answers_that_failed());
    begin_chain(chain);
    claim("xfer.fault.12", "the ninth is aborted, and all with it", deepest + 1,
          answers_that_failed());
    finish_claims();
}
