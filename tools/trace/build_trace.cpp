// build_trace.cpp -- from raw records to tables and events.
#include "tools/trace/lives.hpp"
#include "tools/trace/trace_clock.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <sstream>
#include <stdexcept>

namespace kumquat::trace {

namespace {

std::vector<Kind> all_kinds() {
    std::vector<Kind> kinds;
    for (const TraceKindInfo& info : trace_kind_table) {
        Kind kind{info.name, {}};
        for (const char* column : info.columns) {
            if (column != nullptr) {
                kind.columns.emplace_back(column);
            }
        }
        kinds.push_back(kind);
    }
    return kinds;
}

/// "SCHED=benno TRACE=on" as an object.
nlohmann::ordered_json config_of(const TraceRing& ring) {
    auto config = nlohmann::ordered_json::object();
    const std::string text{ring.config, strnlen(ring.config, sizeof(ring.config))};
    std::istringstream words{text};
    for (std::string word; words >> word;) {
        const std::size_t equals = std::min(word.find('='), word.size());
        config[word.substr(0, equals)] =
            equals < word.size() ? word.substr(equals + 1) : std::string{"on"};
    }
    return config;
}

std::string grouped(int64_t number) {
    return number < 1000
               ? std::to_string(number)
               : fmt::format("{},{:03}", grouped(number / 1000), number % 1000);
}

void check_kind(const RawTrace& raw, std::size_t index) {
    if (raw.records[index].kind >= trace_kind_count) {
        throw std::runtime_error(fmt::format(
            "Record {} is of kind {}, but this program knows only {} kinds (the kernel "
            "has "
            "{}). Kernel and tools are not of the same version, or the ring is "
            "damaged.",
            index, raw.records[index].kind, trace_kind_count, raw.ring.kind_count));
    }
}

}  // namespace

ColumnMeaning meaning_of(const std::string& column) {
    static const std::set<std::string> threads{"thread",  "partner", "next", "pager",
                                               "creator", "owner",   "by"};
    static const std::set<std::string> tasks{"task", "chief", "source_task"};
    return threads.contains(column) ? ColumnMeaning::thread
           : tasks.contains(column) ? ColumnMeaning::task
                                    : ColumnMeaning::number;
}

Trace build_trace(RawTrace raw, const Context& context) {
    add_given_up_records(raw);
    Trace trace;
    trace.build = {{"git", context.git}, {"config", config_of(raw.ring)}};
    trace.kinds = all_kinds();
    Lives lives{trace, context};
    TraceClock clock{raw};
    for (std::size_t i = 0; i < raw.records.size(); ++i) {
        check_kind(raw, i);
        const TraceRecord& record = raw.records[i];
        const auto kind = static_cast<TraceKind>(record.kind);
        if (kind == TraceKind::lost) {
            trace.dropped += record.columns[0];
        }
        const int64_t now = clock.time_of(record);
        lives.apply(record, now);
        Event event{.time = now, .kind = record.kind, .columns = {}};
        const std::vector<std::string>& columns = trace.kinds[record.kind].columns;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const ColumnMeaning meaning = meaning_of(columns[c]);
            const uint32_t value = record.columns[c];
            event.columns.push_back(
                meaning == ColumnMeaning::thread ? lives.thread_row(value, now)
                : meaning == ColumnMeaning::task ? lives.task_row(value, now)
                                                 : int64_t{value});
        }
        trace.events.push_back(std::move(event));
    }
    return trace;
}

std::string summary(const Trace& trace) {
    const auto tasks =
        std::ranges::count_if(trace.tasks, [](const Task& t) { return t.id != 0; });
    const auto threads = std::ranges::count_if(
        trace.threads, [](const Thread& t) { return t.id != "0.0"; });
    const auto plural = [](int64_t count, const char* word) {
        return fmt::format("{} {}{}", grouped(count), word, count == 1 ? "" : "s");
    };
    return fmt::format("{}, {}, {}", plural(tasks, "task"), plural(threads, "thread"),
                       plural(static_cast<int64_t>(trace.events.size()), "event"));
}

std::string text_of(const Trace& trace, const Event& event) {
    const Kind& kind = trace.kinds.at(event.kind);
    std::string text = fmt::format("t {} {}", grouped(event.time), kind.name);
    for (std::size_t i = 0; i < kind.columns.size() && i < event.columns.size(); ++i) {
        const int64_t value = event.columns[i];
        const auto row = static_cast<std::size_t>(value);
        std::string shown = std::to_string(value);
        if (meaning_of(kind.columns[i]) != ColumnMeaning::number) {
            const bool is_thread = meaning_of(kind.columns[i]) == ColumnMeaning::thread;
            shown = value < 0   ? "none"
                    : is_thread ? trace.threads.at(row).id
                                : std::to_string(trace.tasks.at(row).id);
        }
        text += fmt::format(" {} {}", kind.columns[i], shown);
    }
    return text;
}

}  // namespace kumquat::trace
