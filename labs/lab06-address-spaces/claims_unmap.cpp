// claims_unmap.cpp -- lab 6, stage 4: what was lent is called back.
#include "labs/lab06-address-spaces/expect.hpp"

#include <algorithm>

namespace kumquat::grading {

CLAIM(unmap, child_loses_the_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "What is lent can be called back at any time: this is what "
                           "makes lending safe.";
    Touches touches{run};
    for (uint32_t i = 0; i < pages_lent; ++i) {
        touches.expect_word(word_at(numbers, i), "Until then it had the page.");
        touches.expect_fault(so);
        touches.expect_word(word_at(numbers, i), "The lender keeps its own page.");
        expect_page(run, 1, place_at(numbers, i), frame_at(numbers, i), writable,
                    "The lender keeps its own page.");
    }
    expect_count(run, 2, 0, so);
}

CLAIM(unmap, all_descendants_lose_it) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (const uint32_t actor : {2u, 3u, 4u}) {
        expect_count(run, actor, 0,
                     "Who borrowed from a borrower has it from the lender, too.");
    }
    expect_page(run, 1, place_at(numbers, 0), frame_at(numbers, 0), writable,
                "The lender keeps its own page.");
}

CLAIM(unmap, other_branches_keep_it) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t frame = frame_at(numbers, 0);
    const char* const so = "The frame is the same, but it was not lent by this task.";
    expect_page(run, 2, place_at(numbers, 1), frame, writable, so);
    expect_page(run, 3, place_at(numbers, 3), frame, writable, so);
    expect_nothing(run, 3, place_at(numbers, 2), "This one was lent by task 5.");
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    touches.expect_fault("This one was lent by task 5.");
}

CLAIM(unmap, own_page_if_asked) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t frame = frame_at(numbers, 0);
    const char* const so = "With bit 31 the caller's own page goes, too.";
    expect_count(run, 2, 0, so);
    expect_count(run, 4, 0, "It had the page from task 6.");
    expect_page(run, 3, place_at(numbers, 2), frame, writable, "This is from task 5.");
    expect_count(run, 3, 1, "It had another one from task 6.");
    expect_page(run, 1, place_at(numbers, 0), frame, writable,
                "Task 6 has no power over the page of its lender.");
    expect_count(run, 1, 1, so);
    Touches touches{run};
    touches.expect_fault(so);
}

CLAIM(unmap, root_gives_its_own_up) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    expect_nothing(run, 1, place_at(numbers, 0), "sigma0 has called this page back.");
    expect_page(run, 1, place_at(numbers, 1), frames_at(numbers, 0), writable,
                "This page is from another region.");
    Touches touches{run};
    Experiment::expect_equal(word_at(numbers, 0), touches.next(),
                             "What sigma0 reads afterwards",
                             "The memory is sigma0's: it has it again when it asks.");
}

CLAIM(unmap, neighbours_stay) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Fpage taken = drawn_range(numbers, places_at(numbers, 1));
    const uint32_t pages = (taken.offset_mask() + 1) / page_size;
    expect_count(run, 1, sixteen, "The lender keeps its own pages.");
    for (uint32_t i = 0; i < pages; ++i) {
        expect_nothing(run, 2, taken.base() + i * page_size,
                       "This page was called back.");
    }
    expect_count(run, 2, sixteen - pages, "The others were not called back.");
}

CLAIM(unmap, whole_range) {
    const ProgramRun run = experiment.run_program();
    expect_count(run, 1, sixteen - 1, "All but the one that it gave up itself.");
    for (const uint32_t actor : {2u, 3u}) {
        expect_count(run, actor, 0, "The whole address space was named.");
    }
}

CLAIM(unmap, read_only_keeps_the_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t frame = frame_at(numbers, 0);
    const char* const so = "Without bit 1 only the right to write is taken.";
    for (uint32_t i = 1; i <= 4; ++i) {
        constexpr uint32_t owners[] = {0, 2, 3, 4, 3};
        expect_page(run, owners[i], place_at(numbers, i), frame, read_only, so);
    }
    expect_page(run, 1, place_at(numbers, 0), frame, writable, "Its own right stays.");
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    touches.expect_fault(so);
    touches.expect_word(word_at(numbers, 1), "Its own right stays.");
}

