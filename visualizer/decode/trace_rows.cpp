// trace_rows.cpp -- the rows of the tables: kinds, tasks, threads, events.
// Each row is checked when it ends, against the tables that were read before it.
#include "trace_reader.hpp"

#include <fmt/format.h>

namespace kumquat {

bool TraceReader::integer(int64_t value) {
    switch (section_) {
    case Section::top:
        return top_integer(value);
    case Section::tasks:
        return task_integer(value);
    case Section::threads:
        return thread_integer(value);
    case Section::events:
        return event_integer(value);
    case Section::build:
        trace_.build.emplace_back(key_, std::to_string(value));
        return true;
    case Section::unknown:
        return true;
    case Section::none:
    case Section::kinds:
        break;
    }
    return wrong_type(fmt::format("the number {}", value));
}

bool TraceReader::top_integer(int64_t value) {
    if (key_ == "version") {
        has_version_ = true;
        return value == 1 ||
               fail(fmt::format(
                   "it is version {} of the format, and this program reads version "
                   "1; open it with the visualizer that came with the trace's own "
                   "release",
                   value));
    }
    if (key_ == "dropped") {
        trace_.dropped = static_cast<uint64_t>(value);
        return true;
    }
    return pending_ == Section::unknown ||
           wrong_type(fmt::format("the number {}", value));
}

bool TraceReader::task_integer(int64_t value) {
    if (trace_.tasks.empty()) {
        return wrong_type(fmt::format("the number {}", value));
    }
    FileTask& task = trace_.tasks.back();
    if (key_ == "id") {
        task.id = static_cast<uint32_t>(value);
    } else if (key_ == "chief") {
        task.chief = value;
    } else if (key_ == "from") {
        task.from = value;
    } else if (key_ == "to") {
        task.to = value;
    }
    return key_ != "name" || wrong_type(fmt::format("the number {}", value));
}

bool TraceReader::thread_integer(int64_t value) {
    if (trace_.threads.empty()) {
        return wrong_type(fmt::format("the number {}", value));
    }
    FileThread& thread = trace_.threads.back();
    if (key_ == "task") {
        if (value >= static_cast<int64_t>(trace_.tasks.size()) && has_tasks_) {
            return fail(
                fmt::format("a thread belongs to task row {}, but there are {} tasks",
                            value, trace_.tasks.size()));
        }
        thread.task = value < 0 ? no_index : static_cast<uint32_t>(value);
    } else if (key_ == "priority") {
        thread.priority = static_cast<uint32_t>(value);
    } else if (key_ == "from") {
        thread.from = value;
    } else if (key_ == "to") {
        thread.to = value;
    }
    return (key_ != "name" && key_ != "id") ||
           wrong_type(fmt::format("the number {}", value));
}

bool TraceReader::event_integer(int64_t value) {
    if (depth_ != section_depth_ + 1) {
        return wrong_type(
            fmt::format("the number {} outside an event's brackets", value));
    }
    const size_t place_in_row = row_length_++;
    if (place_in_row == 0) {
        event_.time = value;
        return true;
    }
    if (place_in_row == 1) {
        if (value < 0 || value >= static_cast<int64_t>(trace_.kinds.size())) {
            return fail(
                fmt::format("kind {} is not in this file's list of kinds, which has {}",
                            value, trace_.kinds.size()));
        }
        event_.kind = static_cast<uint32_t>(value);
        return true;
    }
    const FileKind& kind = trace_.kinds[event_.kind];
    const size_t column = place_in_row - 2;
    if (column >= kind.columns.size()) {
        return fail(fmt::format("event {} of kind {} has more than its {} columns",
                                trace_.events.size() + 1, kind.name,
                                kind.columns.size()));
    }
    const ColumnMeaning meaning = kind.meanings[column];
    const uint64_t rows = meaning == ColumnMeaning::thread ? trace_.threads.size()
                          : meaning == ColumnMeaning::task ? trace_.tasks.size()
                                                           : uint64_t{1} << 32;
    if (value >= static_cast<int64_t>(rows) || value < -1 ||
        (value < 0 && meaning == ColumnMeaning::number)) {
        return fail(fmt::format("column \"{}\" of {} is {}, but must be below {}",
                                kind.columns[column], kind.name, value, rows));
    }
    trace_.columns.push_back(static_cast<uint32_t>(value));
    return true;
}

bool TraceReader::start_row() {
    row_length_ = 0;
    switch (section_) {
    case Section::tasks:
        trace_.tasks.emplace_back();
        break;
    case Section::threads:
        trace_.threads.emplace_back();
        break;
    case Section::kinds:
        kind_row_.clear();
        break;
    case Section::events:
        event_.first_column = static_cast<uint32_t>(trace_.columns.size());
        break;
    case Section::none:
    case Section::top:
    case Section::build:
    case Section::unknown:
        break;
    }
    return true;
}

bool TraceReader::end_row() {
    return section_ == Section::kinds    ? finish_kind()
           : section_ == Section::events ? finish_event()
                                         : true;
}

bool TraceReader::finish_kind() {
    if (kind_row_.empty()) {
        return fail(fmt::format("kind {} has no name", trace_.kinds.size()));
    }
    FileKind kind;
    kind.name = kind_row_.front();
    kind.columns.assign(kind_row_.begin() + 1, kind_row_.end());
    for (const std::string& column : kind.columns) {
        kind.meanings.push_back(meaning_of_column(column));
    }
    for (uint32_t i = 0; i < trace_kind_count; ++i) {
        if (kind.name == trace_kind_table[i].name) {
            kind.known = static_cast<TraceKind>(i);
        }
    }
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        kind.position_of[i] = -1;
        const char* wanted =
            kind.known ? trace_kind_table[static_cast<uint32_t>(*kind.known)].columns[i]
                       : nullptr;
        for (size_t place = 0; wanted != nullptr && place < kind.columns.size();
             ++place) {
            if (kind.columns[place] == wanted) {
                kind.position_of[i] = static_cast<int32_t>(place);
            }
        }
    }
    trace_.kinds.push_back(std::move(kind));
    return true;
}

bool TraceReader::finish_event() {
    const size_t number = trace_.events.size() + 1;
    if (row_length_ < 2) {
        return fail(fmt::format("event {} lacks its time or its kind", number));
    }
    const FileKind& kind = trace_.kinds[event_.kind];
    if (row_length_ - 2 != kind.columns.size()) {
        return fail(fmt::format("event {} of kind {} has {} of its {} columns", number,
                                kind.name, row_length_ - 2, kind.columns.size()));
    }
    trace_.add_event(event_);
    return true;
}

}  // namespace kumquat
