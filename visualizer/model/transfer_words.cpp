// transfer_words.cpp -- long messages, and how an ipc ends early, in words.
#include "ipc_words.hpp"

#include <fmt/format.h>

namespace kumquat {

EventWords transfer_words(const Trace& trace,
                          const Event& event,
                          TraceKind kind,
                          ThreadNamer name) {
    const std::string self = name(trace, trace.column(event, 0, no_index));
    const uint32_t partner = trace.column(event, 1, no_index);
    const uint32_t third = trace.column(event, 2);
    switch (kind) {
    case TraceKind::ipc_cancel:
        return {fmt::format("The ipc of {} is ended by {}", self, name(trace, partner)),
                {}};
    case TraceKind::ipc_redirect:
        return {fmt::format("The message of {} goes to {}", self, name(trace, third)),
                {fmt::format("It was meant for {}; this is the chief on the way.",
                             name(trace, partner))}};
    case TraceKind::ipc_deceit:
        return {fmt::format("{} speaks in the name of {}", self, name(trace, third)),
                {fmt::format("To {}. {}", name(trace, partner),
                             trace.column(event, 3) != 0
                                 ? "It is the chief on the way, so it may."
                                 : "It may not: its own name is used.")}};
    case TraceKind::transfer_start:
        return {
            fmt::format("{} begins a long message to {}", self, name(trace, partner)),
            {fmt::format("The message lies at {}, the buffer at {}.",
                         as_hex(third & ~3u), as_hex(trace.column(event, 3) & ~3u))}};
    case TraceKind::transfer_fault:
        return {fmt::format("{} lacks a page for the message", self),
                {fmt::format("Address {}; it asks its pager, and {} waits with it.",
                             as_hex(third), name(trace, partner)),
                 fmt::format("Patience: {}.", as_timeout(trace.column(event, 4)))}};
    case TraceKind::transfer_words:
        return {fmt::format("{} words of {} are copied to {}", with_thousands(third),
                            self, name(trace, partner)),
                {}};
    case TraceKind::transfer_string:
        return {
            fmt::format("A string of {} is copied to {}", self, name(trace, partner)),
            {fmt::format("{} bytes, from {} to {}.", with_thousands(third),
                         as_hex(trace.column(event, 3)),
                         as_hex(trace.column(event, 4)))}};
    default:
        return {fmt::format("The message of {} to {} is given up", self,
                            name(trace, partner)),
                {fmt::format("Result {}: {}.", as_hex(third), ipc_error_name(third))}};
    }
}

}  // namespace kumquat
