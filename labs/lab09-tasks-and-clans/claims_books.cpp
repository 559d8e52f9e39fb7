// claims_books.cpp -- lab 9, stage 6: what tasks cost the kernel, and whether it comes back.
#include "labs/lab09-tasks-and-clans/expect.hpp"

#include <map>

namespace kumquat::grading::lab09 {

namespace {

void expect_all_taken(const Told& told, uint32_t place) {
    for (const uint32_t call : {0, 1, 4, 5}) {
        Experiment::expect_equal(0, told.word(place + call),
                                 "EAX of a creation or deletion of a greedy task",
                                 "The call says that it did not work.");
    }
    Experiment::expect_equal(1, told.word(place + 3), "Whether memory came to an end",
                             "Two greedy tasks take more than the kernel has.");
}

}  // namespace

CLAIM(books, one_can_starve_all) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    expect_all_taken(told, 0);
    const char* const so =
        "Without memory no task is created; its number stays free, and "
        "its chief's, until there is memory again.";
    expect_refused(told, 10, "A task without memory", so);
    Experiment::expect_equal(0, told.word(13), "Whether its thread exists", so);
    expect_done(told, 14, new_id(numbers, 5, 0), "The same when there is memory again",
                so);
    expect_id(new_id(numbers, 5, 0), told.id(place_of_own_id(6)),
              "Whom it takes itself for", so);
}

CLAIM(books, everything_comes_back) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    expect_all_taken(told, 0);
    expect_all_taken(told, 10);
    const uint32_t before = told.word(2), after = told.word(12);
    Experiment::expect(
        after == before,
        fmt::format("{} pages could be lent before the kernel's memory came "
                    "to an end; behind the deletion of who has them only {}.",
                    before, after),
        "What a deleted task has cost the kernel must come back: else a "
        "system that runs long enough runs out.");
}

CLAIM(books, accounts_are_closed) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    std::map<uint32_t, uint32_t> frames, most;
    for (const TraceRecord& record : run.trace().records) {
        if (record.kind == static_cast<uint32_t>(TraceKind::kernel_memory)) {
            const uint32_t task = record.columns[0];
            frames[task] = record.columns[1];
            most[task] = std::max(most[task], record.columns[1]);
        }
    }
    for (uint32_t i = 0; i < 2; ++i) {
        const uint32_t task = free_number(numbers, i).value;
        Experiment::expect(most[task] > 100,
                           fmt::format("Task {} had {} frames on its account at most.",
                                       task, most[task]),
                           "Who takes page tables pays for them.");
        Experiment::expect_equal(0, frames[task],
                                 fmt::format("Frames on the account of task {}", task),
                                 "The books must not know of a task that is no more.");
    }
    expect_all_taken(told, 0);
}

}  // namespace kumquat::grading::lab09
