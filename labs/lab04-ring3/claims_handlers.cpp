// claims_handlers.cpp -- lab 4, stage 5: what a handler finds, and what the kernel must not believe.
#include "labs/lab04-ring3/expect.hpp"

#include "kernel/memory_layout.hpp"

#include <algorithm>

namespace kumquat::grading::lab04 {

namespace {

/// A fault as the scene has made it, and what its handler has found.
struct Fault {
    uint32_t stack, at;
    Handled handled;
};

constexpr const char* as_without_rings = "The handler finds on its stack what the CPU "
                                         "would push on a machine without rings, "
                                         "and ends with iret.";

void expect_handled(const Fault& fault, uint32_t number, uint32_t count) {
    Experiment::expect(fault.handled.count == count,
                       fmt::format("Handlers have run {} times; expected {}.",
                                   fault.handled.count, count),
                       "A thread that has a handler is not stopped, and faults once.");
    Experiment::expect_equal(number, fault.handled.number, "Number of the handler",
                             "Each exception has a gate of its own.");
}

void expect_frame(const Fault& fault,
                  uint32_t first_word,
                  uint32_t flags = program_flags) {
    const uint32_t* const words = fault.handled.words + first_word;
    Experiment::expect_equal(fault.stack - 4 * (3 + first_word), fault.handled.esp,
                             "ESP of the handler", as_without_rings);
    Experiment::expect_equal(fault.at, words[0], "EIP on the handler's stack",
                             as_without_rings);
    Experiment::expect_equal(user_code, words[1] & 0xFFFF, "CS on the handler's stack",
                             as_without_rings);
    constexpr uint32_t resume = 1u << 16;  // RF: set by some machines for faults
    Experiment::expect_equal(flags, words[2] & ~(calculated_flags | resume),
                             "EFLAGS on the handler's stack", as_without_rings);
}

void expect_registers(const Handled& handled, Called expected) {
    expect_called(expected,
                  {handled.eax, handled.ecx, handled.edx, handled.ebx, handled.ebp,
                   handled.esi, handled.edi},
                  "an exception",
                  "A handler that is to mend a register must find it as it was.");
}

/// How often handlers have run, at the end of a scene in which none should.
void expect_none(Noted& noted, const std::string& what) {
    Experiment::expect_equal(
        0, noted.next(), "Handlers that have run, " + what,
        "The kernel uses an address that a program has named. If it "
        "lies in the kernel's part, it is not the program's to "
        "name, though the kernel itself can read and write there.");
}

}  // namespace

CLAIM(handlers, finds_a_frame) {
    const ProgramRun run = experiment.run_program();
    const auto fault = Noted{run}.take<Fault>();
    expect_handled(fault, 6, 1);
    expect_frame(fault, 0);
    expect_registers(fault.handled, draw_called(experiment.numbers(), 1));
    Experiment::expect_equal(program_flags, fault.handled.eflags & ~calculated_flags,
                             "EFLAGS in the handler",
                             "A handler is a program like others: the clock interrupts "
                             "it.");
    const TraceRecord& told =
        find_event(run, TraceKind::exception_reflect, thread_2(1),
                   "Who reads the trace does not know why the thread goes on there.");
    Experiment::expect_equal(6, told.columns[1], "Vector in the trace",
                             as_without_rings);
    Experiment::expect_equal(fault.handled.esp, told.columns[3],
                             "ESP of the handler in the trace", as_without_rings);
}

CLAIM(handlers, error_code_comes_on_top) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    const auto gate = noted.take<Fault>();
    expect_handled(gate, 13, 1);
    expect_frame(gate, 1);
    Experiment::expect_equal(8 * 0x80 + 2, gate.handled.words[0],
                             "Error code on the handler's stack: gate 0x80 of the IDT",
                             as_without_rings);
    const auto page = noted.take<Fault>();
    expect_handled(page, 14, 2);
    expect_frame(page, 1);
    constexpr uint32_t write_by_user = 6;
    Experiment::expect_equal(write_by_user, page.handled.words[0] & write_by_user,
                             "Error code on the handler's stack: written, in ring 3",
                             as_without_rings);
    const auto task = noted.take<Fault>();
    expect_handled(task, 10, 3);
    expect_frame(task, 1, program_flags | nested_flag);
}

