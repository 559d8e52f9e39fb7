// chrome.cpp -- see chrome.hpp. Process = task row, thread = thread row.
#include "tools/trace/chrome.hpp"

#include "tools/trace/json.hpp"

#include <sstream>
#include <stdexcept>

namespace kumquat::trace {

namespace {

using Json = nlohmann::ordered_json;

double microseconds(int64_t nanoseconds) {
    return static_cast<double>(nanoseconds) / 1000.0;
}

std::string label(const std::string& id, const std::string& name) {
    return name.empty() ? id : id + " " + name;
}

class Writer {
public:
    explicit Writer(const Trace& trace) : trace_{trace} {}

    Json document() {
        name_rows();
        for (std::size_t i = 0; i < trace_.events.size(); ++i) {
            add_event(i);
        }
        if (running_ >= 0 && !trace_.events.empty()) {
            end_span(trace_.events.back().time);
        }
        Trace tables = trace_;
        tables.events.clear();
        std::ostringstream text;
        write_json(text, tables);
        return {{"displayTimeUnit", "ns"},
                {"otherData", Json::parse(text.str())},
                {"traceEvents", events_}};
    }

private:
    /// An event of phase `phase` on the track of a thread row.
    Json on_track(const char* phase,
                  const std::string& name,
                  int64_t row,
                  int64_t time) const {
        const int64_t task =
            row < 0 ? 0 : trace_.threads[static_cast<std::size_t>(row)].task;
        return {{"ph", phase},
                {"name", name},
                {"pid", task},
                {"tid", row < 0 ? 0 : row},
                {"ts", microseconds(time)}};
    }

    void name_rows() {
        for (std::size_t i = 0; i < trace_.tasks.size(); ++i) {
            const Task& task = trace_.tasks[i];
            events_.push_back(
                {{"ph", "M"},
                 {"name", "process_name"},
                 {"pid", i},
                 {"args",
                  {{"name", label("task " + std::to_string(task.id), task.name)}}}});
        }
        for (std::size_t i = 0; i < trace_.threads.size(); ++i) {
            const Thread& thread = trace_.threads[i];
            events_.push_back({{"ph", "M"},
                               {"name", "thread_name"},
                               {"pid", thread.task},
                               {"tid", i},
                               {"args", {{"name", label(thread.id, thread.name)}}}});
        }
    }

    void add_event(std::size_t index) {
        const Event& event = trace_.events[index];
        const Kind& kind = trace_.kinds.at(event.kind);
        int64_t row = -1;
        Json args = {{"event", index}, {"time", event.time}, {"kind", event.kind}};
        for (std::size_t i = 0; i < kind.columns.size(); ++i) {
            args[kind.columns[i]] = event.columns.at(i);
            if (kind.columns[i] == "thread") {
                row = event.columns[i];
            }
        }
        Json instant = on_track("i", kind.name, row, event.time);
        instant["s"] = "t";
        instant["args"] = args;
        events_.push_back(instant);
        if (kind.name == "context_switch") {
            end_span(event.time);
            running_ = event.columns.at(1);
            running_since_ = event.time;
        } else if (kind.name == "ipc_transfer") {
            add_arrow(index, event);
        }
    }

    void end_span(int64_t now) {
        if (running_ >= 0) {
            Json span = on_track("X", "running", running_, running_since_);
            span["dur"] = microseconds(now - running_since_);
            events_.push_back(span);
        }
    }

    void add_arrow(std::size_t index, const Event& event) {
        Json begin = on_track("s", "message", event.columns.at(0), event.time);
        begin["cat"] = "ipc";
        begin["id"] = index;
        Json end = on_track("f", "message", event.columns.at(1), event.time);
        end["cat"] = "ipc";
        end["id"] = index;
        end["bp"] = "e";
        events_.push_back(begin);
        events_.push_back(end);
    }

    const Trace& trace_;
    Json events_ = Json::array();
    int64_t running_ = -1;
    int64_t running_since_ = 0;
};

}  // namespace

nlohmann::ordered_json chrome_document(const Trace& trace) {
    return Writer{trace}.document();
}

Trace trace_from_chrome(const nlohmann::ordered_json& document) {
    if (!document.contains("otherData") || !document.contains("traceEvents")) {
        throw std::runtime_error("This file was not made from a Kumquat trace.");
    }
    Trace trace = trace_from_json(document.at("otherData"));
    for (const Json& entry : document.at("traceEvents")) {
        if (entry.at("ph") != "i") {
            continue;
        }
        const Json& args = entry.at("args");
        Event event{args.at("time"), args.at("kind"), {}};
        for (const std::string& column : trace.kinds.at(event.kind).columns) {
            event.columns.push_back(args.at(column));
        }
        trace.events.push_back(std::move(event));
    }
    return trace;
}

}  // namespace kumquat::trace
