// statistics.cpp -- one pass over the events.
#include "statistics.hpp"

#include "csv.hpp"
#include "text.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

Statistics::Statistics(const Model& model)
    : kinds(model.trace().kinds.size()), faults(model.trace().tasks.size()) {
    const Trace& trace = model.trace();
    std::vector<int64_t> calls_since(trace.threads.size(), -1);
    for (int64_t i = 0; i < model.event_count(); ++i) {
        const Event& event = model.event(i);
        const FileKind& kind = trace.kind_of(event);
        kinds[event.kind].add(i);
        const uint32_t thread = trace.column(event, 0, no_index);
        if (!kind.known || thread >= trace.threads.size()) {
            continue;
        }
        const uint32_t task = trace.threads[thread].task;
        switch (*kind.known) {
        case TraceKind::page_fault:
            if (task < faults.size()) {
                faults[task].add(i);
            }
            break;
        case TraceKind::ipc_send:
            calls_since[thread] =
                (trace.column(event, 4) & trace_ipc_then_receives) != 0 ? i : -1;
            break;
        case TraceKind::ipc_result:
            if (calls_since[thread] >= 0) {
                const int64_t call = calls_since[thread];
                calls.push_back(
                    {event.time - model.event(call).time, static_cast<uint32_t>(call)});
                calls_since[thread] = -1;
            }
            break;
        default:
            break;
        }
    }
    for (const Message& message : model.messages()) {
        messages[{message.sender, message.receiver}].add(message.event);
    }
    for (uint32_t thread = 0; thread < trace.threads.size(); ++thread) {
        times.push_back(model.times_until(thread, model.end_time()));
    }
    std::stable_sort(
        calls.begin(), calls.end(),
        [](const Latency& a, const Latency& b) { return a.time < b.time; });
}

const Latency& Statistics::per_mille(uint32_t share) const {
    return calls[(calls.size() - 1) * share / 1000];
}

std::string csv_of(const Model& model, const Statistics& statistics) {
    const Trace& trace = model.trace();
    std::string text = "table,name,to,count,first event,instructions\n";
    for (size_t i = 0; i < statistics.kinds.size(); ++i) {
        const Count& count = statistics.kinds[i];
        text += fmt::format("events,{},,{},{},\n", csv_field(trace.kinds[i].name),
                            count.count, count.first + 1);
    }
    for (const auto& [pair, count] : statistics.messages) {
        text += fmt::format(
            "messages,{},{},{},{},\n", csv_field(thread_label(trace, pair.first)),
            csv_field(thread_label(trace, pair.second)), count.count, count.first + 1);
    }
    for (uint32_t thread = 0; thread < statistics.times.size(); ++thread) {
        for (uint32_t state = 0; state < lane_state_count; ++state) {
            text +=
                fmt::format("time,{},{},,,{}\n", csv_field(thread_label(trace, thread)),
                            state_name(static_cast<LaneState>(state)),
                            statistics.times[thread][state]);
        }
    }
    for (uint32_t task = 0; task < statistics.faults.size(); ++task) {
        text += fmt::format(
            "page faults,{},,{},{},\n", csv_field(task_label(trace, task)),
            statistics.faults[task].count, statistics.faults[task].first + 1);
    }
    for (const Latency& call : statistics.calls) {
        text += fmt::format("calls,,,,{},{}\n", call.event + 1, call.time);
    }
    return text;
}

}  // namespace kumquat
