// main.cpp -- the command kumquat-microscope: look at one operation, write it down as JSON.
#include "tools/microscope/json.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace {

using namespace kumquat;
using namespace kumquat::microscope;

enum ExitCode : int {
    exit_success = 0,
    exit_not_reached = 1,  // the kernel does not come so far
    exit_wrong_usage = 2,
    exit_infrastructure = 4,  // the emulator or the host is to blame
};

std::vector<std::string> operation_names() {
    std::vector<std::string> names;
    for (const Operation& operation : all_operations()) {
        names.emplace_back(operation.name);
    }
    return names;
}

int run(const std::string& name, const bench::Files& files, const std::string& json) {
    const auto operation =
        std::ranges::find(all_operations(), name,
                          [](const Operation& one) { return std::string{one.name}; });
    const std::string text = json_of(*operation, look_at(*operation, files),
                                     files.kernel(bench::Build::measured).string());
    if (json.empty()) {
        std::cout << text;
    } else if (!(std::ofstream{json} << text)) {
        throw std::runtime_error(fmt::format("Cannot write {}.", json));
    }
    return exit_success;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Look at one operation of the kernel, instruction by instruction."};
    bench::Files files;
    std::string operation = "ipc", json;
    app.add_option("--build", files.build, "the build directory")->required();
    app.add_option("--what", operation, "the operation")
        ->check(CLI::IsMember(operation_names()))
        ->capture_default_str();
    app.add_option("--kernel", files.measured,
                   "the kernel; otherwise the one that the benchmarks measure")
        ->check(CLI::ExistingFile);
    app.add_option("--json", json, "write it here; otherwise it is printed");
    try {
        app.parse(argc, argv);
        return run(operation, files, json);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_success : exit_wrong_usage;
    } catch (const bench::NotYet& not_yet) {
        std::cerr << "kumquat-microscope: " << not_yet.reason << '\n';
        return exit_not_reached;
    } catch (const std::exception& error) {
        std::cerr << "kumquat-microscope: " << error.what() << '\n';
        return exit_infrastructure;
    }
}
