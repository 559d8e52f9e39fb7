// claims_fast_expect.cpp -- which way a message went.
#include "labs/lab11-fast-path/fast_expect.hpp"

namespace kumquat::grading {

MeasuredRun in_both_kernels(const Experiment& experiment,
                            const std::function<void(const ProgramLog&)>& check) {
    check(experiment.run_program());
    const MeasuredRun counted = experiment.measure_program();
    check(counted);
    return counted;
}

void expect_fast(const MeasuredRun& run, size_t step) {
    // The long way through C++ takes about a hundred; the reference's short one less than thirty.
    constexpr size_t fast_at_most = 60;
    Experiment::expect(!run.ways().empty(), "No ipc was counted.",
                       "There is nothing that could have been fast.");
    for (size_t i = 0; i < run.ways().size(); i += step) {
        const KernelWay& way = run.ways()[i];
        if (way.instructions > fast_at_most) {
            throw WayFailed{
                {fmt::format("Ipc {} of {} that were counted took {} instructions; a "
                             "short way takes {} at most.",
                             i + 1, run.ways().size(), way.instructions, fast_at_most),
                 "Two words to a partner that waits are the common case. It has to be "
                 "fast, whatever was before."},
                way.executed};
        }
    }
}

void expect_no_leak(const ProgramLog& log, const Numbers& numbers, const char* so) {
    const uint32_t secret = secret_of(numbers, 0);
    Experiment::expect(log.notes().size() == 2, "Not everybody came to look.", so);
    Experiment::expect(log.notes()[0] != secret,
                       fmt::format("The main thread left 0x{:08X} in the FPU, and its "
                                   "partner found it there.",
                                   secret),
                       so);
    Experiment::expect_equal(secret, log.notes()[1],
                             "What the main thread finds in the FPU again", so);
}

void expect_drawn_answer(const Call& call, const Numbers& numbers, uint32_t message) {
    expect_words(call, answer_to(first_word(numbers, 0, message)),
                 answer_to(second_word(numbers, 0, message)));
}

}  // namespace kumquat::grading
