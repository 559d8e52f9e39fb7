// claims_grant.cpp -- lab 6, stage 5: pages are given away.
#include "labs/lab06-address-spaces/expect.hpp"

namespace kumquat::grading {

CLAIM(grant, page_moves) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "What is given away is the other's alone.";
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    touches.expect_word(word_at(numbers, 1), so);
    touches.expect_fault("The giver has no page there any more.");
    expect_page(run, 2, place_at(numbers, 1), frame_at(numbers, 0), writable, so);
    expect_count(run, 1, 0, "The giver has no page there any more.");
}

CLAIM(grant, children_move_along) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), "Who has borrowed does not notice.");
    touches.expect_fault("The new owner is the lender now, and has called it back.");
    expect_count(run, 3, 0, "The new owner is the lender now, and has called it back.");
    expect_count(run, 2, 1, "The lender keeps its own page.");
}

CLAIM(grant, rights_shrink_below) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t frame = frame_at(numbers, 0);
    const char* const so =
        "A page below must not have a right that the page above it has not.";
    expect_page(run, 2, place_at(numbers, 1), frame, read_only,
                "It was given away to be read.");
    expect_page(run, 3, place_at(numbers, 2), frame, read_only, so);
    expect_page(run, 4, place_at(numbers, 3), frame, read_only, so);
    Touches touches{run};
    touches.expect_fault("It was given away to be read.");
    touches.expect_fault(so);
}

CLAIM(grant, large_page_shrinks_below) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t piece = drawn_piece(numbers) * page_size;
    const char* const so =
        "A page below must not have a right that the page above it has not.";
    expect_page(run, 2, large_place + piece, large_frame + piece, read_only,
                "It was given away to be read.");
    expect_page(run, 3, place_at(numbers, 2), large_frame + piece, read_only, so);
    expect_count(run, 1, 0, "The giver has no page there any more.");
    Touches touches{run};
    touches.expect_fault(so);
}

CLAIM(grant, lender_still_can_take_it) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (const uint32_t actor : {2u, 3u, 4u}) {
        expect_count(run, actor, 0,
                     "Task 5 lent this page. Whoever has it now has it from task 5.");
    }
    expect_page(run, 1, place_at(numbers, 0), frame_at(numbers, 0), writable,
                "The lender keeps its own page.");
}

CLAIM(grant, taken_places_stay) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t frame = frame_at(numbers, 0);
    expect_page(run, 2, place_at(numbers, 1), frame_at(numbers, 1), writable,
                "A gift must not take memory away from its receiver.");
    expect_page(run, 1, place_at(numbers, 0), frame, writable,
                "A gift that cannot be delivered stays with its giver.");
    expect_page(run, 3, place_at(numbers, 2), frame, read_only,
                "A gift does not change what is there.");
}

CLAIM(grant, piece_of_a_large_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const uint32_t piece = drawn_piece(numbers) * page_size;
    const char* const so = "A piece of a page of 4 MB can be given away on its own.";
    Touches touches{run};
    touches.expect_word(word_at(numbers, 0), so);
    expect_page(run, 2, place_at(numbers, 1), large_frame + piece, writable, so);
    expect_nothing(run, 1, large_place + piece, so);
    expect_count(run, 1, 1023, "The other pieces are still there.");
    expect_count(run, 3, 0, "The new owner is the lender now, and has called it back.");
}

}  // namespace kumquat::grading
