// claims_threads.cpp -- lab 4, stage 3: lthread_ex_regs.
#include "labs/lab04-ring3/expect.hpp"

#include <algorithm>

namespace kumquat::grading::lab04 {

namespace {

struct Id {
    uint32_t low, high;
};

Id drawn_id(const Numbers& numbers, uint32_t index) {
    return {draw_id(numbers, 2 * index), draw_id(numbers, 2 * index + 1)};
}

constexpr Id nil{0, 0}, invalid{invalid_word, invalid_word};

/// What lthread_ex_regs answers about a thread that exists.
Called old_values(uint32_t eip, uint32_t esp, Id preempter, Id pager) {
    return {.eax = program_flags,
            .ecx = esp,
            .edx = eip,
            .ebx = preempter.low,
            .ebp = preempter.high,
            .esi = pager.low,
            .edi = pager.high};
}

void expect_answer(Noted& noted, const Called& expected, const std::string& so) {
    auto actual = noted.take<Called>();
    actual.eax &= ~calculated_flags;
    expect_called(expected, actual, "lthread_ex_regs", so);
}

constexpr const char* old_ones = "A debugger, or a pager that moves a thread, must be "
                                 "able to undo what it has done.";

void expect_clean(const Arrival& arrival) {
    const char* const so =
        "A secret of whoever had this TCB before can be read by who has it now.";
    for (const auto& [name, word] :
         {std::pair{"EAX", arrival.eax}, std::pair{"ECX", arrival.ecx},
          std::pair{"EDX", arrival.edx}, std::pair{"EBX", arrival.ebx},
          std::pair{"EBP", arrival.ebp}, std::pair{"ESI", arrival.esi},
          std::pair{"EDI", arrival.edi}}) {
        Experiment::expect_equal(0, word, fmt::format("{} of a new thread", name), so);
    }
    Experiment::expect_equal(program_flags, arrival.eflags, "EFLAGS of a new thread",
                             "Nobody has calculated anything yet.");
}

/// The general registers of a thread that was sent elsewhere are those of where it was.
void expect_registers_of_spinner(const Arrival& arrival, const Numbers& numbers) {
    Called expected = draw_called(numbers, 7);
    expected.esi = 0;
    expect_called(expected,
                  {arrival.eax, arrival.ecx, arrival.edx, arrival.ebx, arrival.ebp,
                   arrival.esi, arrival.edi},
                  "being sent elsewhere",
                  "EIP and ESP are all that changes: who moves a thread can hand it "
                  "nothing else, and takes nothing away.");
}

}  // namespace

CLAIM(threads, begins_with_clean_registers) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    noted.take<Called>();
    const auto arrival = noted.take<Arrival>();
    expect_arrival(arrival, 1, draw_stack(experiment.numbers(), 0),
                   "A new thread begins with the stack that it was given.");
    expect_clean(arrival);
}

CLAIM(threads, creation_answers) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    auto answer = noted.take<Called>();
    noted.take<Arrival>();
    const uint32_t eip = noted.next();
    const Id pager = drawn_id(experiment.numbers(), 0);
    Called expected =
        old_values(eip, draw_stack(experiment.numbers(), 0), invalid, pager);
    expected.eax = 0;
    expect_called(expected, answer, "lthread_ex_regs",
                  "There were no old values. EAX says 0, that it has worked; the other "
                  "registers are as they were.");
}

CLAIM(threads, has_what_its_creator_says) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    noted.take<Called>();
    noted.take<Arrival>();
    noted.next();
    const auto first = noted.take<Called>(), second = noted.take<Called>(),
               third = noted.take<Called>();
    const char* const so = "Its first page fault goes to the wrong one, or to nobody.";
    const Id pager = drawn_id(numbers, 0), preempter = drawn_id(numbers, 1);
    Experiment::expect_equal(pager.low, first.esi, "Low word of a new thread's pager",
                             so);
    Experiment::expect_equal(pager.high, first.edi, "High word of a new thread's pager",
                             so);
    Experiment::expect_equal(0, second.esi | second.edi,
                             "Pager of a thread that was created without one", so);
    Experiment::expect_equal(0, third.esi | third.edi,
                             "Pager of a thread whose creator said \"invalid\"", so);
    Experiment::expect_equal(preempter.low, second.ebx,
                             "Low word of the preempter that it was given",
                             "What was said at its creation is lost.");
    Experiment::expect_equal(preempter.high, second.ebp,
                             "High word of the preempter that it was given",
                             "What was said at its creation is lost.");
}

CLAIM(threads, old_values_come_back) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    const uint32_t eip = noted.next();
    noted.next();
    expect_answer(
        noted, old_values(eip, draw_stack(numbers, 0), invalid, drawn_id(numbers, 0)),
        old_ones);
}

CLAIM(threads, question_changes_nothing) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    noted.next();
    const uint32_t before = noted.next();
    const auto first = noted.take<Called>();
    const uint32_t after = noted.next();
    const auto second = noted.take<Called>();
    const char* const so = "To look at a thread must not change it.";
    Experiment::expect(after > before,
                       "A thread was asked about, and has not run since.", so);
    expect_called(first, second, "the second question", so);
}

