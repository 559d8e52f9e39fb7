// bench_main.cpp -- the command kumquat-bench: measure the rows, print the table, write the files.
#include "tools/bench/listing.hpp"
#include "tools/bench/operations.hpp"
#include "tools/bench/report.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace {

using namespace kumquat;
using namespace kumquat::bench;

enum ExitCode : int {
    exit_success = 0,
    exit_failed =
        1,  // a bound is exceeded; with --strict: a row or a target is missing
    exit_wrong_usage = 2,
    exit_infrastructure = 4,  // the emulator or the host is to blame
};

struct Arguments {
    Files files;
    std::vector<std::string> rows;
    std::string json, size_json, bounds, result, listing, build = "measured";
    std::string compare;
    bool strict = false;
};

void add_options(CLI::App& app, Arguments& arguments) {
    app.add_option("--build", arguments.files.build, "the build directory")->required();
    app.add_option("--row", arguments.rows, "measure only this row; any number");
    app.add_option("--watch", arguments.files.watched_programs,
                   "root tasks that are watched for interrupts off; any number");
    app.add_option("--json", arguments.json, "write the results here");
    app.add_option("--size-json", arguments.size_json, "write the sizes here");
    app.add_option("--bounds", arguments.bounds, "fail if a figure exceeds these");
    app.add_option(
        "--result", arguments.result,
        "write here how many rows kept their bounds: \"N passed, N failed\"");
    app.add_option("--listing", arguments.listing,
                   "list the instructions of a steady round trip of this benchmark, or "
                   "all that it records, e.g. ipc.inter or \"growth.tasks 9\"");
    app.add_option("--kernel", arguments.build, "which kernel to list")
        ->check(CLI::IsMember({"measured", "no_fast_path", "traced"}))
        ->capture_default_str();
    app.add_option("--compare", arguments.compare,
                   "measure another kernel as well, and print the figures of both");
    app.add_flag("--strict", arguments.strict,
                 "fail if a row is missing or a target is missed");
}

Build build_named(const std::string& name) {
    return name == "traced"         ? Build::traced
           : name == "no_fast_path" ? Build::no_fast_path
                                    : Build::measured;
}

int list(const Arguments& arguments) {
    const Build build = build_named(arguments.build);
    constexpr unsigned memory_mb = 256;
    const Recorded recorded =
        record(arguments.files, build, arguments.listing, memory_mb);
    const auto round_trip = round_trip_in(recorded.steps);
    const Path path = round_trip ? *round_trip : Path{recorded.steps};
    std::cout << listing_of(path, arguments.files, build);
    return exit_success;
}

Result measure(const Row& row, const Files& files) {
    try {
        return {&row, row.measure(files), ""};
    } catch (const NotYet& not_yet) {
        return {&row, {}, not_yet.reason};
    }
}

void write(const std::string& file, const std::string& text) {
    if (!file.empty() && !(std::ofstream{file} << text)) {
        throw std::runtime_error(fmt::format("Cannot write {}.", file));
    }
}

std::vector<Result> measure_rows(const Arguments& arguments, const Files& files) {
    std::vector<Result> results;
    for (const Row& row : all_rows()) {
        if (arguments.rows.empty() ||
            std::ranges::count(arguments.rows, row.name) != 0) {
            results.push_back(measure(row, files));
        }
    }
    return results;
}

int compare(const Arguments& arguments) {
    Files other = arguments.files;
    other.measured = arguments.compare;
    std::cout << comparison_of(measure_rows(arguments, arguments.files),
                               measure_rows(arguments, other));
    return exit_success;
}

int measure_all(const Arguments& arguments) {
    const std::vector<Result> results = measure_rows(arguments, arguments.files);
    std::cout << table_of(results);
    write(arguments.json, json_of(results));
    write(arguments.size_json, size_json_of(results).value_or(""));
    const auto complaints = arguments.bounds.empty()
                                ? std::vector<std::string>{}
                                : exceeded_bounds(results, arguments.bounds);
    for (const std::string& complaint : complaints) {
        std::cout << "worse: " << complaint << '\n';
    }
    write(arguments.result,
          fmt::format("{} passed, {} failed\n",
                      results.size() - std::min(results.size(), complaints.size()),
                      complaints.size()));
    const bool is_incomplete = std::ranges::any_of(results, [](const Result& result) {
        return result.figures.empty() || result.misses_a_target();
    });
    const bool failed = !complaints.empty() || (arguments.strict && is_incomplete);
    return failed ? exit_failed : exit_success;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Count the instructions of the kernel's operations."};
    Arguments arguments;
    add_options(app, arguments);
    CLI11_PARSE(app, argc, argv);
    try {
        return !arguments.listing.empty()   ? list(arguments)
               : !arguments.compare.empty() ? compare(arguments)
                                            : measure_all(arguments);
    } catch (const NotYet& not_yet) {
        std::cerr << "kumquat-bench: " << not_yet.reason << '\n';
        return exit_failed;
    } catch (const std::exception& error) {
        std::cerr << "kumquat-bench: " << error.what() << '\n';
        return exit_infrastructure;
    }
}
