// bystander.cpp -- a task that has nothing to do with the wild ones, and watches its memory.
// It holds a page with a pattern of its own; each time the root task asks, it compares the page
// with what it wrote, writes another pattern, and answers. The root task has such a page, too.
#include "tests/fuzz/guests/fuzz.hpp"

namespace kumquat::fuzz {

namespace {

constexpr uint32_t stack_page = FUZZ_BYSTANDER,
                   pattern_page = FUZZ_BYSTANDER + page_size;
constexpr uint32_t words_per_page = page_size / 4;
constexpr ThreadId bystander = ThreadId::make({bystander_task}, 0, root_task);
uint32_t pattern = 0;  // the last one

/// \return  the number of words that are not as `before` left them
uint32_t compare_and_change(uint32_t page, uint32_t before, uint32_t after) {
    uint32_t* const words = words_at(page);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < words_per_page; ++i) {
        wrong += words[i] != before + i ? 1 : 0;
        words[i] = after + i;
    }
    return wrong;
}

/// Runs in the bystander's task: it reads our code, and writes only its own two pages.
void watch() {
    IpcResult question = receive(root_id, wait_for_ever);
    for (;;) {
        const uint32_t wrong =
            compare_and_change(pattern_page, question.w0, question.w1);
        question = ipc(send_registers, from_partner, wait_for_ever, root_id, wrong,
                       question.w1);
    }
}

}  // namespace

bool is_bystanders(uint32_t page) { return page == stack_page || page == pattern_page; }

void start_bystander() {
    compare_and_change(pattern_page, 0, pattern);
    compare_and_change(FUZZ_CANARY, 0, pattern);
    words_at(stack_page)[0] = 0;
    const ThreadId id =
        create_task({bystander_task}, address_of(watch), stack_page + page_size,
                    root_id.with_lthread(pager_lthread), bystander_priority);
    if (id != bystander) {
        fail("the bystander was not made", id.low());
    }
    set_priority(bystander, bystander_priority);
}

void check_bystander() {
    const uint32_t next = pattern * 3 + 0x01234567;
    const IpcResult answer =
        ipc(send_registers, from_partner, wait_for_ever, bystander, pattern, next);
    if (!answer.ok() || answer.w1 != next) {
        fail("the bystander does not answer", answer.dope.word());
    }
    if (answer.w0 != 0) {
        fail("words of the bystander have changed", answer.w0);
    }
    const uint32_t wrong = compare_and_change(FUZZ_CANARY, pattern, next);
    if (wrong != 0) {
        fail("words of the root task have changed", wrong);
    }
    pattern = next;
}

}  // namespace kumquat::fuzz
