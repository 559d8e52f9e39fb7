// main.cpp -- the command kumquat-grade, which `make grade` and `make hint` call.
// Exit status: 0 all points, 1 some are missing, 2 could not grade.
#include "grading/challenge.hpp"
#include "grading/claim.hpp"
#include "grading/grade_json.hpp"
#include "grading/grader.hpp"
#include "grading/hint.hpp"
#include "grading/isolation.hpp"
#include "grading/kept_machine.hpp"
#include "grading/progress_line.hpp"
#include "grading/report.hpp"
#include "grading/run_trace.hpp"
#include "grading/text.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace {

using namespace kumquat::grading;
namespace fs = std::filesystem;

constexpr int exit_all_points = 0, exit_points_missing = 1, exit_could_not_grade = 2;

struct Arguments {
    fs::path tree = ".";
    std::optional<unsigned> lab, up_to;
    std::string test, nonce, hint;
    fs::path record, reference, hidden, machine;
    unsigned jobs = 0;
    bool json = false, quiet = false, verbose = false, challenges = false;
};

void describe(CLI::App& app, Arguments& arguments) {
    app.add_option("--tree", arguments.tree,
                   "the tree to grade (default: this folder)");
    app.add_option("--lab", arguments.lab, "only this lab");
    app.add_option("--up-to", arguments.up_to, "only labs up to this one");
    app.add_option("--test", arguments.test,
                   "only this claim, or group of claims: console");
    app.add_option("--nonce", arguments.nonce,
                   "16 hexadecimal digits: the same run again");
    app.add_option("--jobs", arguments.jobs,
                   "emulators at a time (default: all processors)");
    app.add_option("--hint", arguments.hint,
                   "print the next hint for a claim, and stop");
    app.add_option("--reference", arguments.reference,
                   "a tree whose earlier labs are right: the lab's own files are "
                   "graded there, too");
    app.add_option("--hidden", arguments.hidden,
                   "a folder with claims that students do not have");
    app.add_option(
        "--record", arguments.record,
        "write the trace of each claim that passes below this folder, all with "
        "the numbers of the reference's runs");
    app.add_option("--machine", arguments.machine,
                   "keep in this folder what boots for one claim, for a debugger");
    app.add_flag("--challenges", arguments.challenges,
                 "the challenges, which have no points, instead of the claims");
    app.add_flag("--json", arguments.json, "print the JSON instead of the report");
    app.add_flag("--quiet", arguments.quiet, "one line for each lab");
    app.add_flag("--verbose", arguments.verbose,
                 "every claim, and the console of failures");
    app.footer(
        "Writes build/grade.json in the tree. Exit status: 0 all points, 1 some are\n"
        "missing, 2 could not grade.");
}

bool is_asked_for(const Lab& lab, const Arguments& arguments) {
    return (!arguments.lab || lab.number == *arguments.lab) &&
           (!arguments.up_to || lab.number <= *arguments.up_to);
}

NonceSource nonce_source(const Arguments& arguments, const std::vector<Lab>& labs) {
    if (!arguments.record.empty() || arguments.challenges) {
        return NonceSource{reference_nonce};
    }
    if (!arguments.nonce.empty()) {
        const auto fixed = parse_nonce(arguments.nonce);
        if (!fixed) {
            throw CannotGrade(
                fmt::format("NONCE={} is not a nonce: it has 16 hexadecimal "
                            "digits, as in the line `Again` of a report.",
                            arguments.nonce));
        }
        return NonceSource{*fixed};
    }
    std::vector<std::string> files;
    for (const Lab& lab : labs) {
        for (const HoleEntry& hole : lab.holes) {
            files.push_back(hole.file);
        }
    }
    return {arguments.tree, files};
}

