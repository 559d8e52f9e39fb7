// memory_words.cpp -- page faults, mappings and the kernel's memory in words.
#include "memory_words.hpp"

#include "kernel/abi/fpage.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kumquat {

namespace {

EventWords page_fault_words(const Trace& trace, const Event& event, ThreadNamer name) {
    const uint32_t access = trace.column(event, 3);
    const uint32_t pager = trace.column(event, 4, no_index);
    const std::string eip = as_hex(trace.column(event, 2));
    return {
        fmt::format("{} faults at {}", name(trace, trace.column(event, 0, no_index)),
                    as_hex(trace.column(event, 1))),
        {fmt::format(
             "It {} a page that is {}.", (access & 2) != 0 ? "writes to" : "reads from",
             (access & 1) != 0 ? "there, but may not be used so" : "not mapped"),
         pager == no_index ? fmt::format("Instruction {}; it has no pager to ask.", eip)
                           : fmt::format("Instruction {}; its pager is {}.", eip,
                                         name(trace, pager))}};
}

/// "4 KB, writable, frame 0x00800000."
std::string page_text(Fpage frame) {
    const uint32_t order = std::max(frame.order(), page_order);
    const std::string size = order < 20 ? fmt::format("{} KB", 1u << (order - 10))
                                        : fmt::format("{} MB", 1u << (order - 20));
    return fmt::format("{}, {}, frame {}.", size, rights_name(frame.is_writable()),
                       as_hex(frame.base()));
}

/// map and grant
EventWords
gift_words(const Trace& trace, const Event& event, const char* verb, ThreadNamer name) {
    const uint32_t source = trace.column(event, 3, no_index);
    const std::string from =
        source == no_index
            ? "From the kernel."
            : fmt::format("From {}, there at {}.", task_label(trace, source),
                          as_hex(trace.column(event, 4)));
    return {fmt::format("{} {} a page at {}",
                        task_label(trace, trace.column(event, 0, no_index), name), verb,
                        as_hex(trace.column(event, 1))),
            {page_text(Fpage{trace.column(event, 2)}), from}};
}

EventWords unmap_words(const Trace& trace, const Event& event, ThreadNamer name) {
    const bool can_read = trace.column(event, 3) != 0;
    return {fmt::format(fmt::runtime(can_read ? "{} may only read the page at {} now"
                                              : "{} loses the page at {}"),
                        task_label(trace, trace.column(event, 0, no_index), name),
                        as_hex(trace.column(event, 1))),
            {"It was: " + page_text(Fpage{trace.column(event, 2)}),
             fmt::format("By {}.", name(trace, trace.column(event, 4, no_index)))}};
}

EventWords unmap_call_words(const Trace& trace, const Event& event, ThreadNamer name) {
    constexpr uint32_t flush_bit = 1u << 31, remove_bit = 1u << 1;
    const Fpage fpage{trace.column(event, 1)};
    const uint32_t mask = trace.column(event, 2);
    return {fmt::format("{} takes pages back",
                        name(trace, trace.column(event, 0, no_index))),
            {fpage.is_valid() ? fmt::format("2^{} bytes from {}.", fpage.order(),
                                            as_hex(fpage.base()))
                              : std::string{"None: the fpage is not valid."},
             (mask & remove_bit) != 0 ? "The pages themselves."
                                      : "Only the right to write.",
             (mask & flush_bit) != 0 ? "From its own space, too."
                                     : "Its own space keeps them."}};
}

}  // namespace

EventWords
memory_words(const Trace& trace, const Event& event, TraceKind kind, ThreadNamer name) {
    switch (kind) {
    case TraceKind::page_fault:
        return page_fault_words(trace, event, name);
    case TraceKind::map:
        return gift_words(trace, event, "gets", name);
    case TraceKind::grant:
        return gift_words(trace, event, "is given for good", name);
    case TraceKind::unmap_start:
        return unmap_call_words(trace, event, name);
    case TraceKind::unmap:
        return unmap_words(trace, event, name);
    case TraceKind::unmap_end:
        return {fmt::format("{} has taken its pages back",
                            name(trace, trace.column(event, 0, no_index))),
                {}};
    case TraceKind::page_split:
        return {fmt::format("The large page of {} at {} is split",
                            task_label(trace, trace.column(event, 0, no_index), name),
                            as_hex(trace.column(event, 1))),
                {"It is 1,024 pages of 4 KB from now on."}};
    default:
        return {fmt::format("The kernel's memory for {}",
                            task_label(trace, trace.column(event, 0, no_index), name)),
                {fmt::format("{} frames, {} mapping nodes.",
                             with_thousands(trace.column(event, 1)),
                             with_thousands(trace.column(event, 2)))}};
    }
}

}  // namespace kumquat
