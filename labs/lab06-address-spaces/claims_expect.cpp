// claims_expect.cpp -- a page against what it should have been, in words.
#include "labs/lab06-address-spaces/expect.hpp"

#include <algorithm>

namespace kumquat::grading {

void expect_pages(const ProgramRun& run,
                  uint32_t actor,
                  uint32_t address,
                  uint32_t frame,
                  bool is_writable,
                  const char* so) {
    for (uint32_t i = 0; i < sixteen; ++i) {
        expect_page(run, actor, address + i * page_size, frame + i * page_size,
                    is_writable, so);
    }
}

void expect_count(const ProgramRun& run, uint32_t actor, size_t count, const char* so) {
    const auto actual =
        static_cast<size_t>(std::ranges::count_if(run.pages(), [&](const auto& page) {
            return page.first.task == task_of(actor);
        }));
    Experiment::expect(actual == count,
                       fmt::format("Task {} has {} pages; expected {}.", task_of(actor),
                                   actual, count),
                       so);
}

Landing landing(Fpage send, Fpage window, uint32_t hot_spot) {
    const uint64_t sent = uint64_t{1} << send.order();
    const uint64_t open = uint64_t{1} << window.order();
    const uint64_t size = std::min(sent, open);
    const auto offset = [&](uint64_t larger) {
        return static_cast<uint32_t>(hot_spot % larger / size * size);
    };
    return {send.base() + offset(sent), window.base() + offset(open), size / page_size};
}

}  // namespace kumquat::grading
