// validate.cpp -- see validate.hpp.
#include "tools/trace/validate.hpp"

#include "tools/trace/json.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace kumquat::trace {

namespace {

constexpr std::size_t problems_shown = 20;

int64_t rows_of(const Trace& trace, ColumnMeaning meaning) {
    return meaning == ColumnMeaning::thread ? static_cast<int64_t>(trace.threads.size())
           : meaning == ColumnMeaning::task ? static_cast<int64_t>(trace.tasks.size())
                                            : int64_t{UINT32_MAX} + 1;
}

/// Why the columns of an event cannot be right; empty if they can.
std::string column_problem(const Trace& trace, const Event& event) {
    const Kind& kind = trace.kinds[event.kind];
    if (event.columns.size() != kind.columns.size()) {
        return fmt::format("{} has {} columns, not {}", kind.name, kind.columns.size(),
                           event.columns.size());
    }
    for (std::size_t i = 0; i < event.columns.size(); ++i) {
        const ColumnMeaning meaning = meaning_of(kind.columns[i]);
        const int64_t lowest = meaning == ColumnMeaning::number ? 0 : -1;
        const int64_t value = event.columns[i];
        if (value < lowest || value >= rows_of(trace, meaning)) {
            return fmt::format("column \"{}\" of {} is {}, but must be below {}",
                               kind.columns[i], kind.name, value,
                               rows_of(trace, meaning));
        }
    }
    return {};
}

std::vector<std::string> meaning_problems(const Trace& trace) {
    std::vector<std::string> problems;
    int64_t last = 0;
    uint64_t lost = 0;
    for (std::size_t i = 0; i < trace.events.size() && problems.size() < problems_shown;
         ++i) {
        const Event& event = trace.events[i];
        std::string problem;
        if (event.kind >= trace.kinds.size()) {
            problem =
                fmt::format("kind {} is not in this file's list of kinds", event.kind);
        } else if (event.time < last) {
            problem =
                fmt::format("time {} is earlier than {} before it", event.time, last);
        } else {
            problem = column_problem(trace, event);
            lost += trace.kinds[event.kind].name == "lost" && problem.empty()
                        ? static_cast<uint64_t>(event.columns[0])
                        : 0;
        }
        if (!problem.empty()) {
            problems.push_back(
                fmt::format("Event {} (line {} if the file is as it was written): {}.",
                            i, line_of_event(trace, i), problem));
        }
        last = event.time;
    }
    if (problems.empty() && lost != trace.dropped) {
        problems.push_back(
            fmt::format("\"dropped\" is {}, but the lost events add up to {}.",
                        trace.dropped, lost));
    }
    for (const Thread& thread : trace.threads) {
        if (thread.task < 0 ||
            thread.task >= static_cast<int64_t>(trace.tasks.size())) {
            problems.push_back(
                fmt::format("Thread {} belongs to task row {}, which does not "
                            "exist.",
                            thread.id, thread.task));
        }
    }
    return problems;
}

}  // namespace

// "<root>[events][17]" is where; the deepest description says why.
std::vector<std::string> schema_problems(const nlohmann::json& document,
                                         const std::filesystem::path& schema_file) {
    const nlohmann::json schema_document = parse_json_file(schema_file);
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter{schema_document},
                          schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    std::vector<std::string> problems;
    if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter{document},
                           &results)) {
        return problems;
    }
    valijson::ValidationResults::Error error;
    while (problems.size() < problems_shown && results.popError(error)) {
        std::string place;
        for (const std::string& step : error.context) {
            place += step;
        }
        problems.push_back(fmt::format("At {}: {}", place, error.description));
    }
    return problems;
}

std::vector<std::string> validate(const nlohmann::ordered_json& document,
                                  const std::filesystem::path& schema) {
    auto problems = schema_problems(nlohmann::json::parse(document.dump()), schema);
    if (!problems.empty()) {
        return problems;
    }
    std::string last_key;
    for (const auto& [key, value] : document.items()) {
        last_key = key;
    }
    if (last_key != "events") {
        problems.push_back("\"events\" must come last, but \"" + last_key + "\" does.");
    }
    const auto more = meaning_problems(trace_from_json(document));
    problems.insert(problems.end(), more.begin(), more.end());
    return problems;
}

std::filesystem::path find_schema() {
    const std::filesystem::path wanted = "visualizer/trace.schema.json";
    for (auto start : {std::filesystem::read_symlink("/proc/self/exe").parent_path(),
                       std::filesystem::current_path()}) {
        for (; start.has_relative_path(); start = start.parent_path()) {
            // (The build folder holds a copy, for the page; it may be older.)
            if (std::filesystem::exists(start / wanted) &&
                std::filesystem::exists(start / "Makefile")) {
                return start / wanted;
            }
        }
    }
    throw std::runtime_error(
        "Cannot find visualizer/trace.schema.json; say where it is with "
        "--schema.");
}

}  // namespace kumquat::trace
