// hand_written_trace.hpp -- traces of a few events, written by hand in a test.
#pragma once

#include "kernel/abi/trace_kinds.hpp"

#include <initializer_list>
#include <string>

namespace kumquat {

/// The beginning of a trace with so many threads 4.0, 4.1, ... of one task, up to its events.
inline std::string head(uint32_t threads) {
    std::string kinds, rows;
    for (const TraceKindInfo& kind : trace_kind_table) {
        kinds += (kinds.empty() ? "[\"" : ",[\"") + std::string{kind.name} + "\"";
        for (const char* column : kind.columns) {
            kinds += column == nullptr ? "" : ",\"" + std::string{column} + "\"";
        }
        kinds += "]";
    }
    for (uint32_t i = 0; i < threads; ++i) {
        rows += (i == 0 ? "" : ",") + std::string{R"({"id":"4.)"} + std::to_string(i) +
                R"(","task":0,"name":"","priority":9,"from":0,"to":null})";
    }
    return R"({"format":"kumquat-trace","version":1,"unit":"virtual_ns","dropped":0,"build":{},)"
           R"("kinds":[)" +
           kinds + R"(],"tasks":[{"id":4,"chief":0,"name":"","from":0,"to":null}],)" +
           R"("threads":[)" + rows + R"(],"events":[)";
}

/// An event; the first has the time 1.
inline std::string
row(int64_t time, TraceKind kind, std::initializer_list<int64_t> columns) {
    std::string text = (time == 1 ? "[" : ",[") + std::to_string(time) + "," +
                       std::to_string(static_cast<uint32_t>(kind));
    for (const int64_t column : columns) {
        text += "," + std::to_string(column);
    }
    return text + "]";
}

/// Thread 0 calls thread 1, which waited for it, and gets another number for its own after 10 ns.
inline std::string call_and_answer(int64_t time, int64_t number) {
    return row(time, TraceKind::ipc_transfer,
               {0, 1, number, 0, trace_ipc_then_receives | trace_ipc_met_waiting}) +
           row(time + 10, TraceKind::ipc_transfer,
               {1, 0, number + 100, 0, trace_ipc_open});
}

}  // namespace kumquat
