// challenge.cpp -- a lab of challenges, and its report.
#include "grading/challenge.hpp"

#include "grading/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kumquat::grading {

namespace {

constexpr size_t width = 88, indent = 4;

std::string told(const std::string& text) {
    return text.empty() ? ""
                        : std::string(indent, ' ') +
                              wrapped(text, width - indent, indent) + "\n";
}

/// One challenge: met or not, the figures, and what may help.
std::string paragraph(const TestResult& result,
                      const LabResult& all,
                      const ReportOptions& options) {
    const bool is_met = result.status == Status::passed;
    std::string text =
        fmt::format("\n{} {}\n",
                    paint(is_met ? "✓" : "○", is_met ? Colour::good : Colour::faint,
                          options.colour),
                    result.test.title);
    if (result.figure && result.test.curve) {
        text += told(result.test.curve->figure) +
                plot_of(*result.test.curve, *result.figure, width);
    }
    if (!is_met) {
        text += told(result.saw) + told(result.so) + told(result.test.hints.front()) +
                told(fmt::format("Read handouts/{}#{}", all.lab.handout,
                                 result.test.anchor));
    }
    return text;
}

void count_in_guest(const Experiment& experiment) {
    experiment.count(experiment.boot().word(0));
}

void count_in_program(const Experiment& experiment) {
    const ProgramRun run = experiment.run_program();
    Experiment::expect(!run.notes().empty(), "The test has counted nothing.",
                       "It did not come to its end.");
    experiment.count(run.notes()[0]);
}

}  // namespace

bool meets(const Curve& curve, uint64_t figure) {
    return figure <= curve.full + curve.full / 10;
}

Claim counting_claim(const Lab& lab) {
    return lab.program.empty() ? count_in_guest : count_in_program;
}

Lab challenges_of(const Lab& lab) {
    Lab found = lab;
    found.tests = lab.challenges;
    found.title += ", challenges";
    return found;
}

std::string report_of_challenges(const LabResult& result,
                                 const ReportOptions& options) {
    const auto met =
        std::ranges::count(result.tests, Status::passed, &TestResult::status);
    std::string text =
        spread(paint(fmt::format("Lab {} · {}", result.lab.number, result.lab.title),
                     Colour::strong, options.colour),
               fmt::format("{} of {} met · {:.1f} s", met, result.tests.size(),
                           options.seconds),
               width) +
        "\n";
    if (options.quiet) {
        return text;
    }
    if (!result.build_error.empty()) {
        return text + "\nThe kernel does not build. make grade says more.\n";
    }
    for (const TestResult& test : result.tests) {
        text += paragraph(test, result, options);
    }
    return text;
}

}  // namespace kumquat::grading