CLAIM(threads, goes_on_elsewhere) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    const uint32_t eip = noted.next();
    expect_answer(
        noted, old_values(eip, draw_stack(numbers, 0), invalid, drawn_id(numbers, 0)),
        old_ones);
    const uint32_t before = noted.next(), after = noted.next();
    const char* const so = "It must leave whatever it is doing, at once and for good.";
    Experiment::expect(before == after,
                       "A thread was sent elsewhere, and still goes on where it was.",
                       so);
    const auto first = noted.take<Arrival>();
    expect_arrival(first, 1, draw_stack(numbers, 1), so);
    expect_registers_of_spinner(first, numbers);
    expect_arrival(noted.take<Arrival>(), 2, draw_stack(numbers, 1),
                   "-1 for ESP means: as it is.");
    const TraceRecord& told =
        find_event(run, TraceKind::thread_change, thread_2(2),
                   "Who reads the trace does not know why it is somewhere else.");
    Experiment::expect_equal(noted.next(), told.columns[2], "Its EIP in the trace", so);
    Experiment::expect_equal(draw_stack(numbers, 1), told.columns[3],
                             "Its ESP in the trace", so);
}

CLAIM(threads, stack_is_changed_alone) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    const uint32_t eip = noted.next();
    const Id pager = drawn_id(numbers, 0);
    expect_answer(noted, old_values(eip, draw_stack(numbers, 0), invalid, pager),
                  old_ones);
    const char* const so =
        "A new ESP without a new EIP leaves the thread where it is: the two have "
        "nothing to do with each other.";
    const uint32_t before = noted.next();
    expect_answer(noted, old_values(eip, draw_stack(numbers, 1), invalid, pager), so);
    Experiment::expect(noted.next() > before, "The thread does not run any more.", so);
    expect_answer(noted, old_values(eip, draw_stack(numbers, 1), invalid, pager), so);
}

CLAIM(threads, ids_are_changed_if_valid) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    const Id pagers[] = {drawn_id(numbers, 0), drawn_id(numbers, 1),
                         drawn_id(numbers, 1), drawn_id(numbers, 3)};
    const Id preempters[] = {invalid, drawn_id(numbers, 2), drawn_id(numbers, 2),
                             drawn_id(numbers, 2)};
    for (uint32_t i = 0; i < 4; ++i) {
        const auto actual = noted.take<Called>();
        const std::string what = fmt::format("in answer {} of 4", i + 1);
        const char* const so =
            "Nil and invalid mean: as it was. Each of the two ids is changed alone.";
        Experiment::expect_equal(pagers[i].low, actual.esi, "Pager, low word, " + what,
                                 so);
        Experiment::expect_equal(pagers[i].high, actual.edi,
                                 "Pager, high word, " + what, so);
        Experiment::expect_equal(preempters[i].low, actual.ebx,
                                 "Preempter, low word, " + what, so);
        Experiment::expect_equal(preempters[i].high, actual.ebp,
                                 "Preempter, high word, " + what, so);
    }
    const auto own = noted.take<Called>();
    Experiment::expect_equal(0, own.esi | own.edi, "Pager of the caller",
                             "The call was about another thread.");
}

CLAIM(threads, moves_itself) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    const uint32_t stack = noted.next(), behind = noted.next();
    const auto arrival = noted.take<Arrival>();
    const char* const so =
        "The caller is a thread of its own task, too: it goes on at the new EIP, with "
        "the results of its call.";
    expect_arrival(arrival, 1, draw_stack(experiment.numbers(), 0), so);
    Experiment::expect_equal(behind, arrival.edx,
                             "Old EIP in EDX: behind the int instruction", so);
    Experiment::expect_equal(stack, arrival.ecx, "Old ESP in ECX", so);
    Experiment::expect_equal(program_flags, arrival.eax & ~calculated_flags,
                             "Old EFLAGS in EAX", so);
}

CLAIM(threads, numbers_end_at_127) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    const char* const so = "A task has threads 0 to 127. The number behind them is the "
                           "first thread of the "
                           "next task: whoever can name it rules over a stranger.";
    for (uint32_t i = 0; i < 5; ++i) {
        Experiment::expect_equal(failed, noted.take<Called>().eax,
                                 "EAX for a number that no thread of a task has", so);
    }
    Experiment::expect_equal(0, noted.next(), "Threads that have arrived", so);
    Experiment::expect(noted.next() == 1, "The root task does not run any more.", so);
}

CLAIM(threads, last_number_is_one) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    const char* const so = "A task has threads 0 to 127.";
    Experiment::expect_equal(0, noted.take<Called>().eax, "EAX for number 127", so);
    expect_arrival(noted.take<Arrival>(), 1, draw_stack(experiment.numbers(), 0), so);
}

CLAIM(threads, waits_for_its_eip) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Noted noted{run};
    Experiment::expect_equal(0, noted.take<Called>().eax,
                             "EAX for a new thread without an EIP",
                             "It is created all the same.");
    const char* const so = "A thread without an EIP has nowhere to run.";
    Experiment::expect_equal(0, noted.next(), "Threads that have arrived", so);
    const auto asked = noted.take<Called>();
    Experiment::expect_equal(draw_stack(numbers, 0), asked.ecx,
                             "Its ESP, asked for meanwhile", so);
    expect_arrival(noted.take<Arrival>(), 1, draw_stack(numbers, 0),
                   "It begins when it has an EIP, with the stack of its creation.");
    expect_deaths(run, DeathReason::exception, 0);
}

}  // namespace kumquat::grading::lab04
