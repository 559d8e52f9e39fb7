// claims_death.cpp -- lab 9, stage 3: what is left of a task that was deleted.
#include "kernel/abi/message.hpp"
#include "labs/lab09-tasks-and-clans/expect.hpp"
#include "labs/programs/claims_pages.hpp"

#include <algorithm>

namespace kumquat::grading::lab09 {

namespace {

constexpr uint32_t victim = 2;
constexpr uint32_t not_there = 0x10, no_message = 0x20;

/// Root's threads in the log.
constexpr uint32_t roots(uint32_t lthread) {
    return root_task.value * threads_per_task + lthread;
}

void expect_deleted(const Told& told, const Numbers& numbers, uint32_t member) {
    expect_done(told, 0, ThreadId::make(member_task(numbers, member), 0, root_task),
                "The answer to who deletes its child",
                "The call tells that the number is the caller's, and free.");
}

void expect_alive(const Told& told,
                  const Numbers& numbers,
                  std::initializer_list<uint32_t> alive) {
    for (const uint32_t member : alive) {
        Experiment::expect_equal(100 + member, told.word(100 + member),
                                 name_of(numbers, member) + ", a word",
                                 "Whoever is not of the clan lives on.");
    }
}

void expect_code(const Call& call, uint32_t expected, const char* so) {
    Experiment::expect(
        call.has_returned(),
        fmt::format("An ipc of {} has not come back.", thread_name(call.thread)), so);
    Experiment::expect_equal(
        expected, call.error(),
        fmt::format("The error of an ipc of {}", thread_name(call.thread)), so);
}

void expect_exists(
    const Told& told, uint32_t place, bool expected, ThreadId id, const char* so) {
    Experiment::expect((told.word(place) != 0) == expected,
                       fmt::format("Thread {}.{} can{} be sent to.", id.task().value,
                                   id.lthread(), expected ? "not" : ""),
                       so);
}

using Records = std::vector<TraceRecord>;

Records::const_iterator
find(const Records& records, Records::const_iterator from, TraceKind kind) {
    return std::find_if(from, records.end(), [&](const TraceRecord& record) {
        return record.kind == static_cast<uint32_t>(kind);
    });
}

}  // namespace

CLAIM(death, threads_vanish) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    expect_deleted(told, numbers, victim);
    for (uint32_t lthread = 0; lthread < threads_per_task; ++lthread) {
        expect_exists(told, 110 + lthread, false, member_id(numbers, victim, lthread),
                      "A thread of a deleted task could still be spoken to.");
    }
    expect_alive(told, numbers, {1, 3, 4, 6});
}

CLAIM(death, number_begins_anew) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    expect_deleted(told, numbers, victim);
    expect_done(told, 3, ThreadId::make(member_task(numbers, victim), 0, root_task),
                "A task of the same number", "A number can be used again.");
    expect_exists(told, 6, true, member_id(numbers, victim),
                  "The new task has a thread.");
    expect_exists(told, 7, false, member_id(numbers, victim, 1),
                  "The old task's threads are not the new one's.");
}

CLAIM(death, clan_goes_too) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    expect_deleted(told, numbers, 1);
    const Fallen fallen{numbers};
    for (uint32_t i = 0; i < fallen.count; ++i) {
        expect_exists(told, 3 + i, false, member_id(numbers, fallen.members[i]),
                      "A clan whose chief is gone has nobody to answer for it.");
    }
    expect_alive(told, numbers, {2, 5});
}

CLAIM(death, numbers_fall_to_the_chief) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "Numbers that a deleted clan owned, used or not, are its chief's "
        "again: else there would be fewer with each task that ends.";
    for (uint32_t i = 0; i < 3; ++i) {
        expect_done(told, 10 + 3 * i, new_id(numbers, i, 0),
                    "A number that was not used", so);
    }
    const Fallen fallen{numbers};
    for (uint32_t i = 1; i < fallen.count; ++i) {
        expect_done(
            told, 16 + 3 * i,
            ThreadId::make(member_task(numbers, fallen.members[i]), 0, root_task),
            "A number that was in use", so);
    }
}

CLAIM(death, creation_replaces) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "Who creates a task whose number is in use deletes the old one "
        "first, with its clan and its pages.";
    expect_done(told, 0, ThreadId::make(member_task(numbers, victim), 0, root_task),
                "A task in the place of another", so);
    Experiment::expect_equal(1, told.word(3),
                             "Whether the new task missed the old one's page", so);
    expect_exists(told, 4, false, member_id(numbers, victim, 1), so);
    expect_exists(told, 5, false, member_id(numbers, 5), so);
}

