// claims_hidden.cpp -- a claim that students do not have.
#include "grading/claim.hpp"

namespace kumquat::grading {

CLAIM(hidden, echo_comes_back) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (const uint32_t client : {1u, 2u}) {
        const Call call = run.calls_of(client, 1)[0];
        Experiment::expect_equal(numbers.at(client), call.r0, "First word",
                                 "A client got what it had not said.");
        Experiment::expect_equal(~numbers.at(client), call.r1, "Second word",
                                 "A client got what it had not said.");
    }
}

}  // namespace kumquat::grading
