// claims_stops.cpp -- lab 4, stage 4: who is stopped, and who is served.
#include "labs/lab04-ring3/expect.hpp"

#include <algorithm>

namespace kumquat::grading::lab04 {

namespace {

constexpr const char* stopped_for_good =
    "It would fault for ever, and the others would wait for it.";

void expect_running(Noted& noted, const char* who) {
    Experiment::expect(noted.next() == 1, fmt::format("{} does not run any more.", who),
                       "One program's mistake is no other program's business.");
}

}  // namespace

CLAIM(stopped, others_run_on) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    expect_stopped(noted, "divided by zero", stopped_for_good);
    expect_stopped(noted, "divided by zero", stopped_for_good);
    expect_running(noted, "Another thread of the same task");
    expect_running(noted, "The root task");
    expect_deaths(run, DeathReason::exception, 1);
    Experiment::expect_equal(0,
                             find_event(run, TraceKind::exception, thread_2(1),
                                        "It was told of no exception.")
                                 .columns[1],
                             "Vector of the exception in the trace",
                             "A division by zero is exception 0.");
    const auto& records = run.trace().records;
    Experiment::expect(
        std::ranges::any_of(records,
                            [](const TraceRecord& record) {
                                return static_cast<TraceKind>(record.kind) ==
                                           TraceKind::context_switch &&
                                       record.columns[0] == thread_2(1) &&
                                       record.columns[2] ==
                                           static_cast<uint32_t>(SwitchReason::death);
                            }),
        "The trace tells of no switch because 2.1 was stopped.",
        "Who asks why it runs no more finds another reason, or none.");
}

CLAIM(stopped, can_be_revived) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    expect_stopped(noted, "divided by zero", stopped_for_good);
    noted.take<Called>();
    Experiment::expect_equal(0, noted.next(), "Divisions that came back",
                             stopped_for_good);
    Experiment::expect_equal(0, noted.next(), "Threads that have arrived",
                             "A new stack alone does not wake the dead.");
    expect_arrival(noted.take<Arrival>(), 1, draw_stack(experiment.numbers(), 0),
                   "A debugger that has mended a thread could not let it go on.");
}

CLAIM(stopped, kernel_memory_is_out_of_reach) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (uint32_t i = 0; i < 4; ++i) {
        const char* const so = "All that the kernel knows of others lies there.";
        expect_stopped(noted, "read memory of the kernel", so);
        expect_stopped(noted, "wrote to memory of the kernel", so);
        expect_stopped(noted, "jumped into memory of the kernel", so);
    }
    expect_deaths(run, DeathReason::exception, 12);
}

CLAIM(stopped, page_without_pager) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (const char* const what : {"read", "wrote", "jumped to"}) {
        expect_stopped(noted, fmt::format("{} a page that nobody brings", what).c_str(),
                       stopped_for_good);
    }
    expect_deaths(run, DeathReason::no_pager, 3);
}

CLAIM(stopped, machine_stays_the_kernels) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (const char* const what :
         {"loaded a page directory", "loaded a descriptor table", "loaded a task",
          "executed what is no instruction", "called through a gate that is not its"}) {
        expect_stopped(noted, what, "Whoever can do this rules the machine.");
    }
    expect_deaths(run, DeathReason::exception, 5);
}

CLAIM(served, instructions_are_emulated) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    Experiment::expect_equal(0x00010000, noted.next(), "EAX behind hlt",
                             "A program asks for the kernel's version by this.");
    Experiment::expect(noted.next() == 1, "A program did not go on behind hlt.",
                       "The kernel has carried it out: it is over.");
    noted.next();
    Experiment::expect_equal(0x4BE6344C, noted.next(),
                             "What lies where lock; nop says that the info page is",
                             "A program finds the info page by this.");
    Experiment::expect(noted.next() == 1, "A program did not go on behind lock; nop.",
                       "The kernel has carried it out: it is over.");
}

CLAIM(served, everybody_has_the_fpu) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    for (uint32_t i = 0; i < 2; ++i) {
        Experiment::expect_equal(
            6 * (numbers.at(30 + i) % 1000), noted.next(),
            fmt::format("Sum of thread 2.{}", i + 1),
            "Two threads calculate, in turns; each must find its own registers of the "
            "FPU. It is switched off until it is used: then the kernel brings them.");
    }
}

}  // namespace kumquat::grading::lab04
