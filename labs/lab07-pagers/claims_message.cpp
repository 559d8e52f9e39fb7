// claims_message.cpp -- lab 7, stage 1: what a fault tells its pager, and what an answer does.
#include "labs/lab07-pagers/expect.hpp"

namespace kumquat::grading::lab07 {

CLAIM(message, page_comes) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "A thread that touches a page that it has not waits for ever.";
    const std::vector<Call> faults = run.calls_of(teller, pages_touched);
    Touches touches{run};
    for (uint32_t i = 0; i < pages_touched; ++i) {
        Experiment::expect_equal(trier_of(1 + i), faults[i].sender(),
                                 "Sender of the fault's message",
                                 "The pager must know who needs the page.");
        touches.expect_word(word_at(numbers, i), so);
        expect_page(run, 1 + i, place_at(numbers, i), lent_page(numbers, i), writable,
                    so);
    }
}

CLAIM(message, address_is_told) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const std::vector<Call> faults = run.calls_of(teller, pages_touched);
    for (uint32_t i = 0; i < pages_touched; ++i) {
        Experiment::expect_equal(address_at(numbers, i) & ~3u, faults[i].r0,
                                 "Word 0 of the fault of a read",
                                 "A pager that hears of another address brings another "
                                 "page.");
    }
}

CLAIM(message, write_is_told) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A pager could not tell who only reads from who writes.";
    const std::vector<Call> faults = run.calls_of(teller, 3);
    const uint32_t one = address_at(numbers, 0) & ~3u;
    const uint32_t other = address_at(numbers, 1) & ~3u;
    Experiment::expect_equal(one, faults[0].r0, "Word 0 of a read", so);
    Experiment::expect_equal(one | 2, faults[1].r0,
                             "Word 0 of a write to a page that is there", so);
    Experiment::expect_equal(other | 2, faults[2].r0, "Word 0 of a write", so);
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), "It may read.");
    touches.expect_word(word_at(numbers, 8), "It may write now.");
    touches.expect_word(word_at(numbers, 9), "It may write.");
    Experiment::expect_equal(word_at(numbers, 8), touches.next(),
                             "The word in the lender's page", so);
    Experiment::expect_equal(word_at(numbers, 9), touches.next(),
                             "The word in the lender's other page", so);
}

CLAIM(message, instruction_is_told) {
    const ProgramRun run = experiment.run_program();
    const uint32_t instruction = Touches{run}.next();
    Experiment::expect_equal(
        instruction, run.calls_of(teller, 1)[0].r1, "Word 1 of a fault",
        "A pager that wants to help, or to tell a person what went "
        "wrong, looks at the instruction.");
}

CLAIM(message, instruction_runs_again) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Experiment::expect_equal(word_at(numbers, 0) + 1, Touches{run}.next(),
                             "A word to which a thread added 1",
                             "The instruction that faulted has done nothing yet: it "
                             "runs again, once.");
    expect_faults(run, trier_of(1), 2,
                  "One fault for the read, and one for the write.");
}

CLAIM(message, registers_stay) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    constexpr const char* names[] = {"EDI", "ESI", "EBP", "ESP",
                                     "EBX", "EDX", "ECX", "EAX"};
    constexpr uint32_t edi = 0, esp = 3;
    Touches notes{run};
    for (uint32_t i = 0; i < std::size(names); ++i) {
        const uint32_t expected =
            i == edi ? address_at(numbers, 0) : word_at(numbers, 10 + i);
        const uint32_t actual = notes.next();
        if (i != esp) {
            Experiment::expect_equal(
                expected, actual,
                fmt::format("{} behind an access that faulted", names[i]),
                "The thread has called nobody: for it nothing has happened.");
        }
    }
}

CLAIM(message, calls_work_afterwards) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const std::vector<Call> main =
        run.calls_of(thread_of(0), 5);  // the first lends a stack
    for (uint32_t i = 0; i < 2; ++i) {
        const char* const so =
            i == 0 ? "The message of the fault is over; the thread's own calls are "
                     "in its own registers."
                   : "A message that nobody could get is over, too: the thread has had "
                     "an exception, and goes on.";
        const Call called = run.calls_of(trier_of(1 + i), 1)[0];
        const auto expect_words_of = [&](uint32_t word, const Call& call,
                                         const char* of) {
            Experiment::expect_equal(word_at(numbers, word), call.r0,
                                     fmt::format("Word 0 of {}", of), so);
            Experiment::expect_equal(word_at(numbers, word + 1), call.r1,
                                     fmt::format("Word 1 of {}", of), so);
        };
        expect_words_of(i == 0 ? 10 : 12, main[1 + 2 * i], "a later call");
        expect_words_of(i == 0 ? 8 : 14, called, "its answer");
    }
}

CLAIM(message, answer_can_be_large) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t place = Fpage::align(place_at(numbers, 0), four_order);
    for (uint32_t i = 0; i < four; ++i) {
        expect_page(run, 1, place + i * page_size, lent_pages + i * page_size, writable,
                    "A pager may answer with more than one page, so that it is asked "
                    "less often.");
    }
    expect_faults(run, trier_of(1), 1, "All pages came at once.");
}

CLAIM(message, empty_answer_asks_again) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "What an answer says is not looked at: the instruction runs "
                           "again, and if the page is there, well.";
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    Experiment::expect_equal(1, touches.next(),
                             "Whether lidt worked, whose operand the kernel reads", so);
    const std::vector<Call> faults = run.calls_of(teller, 4);
    Experiment::expect_equal(faults[0].r0, faults[1].r0, "Word 0 of the second fault",
                             so);
    Experiment::expect_equal(faults[2].r0, faults[3].r0, "Word 0 of the fourth fault",
                             so);
    expect_faults(run, trier_of(1), 4, so);
}

CLAIM(message, busy_pager_is_waited_for) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A pager with much to do has its clients in its send queue; "
                           "they wait there.";
    expect_faults(run, trier_of(1), 1, so);
    expect_page(run, 1, place_at(numbers, 0), lent_page(numbers, 0), writable, so);
}

CLAIM(message, only_the_pager_answers) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "Who is not the pager could put its own memory under a thread "
        "that waits for a page.";
    const std::vector<Call> stranger = run.calls_of(thread_of(2), 2);
    Experiment::expect_equal(static_cast<uint32_t>(IpcError::send_timeout),
                             stranger[1].error(), "What a stranger's message came to",
                             so);
    expect_page(run, 1, place_at(numbers, 0), lent_page(numbers, 0), writable, so);
}

CLAIM(message, each_has_its_pager) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Each thread has a pager of its own.";
    const Call main = run.calls_of(thread_of(0), 1)[0];
    Experiment::expect_equal(trier_of(2), main.sender(), "Who asked the one pager", so);
    Experiment::expect_equal(address_at(numbers, 1) & ~3u, main.r0, "Word 0 for it",
                             so);
    Experiment::expect_equal(trier_of(1), run.calls_of(teller, 1)[0].sender(),
                             "Who asked the other", so);
}

}  // namespace kumquat::grading::lab07
