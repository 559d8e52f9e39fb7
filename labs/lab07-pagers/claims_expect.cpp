// claims_expect.cpp -- what there is against what there should be, in words.
#include "labs/lab07-pagers/expect.hpp"

#include <algorithm>
#include <set>

namespace kumquat::grading::lab07 {

uint32_t
frame_of(const ProgramRun& run, uint32_t actor, uint32_t address, const char* so) {
    const auto found = run.pages().find({task_of(actor), address});
    Experiment::expect(
        found != run.pages().end(),
        fmt::format("Task {}, address 0x{:08X}: nothing; expected a page.",
                    task_of(actor), address),
        so);
    return found->second.frame;
}

void expect_words(const ProgramRun& run,
                  const Numbers& numbers,
                  std::initializer_list<uint32_t> words,
                  const char* so) {
    Touches touches{run};
    for (const uint32_t word : words) {
        touches.expect_word(word_at(numbers, word), so);
    }
}

void expect_memory(const ProgramRun& run,
                   uint32_t actor,
                   size_t frames,
                   const char* so) {
    std::set<uint32_t> seen;
    for (const auto& [place, shown] : run.pages()) {
        if (place.task == task_of(actor) && place.address != shown.frame) {
            seen.insert(shown.frame);
        }
    }
    Experiment::expect(seen.size() == frames,
                       fmt::format("The pager, task {}, has {} pages of memory for its "
                                   "clients; expected {}.",
                                   task_of(actor), seen.size(), frames),
                       so);
}

void expect_faults(const ProgramRun& run,
                   uint32_t thread,
                   size_t count,
                   const char* so) {
    const auto actual = static_cast<size_t>(
        std::ranges::count_if(run.trace().records, [&](const TraceRecord& record) {
            return record.kind == static_cast<uint32_t>(TraceKind::page_fault) &&
                   record.columns[0] == thread;
        }));
    Experiment::expect(actual == count,
                       fmt::format("{} faulted {} times; expected {}.",
                                   thread_name(thread), actual, count),
                       so);
}

void expect_page_came(const Call& call, const char* so) {
    Experiment::expect_equal(MessageDope::make(2, 0).with_fpage().word(), call.result,
                             fmt::format("Result for {}", thread_name(call.thread)),
                             so);
}

void expect_refusal(const Call& call, const char* so) {
    Experiment::expect(call.has_message() && !MessageDope{call.result}.has_fpage() &&
                           call.r0 == 0 && call.r1 == 0,
                       fmt::format("{} asked for 0x{:08X}, and got 0x{:08X}, words "
                                   "0x{:08X} and 0x{:08X}; expected two words that "
                                   "are 0.",
                                   thread_name(call.thread), call.w0, call.result,
                                   call.r0, call.r1),
                       so);
}

}  // namespace kumquat::grading::lab07
