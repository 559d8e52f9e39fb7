// trace.hpp -- a trace as its file says it: tables of kinds, tasks and threads, and events.
// Ids recur when a task or thread is made anew, so each life is a row of its own, and events
// name rows, not ids.
// Invariant: every index in an event is a row of its table, or -1; times never decrease.
#pragma once

#include "tools/trace/raw_trace.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::trace {

struct Kind {
    std::string name;
    std::vector<std::string> columns;
};

enum class ColumnMeaning { number, thread, task };
/// The rule stands at the top of kernel/abi/trace_kinds.hpp.
ColumnMeaning meaning_of(const std::string& column);

struct Task {
    uint32_t id = 0;
    int64_t chief = 0;  // task number, not a row
    std::string name;
    int64_t from = 0;
    std::optional<int64_t> to;
};

struct Thread {
    std::string id;    // "task.lthread"
    int64_t task = 0;  // row
    std::string name;
    uint32_t priority = 0;
    int64_t from = 0;
    std::optional<int64_t> to;
};

struct Event {
    int64_t time = 0;
    uint32_t kind = 0;
    std::vector<int64_t> columns;
};

struct Trace {
    std::string unit = "virtual_ns";
    uint64_t dropped = 0;
    nlohmann::ordered_json build;  // {"git": ..., "config": {...}}
    std::vector<Kind> kinds;
    std::vector<Task> tasks;
    std::vector<Thread> threads;
    std::vector<Event> events;
};

/// What the records do not say.
struct Context {
    std::string git = "unknown";
    std::map<std::string, std::string> names;  // "5" or "5.1" to a name
};

/// Give lives to tasks and threads and times from the kernel's first instruction; the time
/// that a drain took is taken out.
/// \throws std::runtime_error if a record is of a kind that this program does not know
Trace build_trace(RawTrace raw, const Context& context);

/// "3 tasks, 11 threads, 2,314 events"; the kernel's own task and thread do not count.
std::string summary(const Trace& trace);

/// One event as a person reads it: "t 1,042 ipc_send thread 5.0 partner 6.0 w0 7 w1 0 flags 0".
std::string text_of(const Trace& trace, const Event& event);

}  // namespace kumquat::trace
