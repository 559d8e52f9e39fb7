// measured_span.cpp -- counting between two events.
#include "measured_span.hpp"

#include "text.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

std::string counted(int64_t number, const char* one, const char* many) {
    return with_thousands(number) + " " + (number == 1 ? one : many);
}

}  // namespace

MeasuredSpan measure(const Model& model, int64_t from, int64_t to, uint32_t thread) {
    MeasuredSpan span;
    span.from = from;
    span.to = to;
    span.time = model.event(to).time - model.event(from).time;
    span.messages = static_cast<int64_t>(model.first_message_from(to + 1) -
                                         model.first_message_from(from + 1));
    for (int64_t i = from + 1; i <= to; ++i) {
        const auto known = model.trace().kind_of(model.event(i)).known;
        span.switches += known == TraceKind::context_switch ? 1 : 0;
        span.faults += known == TraceKind::page_fault ? 1 : 0;
    }
    const std::vector<uint32_t> named = model.threads_of(to);
    if (thread >= model.trace().threads.size() && !named.empty()) {
        thread = named.front();
    } else if (thread >= model.trace().threads.size()) {
        Instant instant{model};
        instant.seek(to);
        thread = instant.running();
    }
    span.thread = thread;
    if (thread < model.trace().threads.size()) {
        span.path = critical_path(model, thread, from, to);
        span.shares = shares_of(model, span.path);
    }
    return span;
}

std::string span_words(const MeasuredSpan& span) {
    return fmt::format(
        "{}; {}, {}, {}, {}.", counted(span.time, "instruction", "instructions"),
        counted(span.to - span.from, "event", "events"),
        counted(span.messages, "message", "messages"),
        counted(span.switches, "switch of threads", "switches of threads"),
        counted(span.faults, "page fault", "page faults"));
}

}  // namespace kumquat