bool wants_colour() {
    const char* const no_colour = std::getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

/// What was asked for is not there: what may have been meant?
std::string nothing_to_grade(const Arguments& arguments, const std::vector<Lab>& labs) {
    std::vector<std::string> names;
    for (const Lab& lab : labs) {
        for (const Test& test : lab.tests) {
            names.push_back(test.name);
        }
    }
    if (arguments.test.empty()) {
        return fmt::format(
            "There is no lab {}. make grade LAB=all shows those there are.",
            arguments.lab.value_or(0));
    }
    return fmt::format(
        "There is no claim \"{}\"{}. make grade VERBOSE=1 shows all of them.{}",
        arguments.test, arguments.lab ? fmt::format(" in lab {}", *arguments.lab) : "",
        did_you_mean(arguments.test, names));
}

/// Whether --test names one claim, and no group.
bool names_one_claim(const Arguments& arguments, const std::vector<Lab>& labs) {
    return std::ranges::any_of(labs, [&](const Lab& lab) {
        return std::ranges::any_of(
            lab.tests, [&](const Test& test) { return test.name == arguments.test; });
    });
}

std::vector<LabResult> grade_all(const Arguments& arguments) {
    std::vector<Lab> labs = read_labs(arguments.tree);
    if (!arguments.hidden.empty()) {
        const auto hidden = read_hidden_labs(arguments.tree, arguments.hidden);
        labs.insert(labs.end(), hidden.begin(), hidden.end());
        std::ranges::stable_sort(labs, {}, &Lab::number);
    }
    if (arguments.challenges) {
        std::ranges::transform(labs, labs.begin(), challenges_of);
    }
    if (!arguments.machine.empty()) {
        if (!names_one_claim(arguments, labs)) {
            throw CannotGrade(nothing_to_grade(arguments, labs));
        }
        keep_machines_in(arguments.machine);
    }
    const NonceSource nonces = nonce_source(arguments, labs);
    ProgressLine progress;
    GradeOptions options;
    options.tree = arguments.tree;
    options.only = arguments.test;
    options.compares = arguments.nonce.empty();
    options.jobs = arguments.jobs;
    options.record = arguments.record;
    options.progress = [&](size_t done, size_t of) { progress.show(done, of); };
    std::vector<LabResult> results;
    for (const Lab& lab : labs) {
        if (!is_asked_for(lab, arguments)) {
            continue;
        }
        const auto before = std::chrono::steady_clock::now();
        LabResult result = grade_lab(lab, nonces, options);
        if (result.tests.empty()) {
            continue;
        }
        if (!arguments.reference.empty()) {
            grade_in_isolation(result, arguments.reference, nonces, options);
        }
        const std::chrono::duration<double> took =
            std::chrono::steady_clock::now() - before;
        if (!arguments.json) {
            const ReportOptions shown{arguments.tree, wants_colour(), arguments.quiet,
                                      arguments.verbose, took.count()};
            fmt::print("{}\n", arguments.challenges
                                   ? report_of_challenges(result, shown)
                                   : report(result, shown));
        }
        results.push_back(std::move(result));
    }
    if (results.empty()) {
        throw CannotGrade(nothing_to_grade(arguments, labs));
    }
    return results;
}

void write_json(const fs::path& tree, const std::string& text) {
    fs::create_directories(tree / "build");
    const fs::path file = tree / "build/grade.json";
    std::ofstream{file} << text;
}

int status_of(const std::vector<LabResult>& results) {
    int status = exit_all_points;
    for (const LabResult& result : results) {
        for (const TestResult& test : result.tests) {
            if (test.status == Status::could_not_grade) {
                return exit_could_not_grade;
            }
            if (test.status != Status::passed) {
                status = exit_points_missing;
            }
        }
    }
    return status;
}

int run(const Arguments& arguments) {
    if (!arguments.hint.empty()) {
        fmt::print("{}\n", next_hint(arguments.tree, arguments.hint));
        return exit_all_points;
    }
    const std::vector<LabResult> results = grade_all(arguments);
    const std::string json = grade_json(results);
    if (!arguments.challenges) {  // no marks
        write_json(arguments.tree, json);
    }
    if (arguments.json) {
        fmt::print("{}", json);
    }
    return status_of(results);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Grades a Kumquat tree: builds its kernel, boots it once or more for each "
        "claim, and judges what it finds in the machine."};
    Arguments arguments;
    describe(app, arguments);
    try {
        app.parse(argc, argv);
        return run(arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_all_points : exit_could_not_grade;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}{}\n", arguments.hint.empty() ? "Could not grade. " : "",
                   error.what());
        return exit_could_not_grade;
    }
}
