// claims_strings.cpp -- lab 8, stage 3: strings.
#include "labs/lab08-long-messages/expect.hpp"

#include <algorithm>

namespace kumquat::grading::lab08 {

CLAIM(strings, one_arrives) {
    expect_delivery(experiment, one_string_plan(experiment.numbers()),
                    "A string has any length, and begins and ends at any byte.");
}

CLAIM(strings, exact_fit) {
    expect_delivery(experiment, exact_string_plan(experiment.numbers()),
                    "A string that fits is not cut.");
}

CLAIM(strings, in_order) {
    expect_delivery(experiment, most_strings_plan(experiment.numbers()),
                    "The n-th string comes to the n-th place, up to the last of 31.");
}

CLAIM(strings, too_long_is_cut) {
    expect_delivery(experiment, cut_string_plan(experiment.numbers()),
                    "What does not fit would destroy what lies behind.");
}

CLAIM(strings, without_a_place) {
    expect_delivery(experiment, missing_place_plan(experiment.numbers()),
                    "What stands behind the last description in the buffer is none.");
}

CLAIM(strings, without_words) {
    expect_delivery(experiment, string_alone_plan(experiment.numbers()),
                    "Two words travel in registers, whatever memory says.");
}

CLAIM(strings, empty) {
    expect_delivery(experiment, empty_string_plan(experiment.numbers()),
                    "A string without bytes touches no memory.");
}

CLAIM(strings, across_the_border) {
    expect_delivery(experiment, string_at_border_plan(experiment.numbers()),
                    "Programs do not know of page directories: for them 4 MB are a "
                    "number like any other.");
}

CLAIM(strings, each_in_its_place) {
    expect_delivery(experiment, far_string_plan(experiment.numbers()),
                    "One string has overwritten the other.");
}

CLAIM(strings, four_megabytes) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A string has 4 MB at most, and 4 MB must go over.";
    expect_result(MessageDope::make(2, 1).word(),
                  run.calls_of(trier_of(receiver), 1)[0], "receiver", so);
    Touches notes{run};
    Experiment::expect_equal(longest_string, notes.next(), "Length that came", so);
    for (uint32_t i = 0; i < large_samples; ++i) {
        Experiment::expect_equal(
            word_at(numbers, 10 + i), notes.next(),
            fmt::format("Word at 0x{:06X} of the string", large_sample(numbers, i)),
            so);
    }
    expect_interrupts(run,
                      "A long string could stop the clock, and with it everybody.");
}

}  // namespace kumquat::grading::lab08
