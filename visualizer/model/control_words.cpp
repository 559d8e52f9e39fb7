// control_words.cpp -- what is done to tasks and threads, and what interrupts them, in words.
#include "control_words.hpp"

#include "kernel/abi/thread_id.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

const char* exception_name(uint32_t vector) {
    static constexpr const char* names[] = {"#DE divide error",
                                            "#DB debug",
                                            "NMI",
                                            "#BP breakpoint",
                                            "#OF overflow",
                                            "#BR bound range",
                                            "#UD invalid opcode",
                                            "#NM no coprocessor",
                                            "#DF double fault",
                                            "coprocessor overrun",
                                            "#TS invalid TSS",
                                            "#NP segment not present",
                                            "#SS stack segment",
                                            "#GP protection",
                                            "#PF page fault",
                                            "reserved",
                                            "#MF floating point",
                                            "#AC alignment",
                                            "#MC machine check",
                                            "#XM SIMD"};
    return vector < sizeof(names) / sizeof(names[0]) ? names[vector] : "vector";
}

std::string id_text(uint32_t low, uint32_t high) {
    const ThreadId id{low, high};
    return id.is_nil() ? "nil"
                       : fmt::format("{}.{}, whose chief is {}", id.task().value,
                                     id.lthread(), id.chief().value);
}

EventWords nearest_words(const Trace& trace, const Event& event, ThreadNamer name) {
    static constexpr const char* ways[] = {"near", "outward", "of no kind", "inward"};
    const uint32_t wish = trace.column(event, 1);
    return {fmt::format("{} asks who is next on the way",
                        name(trace, trace.column(event, 0, no_index))),
            {wish == 0 ? std::string{"It asks for itself."}
                       : fmt::format("To {}.", id_text(wish, 0)),
             fmt::format("The answer: {}, {}.",
                         id_text(trace.column(event, 3), trace.column(event, 4)),
                         ways[(trace.column(event, 2) >> 2) & 3])}};
}

EventWords interrupt_words(const Trace& trace,
                           const Event& event,
                           TraceKind kind,
                           ThreadNamer name) {
    const uint32_t thread = trace.column(event, 0, no_index);
    const std::string self = name(trace, thread);
    const uint32_t line = trace.column(event, 1);
    if (kind == TraceKind::interrupt_attach) {
        return {fmt::format("{} attaches interrupt {}", self, line),
                {"Each time it occurs, the thread gets a message."}};
    }
    if (kind == TraceKind::interrupt_detach) {
        return {fmt::format("{} gives interrupt {} back", self, line), {}};
    }
    if (kind == TraceKind::interrupt_deliver) {
        return {fmt::format("{} gets the message of interrupt {}", self, line), {}};
    }
    return {fmt::format("Interrupt {} occurs", line),
            {thread == no_index ? std::string{"Nobody has attached it."}
                                : fmt::format("It belongs to {}.", self)}};
}

EventWords
task_words(const Trace& trace, const Event& event, TraceKind kind, ThreadNamer name) {
    const std::string task = task_label(trace, trace.column(event, 0, no_index));
    if (kind == TraceKind::task_delete) {
        return {fmt::format("{} is deleted by {}", task,
                            name(trace, trace.column(event, 1, no_index))),
                {"Nothing of it is left: no thread and no page."}};
    }
    return {fmt::format("{} hands a number over",
                        name(trace, trace.column(event, 2, no_index))),
            {fmt::format("{} belongs to {} now.", task,
                         task_label(trace, trace.column(event, 1, no_index)))}};
}

}  // namespace

EventWords control_words(const Trace& trace,
                         const Event& event,
                         TraceKind kind,
                         ThreadNamer name) {
    const std::string self = name(trace, trace.column(event, 0, no_index));
    const uint32_t second = trace.column(event, 1, no_index);
    switch (kind) {
    case TraceKind::task_delete:
    case TraceKind::task_change:
        return task_words(trace, event, kind, name);
    case TraceKind::thread_delete:
        return {fmt::format("{} is deleted by {}", self, name(trace, second)), {}};
    case TraceKind::thread_pager:
        return {second == no_index
                    ? fmt::format("{} has no pager", self)
                    : fmt::format("{} gets {} as its pager", self, name(trace, second)),
                {}};
    case TraceKind::thread_priority:
        return {fmt::format("{} sets the priority of {}", name(trace, second), self),
                {fmt::format("Priority {}, timeslice {} µs.", trace.column(event, 2),
                             with_thousands(trace.column(event, 3)))}};
    case TraceKind::thread_switch:
        return {fmt::format("{} gives the processor away", self),
                {second == no_index ? std::string{"To whom the scheduler likes."}
                                    : fmt::format("To {}.", name(trace, second))}};
    case TraceKind::timeslice:
        return {fmt::format("The timeslice of {} begins", self),
                {fmt::format("{} µs are left of it.", with_thousands(second))}};
    case TraceKind::exception:
        return {fmt::format("{} raises {}", self, exception_name(second)),
                {fmt::format("Error code {}, instruction {}.",
                             as_word(trace.column(event, 2)),
                             as_hex(trace.column(event, 3)))}};
    case TraceKind::exception_reflect:
        return {fmt::format("{} gets its own {}", self, exception_name(second)),
                {fmt::format("It goes on at its handler {}, its stack at {}.",
                             as_hex(trace.column(event, 2)),
                             as_hex(trace.column(event, 3)))}};
    case TraceKind::id_nearest:
        return nearest_words(trace, event, name);
    default:
        return interrupt_words(trace, event, kind, name);
    }
}

}  // namespace kumquat
