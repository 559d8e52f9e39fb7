// report.cpp -- the table of stages, and a paragraph for each failure.
#include "grading/report.hpp"

#include "grading/blame.hpp"
#include "grading/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <utility>
#include <vector>

namespace kumquat::grading {

namespace {

constexpr size_t width = 88;

const char* mark_of(Status status) {
    switch (status) {
    case Status::passed:
        return "✓";
    case Status::failed:
        return "✗";
    case Status::not_run:
        return "–";
    case Status::could_not_grade:
        return "?";
    }
    return "?";
}

Colour colour_of(Status status) {
    return status == Status::passed   ? Colour::good
           : status == Status::failed ? Colour::bad
                                      : Colour::faint;
}

std::string title_line(const LabResult& result, const ReportOptions& options) {
    const std::string left =
        fmt::format("Lab {} · {}", result.lab.number, result.lab.title);
    const std::string right = fmt::format("{} of {} points · {:.1f} s", result.points(),
                                          result.max_points(), options.seconds);
    return spread(paint(left, Colour::strong, options.colour), right, width) + "\n";
}

std::string stage_line(const LabResult& result,
                       size_t index,
                       size_t name_width,
                       const ReportOptions& options) {
    const std::string& stage = result.lab.stages[index];
    std::string marks;
    unsigned points = 0, max_points = 0;
    for (const TestResult& test : result.tests) {
        if (test.test.stage == stage) {
            marks +=
                paint(mark_of(test.status), colour_of(test.status), options.colour);
            points += test.points();
            max_points += test.test.points;
        }
    }
    if (marks.empty()) {
        return "";
    }
    return fmt::format(" stage {}  {}  {}  {:>3}/{}\n", index + 1,
                       padded(stage, name_width), padded(marks, 10), points,
                       max_points);
}

/// A label and its text, which goes on below itself; nothing if there is no text.
std::string row(const std::string& label, const std::string& text) {
    constexpr size_t label_width = 10;
    if (text.empty()) {
        return "";
    }
    return padded("  " + label, label_width) +
           wrapped(text, width - label_width, label_width) + "\n";
}

/// The one to look at.
const std::string& hole_of(const TestResult& result) {
    return result.hole.empty() ? result.test.hole : result.hole;
}

std::string
where_text(const TestResult& result, const Lab& lab, const ReportOptions& options) {
    const std::string hole = fmt::format(
        "{} (your hole \"{}\")", place_of_hole(options.tree, lab.hole(hole_of(result))),
        hole_of(result));
    return result.where.empty() ? hole : result.where + "; look at " + hole;
}

/// Whether this lab is to blame, if that was tried.
std::string alone_text(const TestResult& result, const Lab& lab) {
    if (result.isolated != Status::passed) {
        return "";
    }
    return fmt::format(
        "Your lab {} is right here: on the reference's kernel this passes. {}",
        lab.number,
        result.blamed_lab
            ? fmt::format("It fails in yours because of lab {}.", *result.blamed_lab)
            : "The cause lies in earlier labs, in more than one of them.");
}

/// The same lab on the reference's kernel, if that was tried.
std::string isolated_line(const LabResult& result) {
    if (!result.was_isolated) {
        return "";
    }
    if (!result.isolated_build_error.empty()) {
        return " alone, on the reference's kernel: does not build:\n\n" +
               indented(result.isolated_build_error, "  ");
    }
    return spread(" alone, on the reference's kernel",
                  fmt::format("{} of {} points", result.isolated_points(),
                              result.max_points()),
                  width) +
           "\n";
}

/// How to see what happened.
std::string look_text(const TestResult& result) {
    if (!result.has_trace) {
        return "";
    }
    return fmt::format(
        "make view TEST={}{} (make serve: the same in a browser)", result.test.name,
        result.has_reference ? ": your run and the reference's, side by side" : "");
}

/// How to go through it.
std::string replay_text(const TestResult& result) {
    return result.has_trace
               ? fmt::format("make replay TEST={}: that run under GDB, backward too",
                             result.test.name)
               : "";
}

std::string hint_text(const Test& test) {
    if (test.hints.empty()) {
        return "";
    }
    const std::string more = fmt::format(" (1 of {}; more: make hint TEST={})",
                                         test.hints.size(), test.name);
    return test.hints[0] + (test.hints.size() > 1 ? more : "");
}

bool same_empty_hole(const TestResult& one, const TestResult& other) {
    return one.kind == "hole" && other.kind == "hole" && one.saw == other.saw;
}

bool same_broken_rule(const TestResult& one, const TestResult& other) {
    return one.kind == "rule" && other.kind == "rule" && one.so == other.so;
}

bool nothing_graded(const TestResult& result) {
    return result.status == Status::could_not_grade;
}

/// Whether one paragraph can tell of both.
bool same_cause(const TestResult& one, const TestResult& other) {
    return same_empty_hole(one, other) || same_broken_rule(one, other) ||
           (nothing_graded(one) && nothing_graded(other) && one.saw == other.saw);
}

/// The other claims that came to the same empty hole or broke the same rule of the specification,
/// or that the host kept from running.
std::string also_stopped(const LabResult& all, const TestResult& result) {
    std::string names;
    for (const TestResult& other : all.tests) {
        if (&other != &result && same_cause(other, result)) {
            names += (names.empty() ? "" : ", ") + other.test.name;
        }
    }
    return names;
}

/// Whether an earlier paragraph has told of the same.
bool is_told(const LabResult& all, const TestResult& result) {
    const auto first =
        std::find_if(all.tests.begin(), all.tests.end(),
                     [&](const TestResult& one) { return same_cause(one, result); });
    return first != all.tests.end() && &*first != &result;
}

std::string again_text(const TestResult& result) {
    return fmt::format("make grade TEST={} NONCE={:016X}", result.test.name,
                       result.nonce);
}

std::string
failure(const LabResult& all, const TestResult& result, const ReportOptions& options) {
    const Lab& lab = all.lab;
    const Test& test = result.test;
    const std::string head = fmt::format("{} {}", mark_of(result.status), test.name);
    std::string text = "\n";
    text += spread(paint(head, colour_of(result.status), options.colour),
                   fmt::format("{}/{}", result.points(), test.points), width) +
            "\n";
    if (nothing_graded(result)) {  // the student can mend nothing
        return text + row("Saw", result.saw) +
               (options.verbose ? "" : row("Also", also_stopped(all, result))) +
               row("Again", again_text(result));
    }
    text +=
        row("Rule", test.rule + (test.source.empty() ? "" : "  [" + test.source + "]"));
    text += row("Saw", result.saw);
    text += row("Chain", result.chain);
    text += row("So", result.so);
    if (result.kind != "hole") {
        text += row("Where", where_text(result, lab, options));
    }
    text += row("Alone", alone_text(result, lab));
    text += row("Look", look_text(result));
    text += row("Replay", replay_text(result));
    if (!options.verbose) {
        text += row("Also", also_stopped(all, result));
    }
    text += row("Again", again_text(result));
    if (result.kind != "hole") {  // that one has said itself what to read
        text += row("Read", fmt::format("handouts/{}#{}", lab.handout, test.anchor));
        text += row("Hint", hint_text(test));
    }
    if (options.verbose) {
        text += "  Console\n" + indented(printable(result.console), "  | ");
    }
    return text;
}

/// What was counted, beside what others need.
std::string curves(const LabResult& result) {
    std::string text;
    for (const TestResult& test : result.tests) {
        if (test.figure && test.test.curve) {
            text += spread("\n " + test.test.curve->figure,
                           fmt::format("{}/{}", test.points(), test.test.points),
                           width + 1) +
                    "\n" + plot_of(*test.test.curve, *test.figure, width);
        }
    }
    return text;
}

/// The tests that did not run, gathered by what they wait for.
std::string not_run(const LabResult& result, const ReportOptions& options) {
    std::vector<std::pair<std::string, std::string>> waiting;
    for (const TestResult& test : result.tests) {
        if (test.status == Status::not_run && !test.missing.empty()) {
            const auto known =
                std::find_if(waiting.begin(), waiting.end(), [&](const auto& one) {
                    return one.first == test.missing;
                });
            if (known == waiting.end()) {
                waiting.emplace_back(test.missing, test.test.name);
            } else {
                known->second += ", " + test.test.name;
            }
        }
    }
    std::string text;
    for (const auto& [missing, names] : waiting) {
        text += paint(fmt::format("– not run: needs {}\n", missing), Colour::faint,
                      options.colour);
        text += "  " + wrapped(names, width - 2, 2) + "\n";
    }
    return text.empty() ? "" : "\n" + text;
}

/// Nothing is missing: the other claims, or the picture that the handout promised.
std::string step_behind_success(const LabResult& result) {
    if (result.tests.empty() || result.points() != result.max_points()) {
        return "";
    }
    if (result.tests.size() < result.lab.tests.size()) {
        return "\nNext: make grade, for the other claims.\n";
    }
    return fmt::format(
        "\nComplete. Next: look at what you made, handouts/{}#look-at-it{}\n",
        result.lab.handout,
        result.lab.challenges.empty()
            ? ""
            : fmt::format("; for more, make challenges LAB={}", result.lab.number));
}

/// What to do now: the first thing that is missing.
std::string next_step(const LabResult& result, const ReportOptions& options) {
    for (const TestResult& test : result.tests) {
        if (test.status == Status::failed && test.blamed_lab) {
            return fmt::format("\nNext: lab {0}. make grade LAB={0}\n",
                               *test.blamed_lab);
        }
        if (test.status == Status::failed) {
            const HoleEntry& hole = result.lab.hole(hole_of(test));
            return fmt::format("\nNext: hole \"{}\", {}. Then make grade again.\n",
                               hole.name, place_of_hole(options.tree, hole));
        }
    }
    return step_behind_success(result);
}

std::string claims(const LabResult& result, const ReportOptions& options) {
    std::string text = "\n";
    for (const TestResult& test : result.tests) {
        text += spread(fmt::format(" {} {}",
                                   paint(mark_of(test.status), colour_of(test.status),
                                         options.colour),
                                   test.test.title),
                       fmt::format("{}/{}", test.points(), test.test.points), width) +
                "\n";
    }
    return text;
}

}  // namespace

std::string place_of_hole(const std::filesystem::path& tree, const HoleEntry& hole) {
    const unsigned begin = lines_of_hole(tree, hole).begin;
    return begin == 0 ? hole.file : fmt::format("{}:{}", hole.file, begin);
}

std::string report(const LabResult& result, const ReportOptions& options) {
    std::string text = title_line(result, options);
    text += isolated_line(result);
    if (options.quiet) {
        return text;
    }
    if (!result.build_error.empty()) {
        return text +
               "\nThe kernel does not build, so no claim was tried. The compiler "
               "says:\n\n" +
               indented(result.build_error, "  ") +
               "\nMend the first error first; the others "
               "often follow from it. Then run make grade again.\n";
    }
    size_t name_width = 0;
    for (const std::string& stage : result.lab.stages) {
        name_width = std::max(name_width, columns_of(stage));
    }
    for (size_t i = 0; i < result.lab.stages.size(); ++i) {
        text += stage_line(result, i, name_width, options);
    }
    text += curves(result);
    if (options.verbose) {
        text += claims(result, options);
    }
    for (const TestResult& test : result.tests) {
        const bool is_news = options.verbose || !is_told(result, test);
        if (is_news &&
            (test.status == Status::failed || test.status == Status::could_not_grade)) {
            text += failure(result, test, options);
        }
    }
    return text + not_run(result, options) + next_step(result, options);
}

}  // namespace kumquat::grading
