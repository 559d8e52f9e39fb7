// trace_main.cpp -- the command kumquat-trace: read, check, convert and compare traces.
#include "tools/command.hpp"
#include "tools/machine/memory.hpp"
#include "tools/trace/chrome.hpp"
#include "tools/trace/compare.hpp"
#include "tools/trace/json.hpp"
#include "tools/trace/validate.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

using namespace kumquat;

enum ExitCode : int {
    exit_success = 0,
    exit_different = 1,  // not valid, or not equal
};

struct Arguments {
    std::string memory, stream, out, git = "unknown", schema;
    std::string to_validate, to_convert, to_summarize;
    std::vector<std::string> to_compare, names;
    bool per_thread_ipc = false;
};

void add_options(CLI::App& app, Arguments& arguments) {
    auto* memory = app.add_option("--memory", arguments.memory,
                                  "read the ring in this file of guest memory");
    auto* stream =
        app.add_option("--stream", arguments.stream,
                       "read the frames in this file of bytes from port 0xE9");
    auto* validate =
        app.add_option("--validate", arguments.to_validate,
                       "check a trace against the JSON Schema and its meaning");
    auto* chrome = app.add_option("--chrome", arguments.to_convert,
                                  "convert a trace for Perfetto and speedscope");
    auto* compare = app.add_option("--compare", arguments.to_compare,
                                   "compare two traces, event by event")
                        ->expected(2);
    auto* summary =
        app.add_option("--summary", arguments.to_summarize, "one line on a trace");
    app.add_flag("--per-thread-ipc", arguments.per_thread_ipc,
                 "compare only the messages of each thread, without times")
        ->needs(compare);
    app.add_option("--out", arguments.out,
                   "where to write the trace; without it: stdout");
    app.add_option("--names", arguments.names,
                   "names of tasks and threads: 5=server 5.1=worker");
    app.add_option("--git", arguments.git, "version of the sources, for the trace");
    app.add_option("--schema", arguments.schema,
                   "the JSON Schema, if not the one of this tree");
    auto* actions = app.add_option_group("action");
    for (auto* option : {memory, stream, validate, chrome, compare, summary}) {
        actions->add_option(option);
    }
    actions->require_option(1, 2);
    app.footer(
        "Exit status: 0 all is well, 1 not valid or not equal, 2 wrong usage or a file "
        "that cannot be read.");
}

std::string contents(const std::string& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        throw std::runtime_error(fmt::format("Cannot read {}.", file));
    }
    return {std::istreambuf_iterator<char>{stream}, {}};
}

template <typename Write>
void write_out(const std::string& file, Write write) {
    if (file.empty()) {
        write(std::cout);
        return;
    }
    std::ofstream stream{file};
    write(stream);
    if (!stream.flush()) {
        throw std::runtime_error(fmt::format("Cannot write {}.", file));
    }
}

int read_trace(const Arguments& arguments) {
    trace::Context context{.git = arguments.git, .names = {}};
    for (const std::string& name : arguments.names) {
        const std::size_t equals = std::min(name.find('='), name.size() - 1);
        context.names[name.substr(0, equals)] = name.substr(equals + 1);
    }
    const std::string stream =
        arguments.stream.empty() ? "" : contents(arguments.stream);
    machine::Memory memory;
    if (!arguments.memory.empty()) {
        memory = machine::Memory{arguments.memory};
    }
    trace::RawTrace raw = arguments.memory.empty()
                              ? trace::read_frames(stream)
                              : trace::read_run(memory.bytes(), stream);
    for (const std::string& warning : raw.warnings) {
        fmt::print(stderr, "Warning: {}\n", warning);
    }
    const trace::Trace trace = trace::build_trace(std::move(raw), context);
    write_out(arguments.out, [&](std::ostream& out) { trace::write_json(out, trace); });
    return exit_success;
}

trace::Trace load(const std::string& file) {
    return trace::trace_from_json(trace::parse_json_file(file));
}

int validate(const Arguments& arguments) {
    const auto schema = arguments.schema.empty()
                            ? trace::find_schema()
                            : std::filesystem::path{arguments.schema};
    const auto problems =
        trace::validate(trace::parse_json_file(arguments.to_validate), schema);
    for (const std::string& problem : problems) {
        fmt::print("{}: {}\n", arguments.to_validate, problem);
    }
    if (problems.empty()) {
        fmt::print("{}: a valid trace, {}\n", arguments.to_validate,
                   trace::summary(load(arguments.to_validate)));
    }
    return problems.empty() ? exit_success : exit_different;
}

int compare(const Arguments& arguments) {
    const trace::Trace first = load(arguments.to_compare.at(0));
    const trace::Trace second = load(arguments.to_compare.at(1));
    const auto difference = arguments.per_thread_ipc
                                ? trace::compare_ipc_per_thread(first, second)
                                : trace::compare_events(first, second);
    fmt::print("{}\n",
               difference.value_or(arguments.per_thread_ipc
                                       ? "Each thread has the same messages in both."
                                       : "Both have the same events."));
    return difference ? exit_different : exit_success;
}

int run(const Arguments& arguments) {
    if (!arguments.to_validate.empty()) {
        return validate(arguments);
    }
    if (!arguments.to_compare.empty()) {
        return compare(arguments);
    }
    if (!arguments.to_summarize.empty()) {
        fmt::print("{}\n", trace::summary(load(arguments.to_summarize)));
        return exit_success;
    }
    if (!arguments.to_convert.empty()) {
        const auto document = trace::chrome_document(load(arguments.to_convert));
        write_out(arguments.out,
                  [&](std::ostream& out) { out << document.dump() << "\n"; });
        return exit_success;
    }
    return read_trace(arguments);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Read, check, convert and compare traces of the Kumquat kernel."};
    Arguments arguments;
    add_options(app, arguments);
    return run_command(app, argc, argv, [&] { return run(arguments); });
}
