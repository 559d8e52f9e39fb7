// claims_servers.cpp -- lab 7, stages 3 to 5: memory that is made, and copied, when it is touched.
#include "labs/lab07-pagers/expect.hpp"

#include <algorithm>
#include <set>

namespace kumquat::grading::lab07 {

CLAIM(zeros, pages_are_kept) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "What a task writes into its memory it finds there again.";
    Touches touches{run};
    const uint32_t count = many_pages(numbers);
    for (uint32_t i = 0; i < count; ++i) {
        touches.next();  // clean or not: another claim
        touches.next();
        touches.expect_word(word_at(numbers, i), so);
    }
    for (uint32_t i = 0; i < count; ++i) {
        touches.expect_word(word_at(numbers, i), so);
    }
    expect_memory(run, zero_pager, count, "One page for each that was touched.");
    expect_faults(run, trier_of(1), count,
                  "Who has a page, to read and to write, needs to ask no more.");
}

CLAIM(zeros, nothing_is_in_them) {
    const ProgramRun run = experiment.run_program();
    Touches notes{run};
    for (uint32_t i = 0; i < pages_touched; ++i) {
        Experiment::expect_equal(0, notes.next(), "All words of a new page, or-ed",
                                 "What was in the memory before belonged to somebody.");
    }
}

CLAIM(zeros, each_task_has_its_own) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "The same address in two tasks is not the same memory.";
    Touches touches{run};
    std::set<uint32_t> frames;
    for (uint32_t i = 0; i < 2 * pages_touched; ++i) {
        touches.expect_word(word_at(numbers, 1 + i % pages_touched), so);
    }
    for (uint32_t actor = 1; actor <= pages_touched; ++actor) {
        frames.insert(frame_of(run, actor, place_at(numbers, 0), so));
    }
    Experiment::expect(
        frames.size() == pages_touched,
        fmt::format("{} tasks have {} pages.", pages_touched, frames.size()), so);
}

CLAIM(zeros, asked_again) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Two threads can touch a page before the first is answered; "
                           "and a message is as good as a fault.";
    expect_words(run, numbers, {0, 0}, so);
    const uint32_t frame = frame_of(run, 1, place_at(numbers, 0), so);
    expect_page(run, 1, place_at(numbers, 1), frame, writable, so);
    expect_memory(run, zero_pager, 1, so);
}

CLAIM(zeros, given_back_is_gone) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Who gives memory back must not see what others do with it; "
                           "nor may those to whom it was lent on.";
    for (uint32_t i = 0; i < many_pages(numbers); ++i) {
        expect_nothing(run, 1, place_at(numbers, i), so);
        expect_nothing(run, 3, place_at(numbers, i), so);
    }
    expect_memory(run, zero_pager, many_pages(numbers),
                  "The pager keeps it, for others.");
}

CLAIM(zeros, memory_is_used_again) {
    const ProgramRun run = experiment.run_program();
    Touches notes{run};
    const uint32_t count = many_pages(experiment.numbers());
    for (uint32_t i = 0; i < 2 * count; ++i) {
        notes.next();  // of the writes
    }
    for (uint32_t i = 0; i < count; ++i) {
        Experiment::expect_equal(0, notes.next(), "All words of a new page, or-ed",
                                 "One task reads what another has left.");
    }
    expect_memory(run, zero_pager, count,
                  "A pager that never uses a page again runs out of memory.");
}

CLAIM(zeros, others_keep_theirs) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "One task's end is no reason to take memory from another.";
    expect_words(run, numbers, {0, 1, 1}, so);
    expect_nothing(run, 1, place_at(numbers, 0), "It was given back.");
    expect_faults(run, trier_of(2), 1, so);
}

CLAIM(stack, memory_from_below) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "What a pager lends it has from its own pager: one frame, in "
        "three tasks.";
    Touches touches{run};
    for (uint32_t i = 0; i < pages_touched; ++i) {
        touches.expect_word(word_at(numbers, i), so);
        touches.expect_word(word_at(numbers, i), so);
        touches.expect_word(0, "A new page is empty.");
        const uint32_t frame = frame_of(run, 1 + i, place_at(numbers, i), so);
        for (const uint32_t pager : {zero_pager, copy_pager}) {
            const bool has_it = std::ranges::any_of(run.pages(), [&](const auto& page) {
                return page.first.task == task_of(pager) && page.second.frame == frame;
            });
            Experiment::expect(
                has_it,
                fmt::format("Task {} does not have frame 0x{:08X}, which "
                            "task {} has.",
                            task_of(pager), frame, task_of(1 + i)),
                so);
        }
    }
    expect_memory(run, copy_pager, pages_touched,
                  "One page for each that was touched.");
}

CLAIM(copies, child_sees_the_parents) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "The child begins with what the parent has at this moment; as "
        "long as both only read, there is no reason to copy.";
    Touches touches{run};
    const uint32_t count = many_pages(numbers);
    for (uint32_t i = 0; i < count; ++i) {
        touches.expect_word(word_at(numbers, i), so);
    }
    for (uint32_t i = 0; i < count; ++i) {
        touches.expect_word(word_at(numbers, i), so);
        touches.expect_word(word_at(numbers, i), so);
        Experiment::expect_equal(frame_of(run, 1, place_at(numbers, i), so),
                                 frame_of(run, 2, place_at(numbers, i), so),
                                 "The frame that the child sees", so);
    }
    expect_memory(run, copy_pager, count, so);
}

CLAIM(copies, child_writes_its_own) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "The child's writes are its own.";
    expect_words(run, numbers, {0, 0, 1, 1, 0}, so);
    expect_memory(run, copy_pager, 2, "One page, and one copy.");
}

CLAIM(copies, parent_writes_its_own) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A copy is a picture of one moment: what the parent writes "
                           "later is not in it.";
    expect_words(run, numbers, {0, 1, 0, 1}, so);
    expect_memory(run, copy_pager, 2, "One page, and one copy.");
}

CLAIM(copies, last_view_is_not_copied) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Whoever is alone with a page has nobody to copy it for.";
    expect_words(run, numbers, {0, 1, 0, 2, 1}, so);
    expect_memory(run, copy_pager, 2, so);
}

CLAIM(copies, whole_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Touches touches{run};
    for (uint32_t i = 0; i < words_written; ++i) {
        touches.expect_word(word_at(numbers, i), "These are the parent's writes.");
    }
    touches.expect_word(word_at(numbers, 20), "This is the child's write.");
    for (uint32_t i = 0; i < words_written; ++i) {
        touches.expect_word(
            word_at(numbers, i == 0 ? 20 : i),
            "One word was written; the others are those of the parent.");
    }
}

CLAIM(copies, grandchildren) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "Three have a view of one page. Two of them write; the third "
        "still sees what was there.";
    expect_words(run, numbers, {0, 1, 2, 0, 2, 1}, so);
    expect_memory(run, copy_pager, 3, "One page, and two copies.");
}

CLAIM(copies, later_pages_are_private) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Behind the fork the two have nothing in common any more.";
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    touches.expect_word(word_at(numbers, 1), so);
    touches.expect_word(0, so);
    touches.expect_word(word_at(numbers, 2), so);
    touches.expect_word(word_at(numbers, 1), so);
}

CLAIM(copies, bystanders_stay) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A third task has to do with neither.";
    expect_words(run, numbers, {3, 0, 1, 3}, so);
    expect_page(run, 3, place_at(numbers, 0),
                frame_of(run, 3, place_at(numbers, 0), so), writable, so);
    expect_faults(run, trier_of(3), 1, so);
}

}  // namespace kumquat::grading::lab07