CLAIM(handlers, goes_back) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (uint32_t i = 1; i <= 2; ++i) {
        const auto fault = noted.take<Fault>();
        expect_handled(fault, i == 1 ? 0 : 13, i);
        const auto arrival = noted.take<Arrival>();
        Experiment::expect_equal(i, arrival.count, "Threads that came back by iret",
                                 as_without_rings);
        Experiment::expect_equal(fault.stack, arrival.esp, "ESP behind the handler",
                                 as_without_rings);
    }
}

CLAIM(handlers, each_has_its_gate) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (uint32_t i = 0; i < gates_tried; ++i) {
        const auto fault = noted.take<Fault>();
        expect_handled(fault, tried_vectors[tried_gate(experiment.numbers(), i)],
                       i + 1);
        expect_frame(fault, 0);
    }
    Experiment::expect_equal(
        gates_tried, noted.take<Fault>().handled.count,
        "Handlers that have run, after a gate was cleared",
        "An offset of 0 means: no handler. The thread is stopped.");
    expect_deaths(run, DeathReason::exception, 1);
}

CLAIM(handlers, single_step_ends) {
    const ProgramRun run = experiment.run_program();
    const auto handled = Noted{run}.take<Handled>();
    Experiment::expect_equal(1, handled.count, "Handlers that have run",
                             "The handler itself must not be stepped through.");
    Experiment::expect_equal(1, handled.number, "Number of the handler",
                             "A single step is exception 1.");
    Experiment::expect_equal(trap_flag, handled.words[2] & trap_flag,
                             "Trap flag in the EFLAGS on its stack",
                             "When the handler goes back, stepping goes on.");
}

CLAIM(handlers, missing_page_is_told) {
    const ProgramRun run = experiment.run_program();
    const auto fault = Noted{run}.take<Fault>();
    expect_handled(fault, 13, 1);
    expect_frame(fault, 1);
    Experiment::expect_equal(0, fault.handled.words[0],
                             "Error code of a page that nobody brings",
                             "It is told as exception 13 with error code 0.");
}

CLAIM(trust, table_of_the_kernel) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    expect_none(noted, "by a table in the kernel's part");
    expect_none(noted, "by an operand of lidt in the kernel's part");
    expect_deaths(run, DeathReason::exception, 2);
}

CLAIM(trust, handler_in_the_kernel) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    expect_none(noted, "at an entry in the kernel's part");
    expect_deaths(run, DeathReason::exception, 1);
    const auto& records = run.trace().records;
    Experiment::expect(
        std::none_of(records.begin(), records.end(),
                     [](const TraceRecord& record) {
                         return static_cast<TraceKind>(record.kind) ==
                                TraceKind::exception_reflect;
                     }),
        "The kernel let the thread go on at an entry of its own part.",
        "It faults there, at once, and its handler for that is wrong, too.");
}

CLAIM(trust, stack_in_the_kernel) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    expect_none(noted, "on a stack in the kernel's part");
    for (uint32_t i = 0; i < victim_words; ++i) {
        Experiment::expect_equal(
            experiment.numbers().at(400 + i), noted.next(),
            "A word that the program may not write",
            "The kernel wrote it for the program: whoever chooses a "
            "stack pointer can change any word of the machine.");
    }
    expect_deaths(run, DeathReason::exception, 1);
}

CLAIM(trust, last_word_is_the_programs) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    const char* const so = "User space ends at 3 GB, and not a word before.";
    Experiment::expect_equal(
        1, noted.next(), "Handlers that have run, on a stack that ends at 3 GB", so);
    Experiment::expect_equal(USER_SPACE_END - 3 * sizeof(uint32_t), noted.next(),
                             "ESP of the handler", so);
}

CLAIM(trust, stack_at_the_border) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (uint32_t i = 0; i < 4; ++i) {
        expect_none(noted, "on a stack that begins behind user space");
    }
    expect_deaths(run, DeathReason::exception, 4);
}

}  // namespace kumquat::grading::lab04
