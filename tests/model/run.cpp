// run.cpp -- from the rows of a file to numbers, and from an event to a line of text.
#include "tests/model/run.hpp"

#include "kernel/abi/thread_id.hpp"
#include "visualizer/decode/trace.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace kumquat::model {

namespace {

/// The number in "5.1".
uint32_t number_of(const FileThread& thread) {
    char* dot = nullptr;
    const unsigned long task = std::strtoul(thread.id.c_str(), &dot, 10);
    const unsigned long lthread = *dot == '.' ? std::strtoul(dot + 1, nullptr, 10) : 0;
    return static_cast<uint32_t>(task * threads_per_task + lthread);
}

uint32_t value_of(const Trace& trace, ColumnMeaning meaning, uint32_t column) {
    if (meaning == ColumnMeaning::number || column == no_index) {
        return column;
    }
    return meaning == ColumnMeaning::thread ? number_of(trace.threads[column])
                                            : trace.tasks[column].id;
}

}  // namespace

Run run_from(const Trace& trace) {
    Run run;
    run.config.insert(trace.build.begin(), trace.build.end());
    for (const kumquat::Event& from : trace.events) {
        const FileKind& kind = trace.kind_of(from);
        if (!kind.known) {
            continue;
        }
        Event event{from.time, *kind.known, {}};
        for (int i = 0; i < static_cast<int>(trace_columns_max); ++i) {
            const int32_t place = kind.position_of[i];
            if (place >= 0) {
                event.columns[static_cast<std::size_t>(i)] =
                    value_of(trace, kind.meanings[static_cast<std::size_t>(place)],
                             trace.column(from, i));
            }
        }
        run.events.push_back(event);
    }
    return run;
}

std::string thread_text(uint32_t thread) {
    return thread == no_thread ? "nobody"
                               : fmt::format("{}.{}", thread / threads_per_task,
                                             thread % threads_per_task);
}

std::string text_of(const Event& event) {
    const TraceKindInfo& kind = trace_kind_table[static_cast<uint32_t>(event.kind)];
    std::string text = fmt::format("t {} {}", event.time, kind.name);
    for (int i = 0;
         i < static_cast<int>(trace_columns_max) && kind.columns[i] != nullptr; ++i) {
        const ColumnMeaning meaning = meaning_of_column(kind.columns[i]);
        const bool is_bits =
            event[i] > 0xFFFF || kind.columns[i] == std::string_view{"result"};
        text += fmt::format(" {} {}", kind.columns[i],
                            meaning == ColumnMeaning::thread ? thread_text(event[i])
                            : is_bits ? fmt::format("{:#x}", event[i])
                                      : std::to_string(event[i]));
    }
    return text;
}

}  // namespace kumquat::model
