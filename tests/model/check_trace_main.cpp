// check_trace_main.cpp -- the command check-trace: does a kernel's trace keep the specification?
#include "tests/model/specification.hpp"
#include "tools/command.hpp"

#include "visualizer/decode/decode.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace {

using namespace kumquat;

enum ExitCode : int {
    exit_conforms = 0,
    exit_breaks = 1,
    exit_unreadable = exit_wrong_usage
};

void list_rules() {
    for (const model::RuleInfo& rule : model::rule_table) {
        fmt::print("{} [{}]\n    {}\n", rule.name, rule.promise, rule.sentence);
    }
    fmt::print("{} rules\n", model::rule_count);
}

int check_file(const std::string& name) {
    std::ifstream file{name, std::ios::binary};
    if (!file) {
        fmt::print(stderr, "{}: cannot be read\n", name);
        return exit_unreadable;
    }
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const DecodeResult decoded = decode_trace(text, name);
    if (!decoded.is_complete()) {
        fmt::print(stderr, "{}\n", decoded.problem);
        return exit_unreadable;
    }
    const model::Run run = model::run_from(decoded.trace);
    const model::Verdict verdict = model::check(run);
    fmt::print("{}: {}\n", name, model::text_of(run, verdict));
    return verdict.decision == model::Decision::conforms ? exit_conforms : exit_breaks;
}

/// \return  the worst exit code of all files
int check(const std::vector<std::string>& files, bool wants_rules) {
    if (wants_rules) {
        list_rules();
        return exit_conforms;
    }
    if (files.empty()) {
        fmt::print(stderr, "Say which traces to check, or --help.\n");
        return exit_unreadable;
    }
    int worst = exit_conforms;
    for (const std::string& file : files) {
        worst = std::max(worst, check_file(file));
    }
    return worst;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Check traces against the specification of L4 Version 2: each event must be "
        "allowed by what happened before it."};
    std::vector<std::string> files;
    bool wants_rules = false;
    app.add_option("FILE", files,
                   "traces, as kumquat-run and kumquat-trace write them");
    app.add_flag(
        "--rules", wants_rules,
        "list all rules, with the promise of handouts/reference/l4-v2.md behind each");
    app.footer("Exit status: 0 all conform; 1 one breaks a rule, or lacks events and "
               "cannot be "
               "decided; 2 wrong usage, or a file that cannot be read.");
    return run_command(app, argc, argv, [&] { return check(files, wants_rules); });
}
