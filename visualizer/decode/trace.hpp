// trace.hpp -- a trace file in memory: what the file says, nothing derived.
// Its one idea: an event is sixteen bytes and a place in one long array of columns, so a
// million events of any kinds, known to us or not, lie close together.
// Invariant: every kind, thread and task that an event names exists in the tables, and
// times never decrease.
// Source: visualizer/trace.schema.json.
#pragma once

#include "kernel/abi/trace_kinds.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kumquat {

/// Index of no thread or no task (-1 in the file).
constexpr uint32_t no_index = 0xFFFFFFFF;

/// How the number in a column is to be read; the column's name decides.
enum class ColumnMeaning : uint8_t { number, thread, task };

/// The meaning of a column, by the rule at the top of kernel/abi/trace_kinds.hpp.
ColumnMeaning meaning_of_column(const std::string& name);

/// A kind of event as this file describes it.
struct FileKind {
    std::string name;
    std::vector<std::string> columns;
    std::vector<ColumnMeaning> meanings;
    std::optional<TraceKind> known;               // nothing: this kind is newer than we
    int32_t position_of[trace_columns_max] = {};  // of the kernel's columns; -1: absent
};

struct FileTask {
    uint32_t id = 0;
    int64_t chief = -1;
    std::string name;
    int64_t from = 0;
    std::optional<int64_t> to;
};

struct FileThread {
    std::string id;  // "task.lthread"
    uint32_t task = no_index;
    std::string name;
    uint32_t priority = 0;
    int64_t from = 0;
    std::optional<int64_t> to;
};

struct Event {
    int64_t time = 0;  // virtual nanoseconds: instructions while the processor is busy
    uint32_t kind = 0;
    uint32_t first_column = 0;
};
static_assert(sizeof(Event) == 16);

/// One trace file.
struct Trace {
    std::string unit;
    uint64_t dropped = 0;
    std::vector<std::pair<std::string, std::string>> build;  // "git", "SCHED", ...
    std::vector<FileKind> kinds;
    std::vector<FileTask> tasks;
    std::vector<FileThread> threads;
    std::vector<Event> events;
    std::vector<uint32_t> columns;
    uint64_t backward_times = 0;  // events whose time was earlier than the one before

    /// Add an event whose columns are the last ones in `columns`. If its time is earlier than
    /// that of the event before, it gets that one's, and is counted.
    void add_event(Event event) {
        if (!events.empty() && event.time < events.back().time) {
            ++backward_times;
            event.time = events.back().time;
        }
        events.push_back(event);
    }

    /// Add events whose `first_column` counts from the first of `row_columns`.
    void add_rows(std::span<const Event> rows, std::span<const uint32_t> row_columns) {
        const auto first = static_cast<uint32_t>(columns.size());
        columns.insert(columns.end(), row_columns.begin(), row_columns.end());
        for (Event event : rows) {
            event.first_column += first;
            add_event(event);
        }
    }

    const FileKind& kind_of(const Event& event) const { return kinds[event.kind]; }

    /// All columns of an event, in the file's order.
    std::span<const uint32_t> columns_of(const Event& event) const {
        return {columns.data() + event.first_column, kind_of(event).columns.size()};
    }

    /// A column by its place in the kernel's list of kinds.
    /// \param position  0 to 4, as in KUMQUAT_TRACE_KINDS
    /// \return          the number, or `otherwise` where this file's kind lacks the column
    uint32_t column(const Event& event, int position, uint32_t otherwise = 0) const {
        const int32_t place = kind_of(event).position_of[position];
        return place < 0 ? otherwise
                         : columns[event.first_column + static_cast<uint32_t>(place)];
    }
};

}  // namespace kumquat
