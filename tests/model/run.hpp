// run.hpp -- what the specification looks at: one run of a kernel, as a list of events.
// Its one idea: events name threads and tasks by their numbers, as the kernel does, not by rows
// of tables, so that the rules read like the specification.
#pragma once

#include "kernel/abi/trace_kinds.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kumquat {
struct Trace;  // visualizer/decode/trace.hpp
}

namespace kumquat::model {

struct Event {
    int64_t time = 0;
    TraceKind kind = TraceKind::boot;
    std::array<uint32_t, trace_columns_max> columns{};

    uint32_t operator[](int column) const {
        return columns[static_cast<std::size_t>(column)];
    }
};

struct Run {
    std::map<std::string, std::string> config;  // "SCHED" -> "benno"
    std::vector<Event> events;

    /// Whether a switch of the kernel stands in this position; one that is not named does.
    bool is(const std::string& name, const std::string& position) const {
        const auto found = config.find(name);
        return found == config.end() || found->second == position;
    }
};

/// The run that a trace file tells. Events of kinds that we do not know are left out.
Run run_from(const Trace& trace);

/// "t 1,042 ipc_send thread 5.0 partner 6.0 w0 7 w1 0 flags 0"
std::string text_of(const Event& event);

/// "5.1", or "nobody"
std::string thread_text(uint32_t thread);

}  // namespace kumquat::model