CLAIM(death, senders_are_told) {
    const ProgramRun run = experiment.run_program();
    const char* const so = "Who wants to send to somebody who is gone must not wait.";
    for (uint32_t i = 1; i <= waiting; ++i) {
        expect_code(run.calls_of(roots(i), 1)[0], not_there, so);
    }
    Experiment::expect(!run.calls_of(roots(1), 2)[1].has_returned(),
                       "A later wait of one of the senders ended by itself.",
                       "The clock of a wait that is over must not end another one.");
}

CLAIM(death, receivers_are_told) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A message of somebody who is gone will never come.";
    for (uint32_t i = 1; i <= 4; ++i) {
        expect_code(run.calls_of(roots(i), 1)[0], not_there, so);
    }
    const uint32_t brother = member_task(numbers, 1).value * threads_per_task + 1;
    expect_code(run.calls_of(brother, 1)[0], not_there, so);
    Experiment::expect(!run.calls_of(roots(7), 1)[0].has_returned(),
                       "A thread that sleeps was woken.", "It waited for nobody.");
    for (uint32_t i = 5; i <= 6; ++i) {
        const Call call = run.calls_of(roots(i), 1)[0];
        const char* const alive =
            "Who waits for anybody, or for somebody else, waits on.";
        expect_code(call, 0, alive);
        Experiment::expect_equal(word_at(numbers, i), call.r0, "The word that came",
                                 alive);
    }
}

CLAIM(death, no_queue_remembers) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "A message of a thread that is gone, delivered in the name of "
        "whoever has its number now.";
    expect_deleted(told, numbers, victim);
    const std::vector<Call> calls = run.calls_of(roots(0), 2);
    expect_code(calls[0], no_message, so);
    expect_code(calls[1], no_message, so);
}

CLAIM(death, no_clock_runs_on) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "A timeout of a thread that is gone must not end the wait of one "
        "that has its number now.";
    expect_deleted(told, numbers, victim);
    const bool waits = run.notes().size() > 41 && run.notes()[6] == not_told;
    Experiment::expect(waits, "The new thread's wait ended before anybody had sent.",
                       so);
    Experiment::expect_equal(MessageDope::make(2, 0).word(), told.word(40),
                             "The result of its wait", so);
    Experiment::expect_equal(word_at(numbers, 0), told.word(41), "The word that came",
                             so);
}

CLAIM(death, fault_is_forgotten) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so = "A pager may delete the task that has asked it for a page.";
    expect_deleted(told, experiment.numbers(), victim);
    expect_code(run.calls_of(roots(0), 1)[0], not_there, so);
    expect_exists(told, 3, false, member_id(experiment.numbers(), victim, 1), so);
}

CLAIM(death, interrupt_is_free) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so =
        "A driver that was deleted has its interrupt no longer: else no "
        "other could take its place.";
    Experiment::expect_equal(no_message, told.word(10),
                             "The victim attaches an interrupt", so);
    Experiment::expect_equal(not_there, told.word(11), "Root attaches it, too", so);
    Experiment::expect_equal(no_message, told.word(12), "And again behind the deletion",
                             so);
}

CLAIM(death, pages_are_called_back) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Touches touches{run};
    touches.expect_fault("What a deleted task had lent is gone with it.");
    touches.expect_fault("And what others had lent on.");
    touches.expect_word(word_at(numbers, 1),
                        "What it had given away is not its any more.");
    touches.expect_word(word_at(numbers, 0), "What others have lent stays.");
    Experiment::expect_equal(word_at(numbers, 0), touches.next(),
                             "The word in the page of who lent it to the victim",
                             "Only what came of the victim's pages goes.");
}

CLAIM(death, interrupts_come_in_between) {
    const ProgramRun run = experiment.run_program();
    expect_deleted(Told{run}, experiment.numbers(), victim);
    const Records& records = run.trace().records;
    const auto begin = find(records, records.begin(), TraceKind::unmap);
    const uint32_t task = member_task(experiment.numbers(), victim).value;
    auto end = find(records, begin, TraceKind::task_delete);
    while (end != records.end() && end->columns[0] != task) {
        end = find(records, end + 1, TraceKind::task_delete);  // of its clan
    }
    Experiment::expect(end != records.end(), "The trace does not tell of the deletion.",
                       "The call says that it is done.");
    const auto tick = find(records, begin, TraceKind::timer);
    constexpr uint64_t tick_ns = 1'100'000;
    Experiment::expect(
        end->tsc - begin->tsc < tick_ns || tick < end,
        fmt::format("The deletion took {} instructions, and no tick came.",
                    end->tsc - begin->tsc),
        "Whoever deletes a large task could stop the clock.");
}

}  // namespace kumquat::grading::lab09