CLAIM(unmap, no_writer_is_missed) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < 6; ++i) {
        expect_page(run, 2 + i % 3, place_at(numbers, 1 + i), frame_at(numbers, 0),
                    read_only, "Somebody still writes into what can only be read.");
    }
    for (uint32_t i = 0; i < 2; ++i) {
        expect_page(run, 2 + i, place_at(numbers, 8 + i), frame_at(numbers, 0),
                    read_only, "Somebody still writes into what can only be read.");
    }
}

CLAIM(unmap, late_writer_is_found) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "It got its right later than its place in the list: it is still a writer.";
    expect_page(run, 4, place_at(numbers, 3), frame_at(numbers, 0), read_only, so);
    Touches touches{run};
    touches.expect_fault(so);
}

CLAIM(unmap, page_is_forgotten_at_once) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Touches touches{run};
    Experiment::expect_equal(word_at(numbers, 0), touches.next(), "The first read",
                             "Until then it had the page.");
    Experiment::expect(run.notes().size() == 1,
                       "A read worked behind the call that took the page away.",
                       "The TLB remembers old answers: whoever else gets this frame "
                       "shares it with its former owner.");
    expect_count(run, 1, 0, "It has given the page up.");
}

CLAIM(unmap, right_is_forgotten_at_once) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Touches touches{run};
    Experiment::expect_equal(word_at(numbers, 1), touches.next(), "The read in between",
                             "It may still read.");
    Experiment::expect(run.notes().size() == 1,
                       "A write worked behind the call that took the right away.",
                       "The TLB remembers old answers, and old rights.");
    expect_page(run, 1, place_at(numbers, 0), frame_at(numbers, 0), read_only,
                "It has given the right up, not the page.");
}

CLAIM(unmap, place_is_free_again) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Touches touches{run};
    for (uint32_t i = 0; i < 3; ++i) {
        touches.expect_word(word_at(numbers, i),
                            "Where a page was taken away another one can be lent.");
    }
    expect_count(run, 1, 0, "All were given up.");
    expect_count(run, 2, 0, "All were called back.");
}

CLAIM(unmap, piece_of_a_large_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t piece = drawn_piece(numbers) * page_size;
    const char* const so = "A piece of a page of 4 MB is a page like any other.";
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    touches.expect_word(word_at(numbers, 0), so);
    touches.expect_fault("It has given this piece up.");
    expect_nothing(run, 1, large_place + piece, so);
    expect_nothing(run, 2, place_at(numbers, 0), "Its lender has called it back.");
    expect_page(run, 1, large_place + piece - page_size,
                large_frame + piece - page_size, writable, so);
    expect_count(run, 1, 1023, "The other pieces are still there.");
}

CLAIM(unmap, split_page_is_still_a_writer) {
    const ProgramRun run = experiment.run_program();
    for (uint32_t piece = 0; piece < uint32_t{1} << large_order; piece += page_size) {
        expect_page(run, 2, large_place + piece, large_frame + piece, read_only,
                    "One piece of it could only be read, the others could be written: "
                    "it had to be found among the writers.");
    }
    expect_page(run, 3, large_place, large_frame, read_only, "It never was more.");
}

CLAIM(unmap, interrupts_come_in_between) {
    const ProgramRun run = experiment.run_program();
    const auto& records = run.trace().records;
    const auto is = [](TraceKind kind) {
        return [kind](const TraceRecord& record) {
            return record.kind == static_cast<uint32_t>(kind);
        };
    };
    const auto begin = std::ranges::find_if(records, is(TraceKind::unmap_start));
    const auto end = std::find_if(begin, records.end(), is(TraceKind::unmap_end));
    Experiment::expect(end != records.end(), "The call has not come to its end.",
                       "A task that cannot take its memory back has lost it.");
    for (uint32_t actor = 1; actor <= 4; ++actor) {
        expect_count(run, actor, 0, "All pages were called back.");
    }
    constexpr uint64_t tick_ns = 1'100'000;
    Experiment::expect(
        end->tsc - begin->tsc < tick_ns ||
            std::find_if(begin, end, is(TraceKind::timer)) != end,
        fmt::format("The call took {} instructions, and no tick came.",
                    end->tsc - begin->tsc),
        "A task with many pages could stop the clock, and with it everybody.");
}

}  // namespace kumquat::grading
