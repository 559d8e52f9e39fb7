// json.cpp -- see json.hpp.
#include "tools/trace/json.hpp"

#include <fmt/format.h>
#include <fstream>
#include <ostream>
#include <stdexcept>

namespace kumquat::trace {

namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<int64_t>& time) {
    return time ? Json(*time) : Json(nullptr);
}

Json to_json(const Kind& kind) {
    Json row = Json::array({kind.name});
    for (const std::string& column : kind.columns) {
        row.push_back(column);
    }
    return row;
}

Json to_json(const Task& task) {
    return {{"id", task.id},
            {"chief", task.chief},
            {"name", task.name},
            {"from", task.from},
            {"to", or_null(task.to)}};
}

Json to_json(const Thread& thread) {
    return {{"id", thread.id},     {"task", thread.task},
            {"name", thread.name}, {"priority", thread.priority},
            {"from", thread.from}, {"to", or_null(thread.to)}};
}

Json to_json(const Event& event) {
    Json row = Json::array({event.time, event.kind});
    for (const int64_t column : event.columns) {
        row.push_back(column);
    }
    return row;
}

/// "name": [ rows, one a line ]
template <typename Rows>
void write_rows(std::ostream& stream, const char* name, const Rows& rows) {
    stream << "  \"" << name << "\": [";
    const char* separator = "\n    ";
    for (const auto& row : rows) {
        stream << separator << to_json(row).dump();
        separator = ",\n    ";
    }
    stream << "\n  ]";
}

std::optional<int64_t> optional_time(const Json& row) {
    return row.at("to").is_null() ? std::nullopt
                                  : std::optional{row.at("to").get<int64_t>()};
}

void check_format(const Json& document) {
    if (!document.is_object() || document.value("format", "") != "kumquat-trace") {
        throw std::runtime_error("This is JSON, but not a trace: its \"format\" is not "
                                 "\"kumquat-trace\".");
    }
    if (document.value("version", 0) != 1) {
        throw std::runtime_error(fmt::format(
            "The trace is of version {}, and this program reads version 1. Use the "
            "tools that came with the trace's own release.",
            document.value("version", 0)));
    }
}

}  // namespace

void write_json(std::ostream& stream, const Trace& trace) {
    stream << "{\n  \"format\": \"kumquat-trace\",\n  \"version\": 1,\n"
           << "  \"unit\": " << Json(trace.unit).dump() << ",\n"
           << "  \"dropped\": " << trace.dropped << ",\n"
           << "  \"build\": " << trace.build.dump() << ",\n";
    write_rows(stream, "kinds", trace.kinds);
    stream << ",\n";
    write_rows(stream, "tasks", trace.tasks);
    stream << ",\n";
    write_rows(stream, "threads", trace.threads);
    stream << ",\n";
    write_rows(stream, "events", trace.events);
    stream << "\n}\n";
}

std::size_t line_of_event(const Trace& trace, std::size_t event) {
    // Six lines of head, then each table with a line before and after its rows.
    constexpr std::size_t head = 6;
    return head + trace.kinds.size() + 2 + trace.tasks.size() + 2 +
           trace.threads.size() + 2 + 1 + event + 1;
}

void write_json_file(const std::filesystem::path& file, const Trace& trace) {
    const std::filesystem::path part = file.string() + ".part";
    std::ofstream stream{part};
    write_json(stream, trace);
    stream.close();
    std::error_code error;
    if (stream) {
        std::filesystem::rename(part, file, error);
    }
    if (!stream || error) {
        throw std::runtime_error(fmt::format(
            "Cannot write the trace to {}: is there such a folder, and is there "
            "room in it?",
            file.string()));
    }
}

nlohmann::ordered_json parse_json_file(const std::filesystem::path& file) {
    std::ifstream stream{file};
    if (!stream) {
        throw std::runtime_error(fmt::format("Cannot read {}.", file.string()));
    }
    try {
        return Json::parse(stream);
    } catch (const Json::parse_error& error) {
        throw std::runtime_error(fmt::format("{} is no JSON, or it is cut off: {}",
                                             file.string(), error.what()));
    }
}

Trace trace_from_json(const nlohmann::ordered_json& document) {
    check_format(document);
    Trace trace;
    try {
        trace.unit = document.at("unit").get<std::string>();
        trace.dropped = document.at("dropped").get<uint64_t>();
        trace.build = document.value("build", Json::object());
        for (const Json& row : document.at("kinds")) {
            auto words = row.get<std::vector<std::string>>();
            const std::string name = words.at(0);
            words.erase(words.begin());
            trace.kinds.push_back({name, words});
        }
        for (const Json& row : document.at("tasks")) {
            trace.tasks.push_back({row.at("id"), row.at("chief"), row.at("name"),
                                   row.at("from"), optional_time(row)});
        }
        for (const Json& row : document.at("threads")) {
            trace.threads.push_back({row.at("id"), row.at("task"), row.at("name"),
                                     row.at("priority"), row.at("from"),
                                     optional_time(row)});
        }
        for (const Json& row : document.at("events")) {
            auto words = row.get<std::vector<int64_t>>();
            Event event{words.at(0), static_cast<uint32_t>(words.at(1)), {}};
            event.columns.assign(words.begin() + 2, words.end());
            trace.events.push_back(std::move(event));
        }
    } catch (const Json::exception& error) {
        throw std::runtime_error(
            fmt::format("The trace has not the shape of its format: {}", error.what()));
    } catch (const std::out_of_range&) {
        throw std::runtime_error(
            fmt::format("Event {} has no time or no kind, or a kind has no name.",
                        trace.events.size()));
    }
    return trace;
}

}  // namespace kumquat::trace
