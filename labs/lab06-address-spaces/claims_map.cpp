// claims_map.cpp -- lab 6, stages 1 to 3: pages go over, where they land, and with which rights.
#include "labs/lab06-address-spaces/expect.hpp"

#include <algorithm>

namespace kumquat::grading {

CLAIM(map, page_arrives) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Memory that cannot be lent is memory that nobody can use.";
    Touches touches{run};
    for (uint32_t i = 0; i < pages_lent; ++i) {
        touches.expect_word(word_at(numbers, i), so);
        expect_page(run, 1, place_at(numbers, i), frame_at(numbers, i), writable, so);
    }
    expect_count(run, 1, pages_lent, "It was lent these pages, and nothing else.");
}

CLAIM(map, result_tells_of_pages) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    constexpr MessageDope words = MessageDope::make(2, 0);
    const std::vector<Call> one = run.calls_of(thread_of(1), 3);
    const std::vector<Call> two = run.calls_of(thread_of(2), 1);
    Experiment::expect_equal(words.with_fpage().word(), one[0].result,
                             "Result of a message that brought a page",
                             "The receiver does not know that it has got memory.");
    Experiment::expect_equal(place_at(numbers, 0), one[0].r0, "Word 0 of that message",
                             "The words arrive as in any message.");
    Experiment::expect_equal(words.word(), two[0].result,
                             "Result where the sender had no page",
                             "The receiver believes that it has got memory.");
    Experiment::expect_equal(words.word(), one[2].result,
                             "Result where the second word was no fpage",
                             "What is no fpage ends the list: it is no error.");
    for (const Call& call : run.calls_of(0, 2)) {
        Experiment::expect_equal(0, call.result, "Result of a sender", "It has sent.");
    }
}

CLAIM(map, pages_are_shared) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A page that is lent is seen by both: it is one frame.";
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    for (const uint32_t word : {1u, 1u, 2u, 2u}) {
        touches.expect_word(word_at(numbers, word), so);
    }
    for (uint32_t i = 0; i < 3; ++i) {
        expect_page(run, 1 + i, place_at(numbers, i), frame_at(numbers, 0), writable,
                    "The lender keeps its page.");
    }
}

CLAIM(map, no_window_no_page) {
    const ProgramRun run = experiment.run_program();
    const Call received = run.calls_of(thread_of(2), 1)[0];
    const Call sent = run.calls_of(thread_of(1), 2)[1];
    const char* const so =
        "Who opens no window wants no pages: a stranger could fill its space.";
    expect_count(run, 2, 0, so);
    Experiment::expect_equal(static_cast<uint32_t>(IpcError::receive_cut),
                             received.error(), "Code of the receiver", so);
    Experiment::expect_equal(static_cast<uint32_t>(IpcError::send_cut), sent.error(),
                             "Code of the sender", so);
}

CLAIM(map, read_only_stays_read_only) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "The lender has not given the right to write.";
    expect_page(run, 1, place_at(numbers, 0), frame_at(numbers, 0), read_only, so);
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), "It may read.");
    touches.expect_fault(so);
    Experiment::expect_equal(word_at(numbers, 0), touches.next(), "The word behind it",
                             so);
}

CLAIM(map, no_right_is_gained) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Nobody can lend a right that it does not have.";
    expect_page(run, 2, place_at(numbers, 1), frame_at(numbers, 0), read_only, so);
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), "It may read.");
    touches.expect_fault(so);
}

CLAIM(map, end_of_a_chain_is_told) {
    const ProgramRun run = experiment.run_program();
    const char* const so =
        "Who believes that it has lent or got a page, and has not, faults later.";
    constexpr uint32_t cut_off = static_cast<uint32_t>(IpcError::receive_map_failed);
    constexpr uint32_t receiver_hears = MessageDope::make(2, 0).word() | cut_off;
    constexpr uint32_t sender_hears = static_cast<uint32_t>(IpcError::send_map_failed);
    Touches notes{run};
    for (int i = 0; i < 2; ++i) {
        const bool is_sender = notes.next() == 2;  // it has lent to number 2
        Experiment::expect_equal(
            is_sender ? sender_hears : receiver_hears, notes.next(),
            is_sender ? "Result of the lender that failed" : "Result of its receiver",
            so);
    }
    expect_count(run, 1, chain_longest / 2 + 1, "What was mapped before stays.");
    expect_count(run, 2, chain_longest / 2, "What was mapped before stays.");
}

CLAIM(map, interrupts_come_in_between) {
    const ProgramRun run = experiment.run_program();
    const size_t pages = blocks_lent * 1024;
    expect_count(run, 2, pages, "All pages of the fpage go over.");
    const auto& records = run.trace().records;
    std::vector<size_t> maps;
    for (size_t i = 0; i < records.size(); ++i) {
        if (records[i].kind == static_cast<uint32_t>(TraceKind::map)) {
            maps.push_back(i);
        }
    }
    Experiment::expect(maps.size() >= pages, "The trace does not tell of all pages.",
                       "Each page that goes over is an event.");
    const auto first =
        records.begin() + static_cast<ptrdiff_t>(maps[maps.size() - pages]);
    const auto last = records.begin() + static_cast<ptrdiff_t>(maps.back());
    const bool ticked = std::any_of(first, last, [](const TraceRecord& record) {
        return record.kind == static_cast<uint32_t>(TraceKind::timer);
    });
    constexpr uint64_t tick_ns = 1'100'000;
    Experiment::expect(ticked || last->tsc - first->tsc < tick_ns,
                       fmt::format("One message mapped pages for {} instructions, and "
                                   "no tick came.",
                                   last->tsc - first->tsc),
                       "A message with many pages could stop the clock, and with it "
                       "everybody.");
}

