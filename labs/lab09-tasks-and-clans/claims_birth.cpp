// claims_birth.cpp -- lab 9, stage 2: who may create what, and how it begins.
#include "labs/lab09-tasks-and-clans/expect.hpp"

namespace kumquat::grading::lab09 {

namespace {

/// The answer of a new task's creation, and what the task says of itself.
void expect_birth(
    const Told& told, uint32_t place, uint32_t stack, ThreadId id, const char* so) {
    expect_done(told, place, id, "The id of a new task", so);
    expect_id(id, told.id(place_of_own_id(stack)), "Whom a new task takes itself for",
              so);
}

/// The mcp with which a task was created, as the trace tells.
uint32_t told_mcp(const ProgramRun& run, TaskNumber task) {
    for (const TraceRecord& record : run.trace().records) {
        if (record.kind == static_cast<uint32_t>(TraceKind::task_create) &&
            record.columns[0] == task.value) {
            return record.columns[3];
        }
    }
    throw ClaimFailed{fmt::format("Task {} was not created.", task.value),
                      "The call said that it was."};
}

}  // namespace

CLAIM(birth, thread_begins) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so =
        "The new task's first thread begins at EIP, in an empty space: "
        "so the first thing that it does is to ask its pager.";
    Experiment::expect_equal(0, told.word(4), "EAX behind task_new", so);
    Experiment::expect_equal(new_id(experiment.numbers(), 0, 0).number().value,
                             told.id(0).number().value,
                             "The number of who asks the pager", so);
    const uint32_t eip = told.word(7);
    Experiment::expect_equal(eip & ~3u, told.word(2), "Which word it asks for", so);
    Experiment::expect_equal(eip, told.word(3), "Where it is", so);
}

CLAIM(birth, name_is_made_by_the_kernel) {
    const ProgramRun run = experiment.run_program();
    expect_birth(Told{run}, 0, 0, new_id(experiment.numbers(), 0, 0),
                 "Version and site are the caller's to choose, chief and nest are the "
                 "kernel's: else everybody could claim to be root's child.");
}

CLAIM(birth, only_the_chief_may) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "Who is not the chief of a number has nothing to say about it: "
        "not its brother, not its child, not even its chief's chief.";
    for (uint32_t i = 0; i < trespass_count; ++i) {
        const auto [by, member] = trespasses[i];
        const std::string whose =
            member == nobodys ? "root's number" : name_of(numbers, member);
        const std::string who = name_of(numbers, by);
        expect_refused(told, 6 * i, fmt::format("{} creates {}", who, whose), so);
        expect_refused(told, 6 * i + 3, fmt::format("{} deletes {}", who, whose), so);
    }
    for (uint32_t member = 1; member <= members; ++member) {
        Experiment::expect_equal(100 + member, told.word(100 + member),
                                 name_of(numbers, member) + ", a word", so);
    }
    expect_birth(told, 110, 0, new_id(numbers, 0, 0), so);
}

CLAIM(birth, kernels_numbers_are_nobodys) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    for (uint32_t number = 0; number <= root_task.value; ++number) {
        for (uint32_t place : {6 * number, 6 * number + 3}) {
            expect_refused(told, place, fmt::format("Root's call for task {}", number),
                           "sigma0 belongs to the clan of root, but was not made by "
                           "it; a system that loses it has lost its memory.");
        }
    }
}

CLAIM(birth, any_thread_of_the_chief_may) {
    const ProgramRun run = experiment.run_program();
    expect_birth(Told{run}, 0, 0, new_id(experiment.numbers(), 0, 0),
                 "The right belongs to the task, and so to each of its threads.");
}

CLAIM(birth, mcp_never_grows) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so = "A task could give its child what it may not do itself.";
    const uint32_t expected[] = {255, mcp_of(numbers, 1), mcp_of(numbers, 2) - 7,
                                 mcp_of(numbers, 3)};
    for (uint32_t i = 0; i < 4; ++i) {
        expect_done(told, 3 * i, new_id(numbers, i, i), "The id of a new task", so);
        Experiment::expect_equal(
            expected[i], told_mcp(run, free_number(numbers, i)),
            fmt::format("The mcp of a child of {}", name_of(numbers, i)), so);
    }
}

CLAIM(birth, numbers_are_handed_on) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so = "A number that was handed on is its new chief's, who can "
                           "create the task; and not the old one's any more.";
    for (uint32_t i = 0; i < 2; ++i) {
        const uint32_t heir = i == 0 ? 2 : 6;
        const ThreadId bare =
            ThreadId::make(free_number(numbers, 1 + i), 0, member_task(numbers, heir),
                           nest_of[heir] + 1);
        expect_done(told, 3 * i, bare,
                    fmt::format("A number for {}", name_of(numbers, heir)), so);
    }
    expect_refused(told, 6, "Root creates a number that it has handed on", so);
    expect_birth(told, 9, 2, new_id(numbers, 1, 2), so);
    expect_birth(told, 12, 4, new_id(numbers, 2, 6), so);
}

CLAIM(birth, nobody_is_no_heir) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "A number whose chief does not exist would be lost for ever.";
    for (uint32_t i = 0; i < 2; ++i) {
        const TaskNumber number = free_number(numbers, 1 + 2 * i);
        expect_done(told, 3 * i, ThreadId::make(number, 0, root_task),
                    "A number for nobody", so);
        expect_birth(told, 6 + 3 * i, i, new_id(numbers, 1 + 2 * i, 0), so);
    }
    expect_done(told, 12,
                ThreadId::make(free_number(numbers, 4), 0, member_task(numbers, 2), 1),
                fmt::format("A number of {} for nobody", name_of(numbers, 2)), so);
}

CLAIM(birth, sixteenth_is_the_last) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "An id has four bits for the depth in the tree: a task of nest 15 can have no "
        "child, and so no number either.";
    TaskNumber chief = root_task;
    for (uint32_t nest = 0; nest < generations; ++nest) {
        const TaskNumber number = free_number(numbers, nest);
        const std::string what = fmt::format("The task of nest {}", nest);
        expect_done(told, 3 * nest, ThreadId::make(number, 0, chief, nest), what, so);
        chief = number;
    }
    expect_refused(told, 3 * generations, "A child of the task of nest 15", so);
    expect_refused(told, 3 * (generations + 1 + generations - 1),
                   "A number for the task of nest 15", so);
}

}  // namespace kumquat::grading::lab09