CLAIM(placement, hot_spot_in_the_window) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "In a large window the hot spot says where.";
    for (uint32_t i = 0; i < pages_lent; ++i) {
        const Landing where =
            landing(Fpage::make(frame_at(numbers, i), page_order),
                    wide_window(numbers, i), hot_spot_to_place(numbers, i));
        expect_page(run, 1 + i, where.destination, where.source, writable, so);
        expect_count(run, 1 + i, 1, so);
    }
}

CLAIM(placement, hot_spot_in_the_fpage) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Of a large fpage the hot spot says which page.";
    const Fpage all = Fpage::make(frames_at(numbers, 0), sixteen_order);
    for (uint32_t i = 0; i < pages_lent; ++i) {
        const Fpage window = Fpage::make(place_at(numbers, i), page_order);
        const Landing where = landing(all, window, drawn_hot_spot(numbers, i));
        expect_page(run, 1 + i, where.destination, where.source, writable, so);
        expect_count(run, 1 + i, 1, so);
    }
}

CLAIM(placement, all_pages_go_over) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "An fpage is a region: all pages that are in it go over.";
    const uint32_t there = places_at(numbers, 0), frames = frames_at(numbers, 0);
    expect_pages(run, 1, there, frames, writable, so);
    const Landing where = landing(Fpage::make(there, sixteen_order),
                                  drawn_window(numbers, 1), drawn_hot_spot(numbers, 0));
    for (uint32_t i = 0; i < where.pages; ++i) {
        expect_page(run, 2, where.destination + i * page_size,
                    where.source - there + frames + i * page_size, read_only, so);
    }
    expect_count(run, 2, where.pages, so);
    size_t sent = 0;
    for (uint32_t i = 0; i < pages_lent; ++i) {
        const Fpage all = drawn_frames(numbers, i, 0);
        const uint32_t base = Fpage::align(place_at(numbers, i), all.order());
        for (uint32_t at = 0; at <= all.offset_mask(); at += page_size, ++sent) {
            expect_page(run, 3, base + at, all.base() + at, writable, so);
        }
    }
    expect_count(run, 3, sent, so);
    Touches touches{run};
    touches.expect_word(word_at(numbers, numbers.at(70) % sixteen), so);
}

CLAIM(placement, whole_space_goes_over) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "The largest fpage into the largest window: all there is.";
    for (uint32_t i = 0; i < pages_lent; ++i) {
        expect_page(run, 2, place_at(numbers, i), frame_at(numbers, i), writable, so);
    }
    expect_count(run, 2, pages_lent, so);
}

CLAIM(rights, taken_places_stay) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t there = places_at(numbers, 0), frames = frames_at(numbers, 0);
    const uint32_t taken = numbers.at(71) % sixteen;
    for (uint32_t i = 0; i < sixteen; ++i) {
        const uint32_t offset = i * page_size;
        if (i == taken) {
            expect_page(run, 1, there + offset, frame_at(numbers, 0), writable,
                        "A message must not take memory away from its receiver.");
        } else {
            expect_page(run, 1, there + offset, frames + offset, writable,
                        "The free places around it are filled.");
        }
    }
}

CLAIM(rights, lender_adds_the_right) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "A second message with more rights is how a pager answers a write fault.";
    Touches touches{run};
    touches.expect_fault("The page was lent without the right to write.");
    touches.expect_fault("It was lent once more, without the right to write.");
    touches.expect_word(word_at(numbers, 1), so);
    expect_page(run, 2, place_at(numbers, 1), frame_at(numbers, 0), writable, so);
    const Call received = run.calls_of(thread_of(2), 3)[2];
    Experiment::expect(MessageDope{received.result}.has_fpage(),
                       "The result does not tell of a page.",
                       "The receiver does not know that it may write now.");
}

CLAIM(rights, stranger_adds_nothing) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "Task 5 lent it to be read. If task 7 can change that, nobody "
        "who lends knows what is lent.";
    expect_page(run, 2, place_at(numbers, 1), frame_at(numbers, 0), read_only, so);
    Touches touches{run};
    touches.expect_fault(so);
}

CLAIM(rights, other_memory_adds_nothing) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "The right was meant for another page.";
    expect_page(run, 1, place_at(numbers, 0), frame_at(numbers, 0), read_only, so);
    Touches touches{run};
    touches.expect_fault(so);
    touches.expect_word(word_at(numbers, 0), so);
}

CLAIM(rights, less_takes_nothing) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Rights are taken by fpage_unmap, not by a message.";
    expect_page(run, 1, place_at(numbers, 0), frame_at(numbers, 0), writable, so);
    const std::vector<Call> received = run.calls_of(thread_of(1), 3);
    for (uint32_t i = 1; i < 3; ++i) {
        Experiment::expect(!MessageDope{received[i].result}.has_fpage(),
                           fmt::format("Message {} tells of a page.", i + 1),
                           "Nothing was there to be added.");
    }
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
}

}  // namespace kumquat::grading
