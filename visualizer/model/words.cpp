// words.cpp -- every other kind of event in words; a kind that we do not know is spelled out.
#include "words.hpp"

#include "control_words.hpp"
#include "ipc_words.hpp"
#include "memory_words.hpp"
#include "text.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

EventWords generic_words(const Trace& trace, const Event& event, ThreadNamer name) {
    const FileKind& kind = trace.kind_of(event);
    EventWords words{as_label(kind.name), {}};
    const auto columns = trace.columns_of(event);
    for (size_t i = 0; i < columns.size(); ++i) {
        const std::string value =
            kind.meanings[i] == ColumnMeaning::thread ? name(trace, columns[i])
            : kind.meanings[i] == ColumnMeaning::task ? task_label(trace, columns[i])
                                                      : as_word(columns[i]);
        words.details.push_back(
            fmt::format("{}: {}.", as_label(kind.columns[i]), value));
    }
    return words;
}

/// The idle thread stands below all priorities: the kernel says -1.
std::string priority_words(uint32_t priority) {
    return static_cast<int32_t>(priority) < 0 ? "It runs when nobody else can."
                                              : fmt::format("Priority {}.", priority);
}

const char* switch_reason(uint32_t reason) {
    static constexpr const char* reasons[] = {
        "Directly: ipc hands the processor to its partner.",
        "The thread waits, so the scheduler chose the next.",
        "A thread of higher priority became ready.",
        "The timeslice is used up.",
        "The thread gave the processor away.",
        "The thread was stopped for ever.",
    };
    return reason < 6 ? reasons[reason]
                      : "For a reason that this program does not know.";
}

/// The end of a slice, and a thread of higher priority that became ready, may come at one tick: the
/// kernel tells of the first.
bool goes_to_higher_at_slice_end(const Model& model, int64_t index) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t self = trace.column(event, 0, no_index);
    const uint32_t next = trace.column(event, 1, no_index);
    const bool is_slice_end =
        trace.column(event, 2) == static_cast<uint32_t>(SwitchReason::slice_end);
    const size_t count = trace.threads.size();
    return is_slice_end && self < count && next < count &&
           model.state_after(next, index).priority >
               model.state_after(self, index).priority;
}

EventWords thread_event_words(const Model& model,
                              int64_t index,
                              TraceKind kind,
                              ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const std::string self = name(trace, trace.column(event, 0, no_index));
    const std::string second = name(trace, trace.column(event, 1, no_index));
    const uint32_t number = trace.column(event, 1);
    const auto due = [&] {
        return fmt::format("Due at {} µs of the kernel's clock.",
                           with_thousands(number));
    };
    switch (kind) {
    case TraceKind::thread_create:
        return {fmt::format("{} is created by {}", self,
                            trace.column(event, 1, no_index) == no_index ? "the kernel"
                                                                         : second),
                {priority_words(trace.column(event, 2)),
                 fmt::format("It starts at {}, its stack at {}.",
                             as_hex(trace.column(event, 3)),
                             as_hex(trace.column(event, 4)))}};
    case TraceKind::thread_change:
        return {fmt::format("{} is sent elsewhere by {}", self, second),
                {fmt::format("It goes on at {}, its stack at {}.",
                             as_hex(trace.column(event, 2)),
                             as_hex(trace.column(event, 3))),
                 "An ipc that it waited in is cancelled."}};
    case TraceKind::thread_name:
        return {
            fmt::format("{} gets its name", self),
            {fmt::format("\"{}\".", unpack_text(trace.columns_of(event).subspan(1)))}};
    case TraceKind::thread_dead: {
        static constexpr const char* reasons[] = {"An exception stopped it.",
                                                  "It faulted, and has no pager.",
                                                  "Its task was deleted."};
        return {fmt::format("{} is stopped for ever", self),
                {number < 3 ? reasons[number] : "?"}};
    }
    case TraceKind::context_switch: {
        const uint32_t owner = trace.column(event, 3, no_index);
        EventWords words{fmt::format("{} hands the processor to {}", self, second),
                         {switch_reason(trace.column(event, 2, 99))}};
        if (goes_to_higher_at_slice_end(model, index)) {
            words.details.push_back(
                fmt::format("{} goes first: its priority is higher.", second));
        }
        if (owner != no_index) {
            words.details.push_back(
                fmt::format("The timeslice belongs to {}.", name(trace, owner)));
        }
        return words;
    }
    case TraceKind::ready_insert:
        return {fmt::format("{} becomes ready", self),
                {fmt::format("It enters the ready queue of priority {}.", number)}};
    case TraceKind::ready_remove:
        return {fmt::format("{} leaves the ready queue", self),
                {priority_words(number)}};
    case TraceKind::ipc_wake:
        return {fmt::format("{} wakes {}", second, self), {"Its ipc is over."}};
    case TraceKind::ipc_timeout:
        return ipc_timeout_words(model, index, name);
    case TraceKind::ipc_result:
        return ipc_result_words(model, index, name);
    case TraceKind::timeout_insert:
        return {fmt::format("{} will be woken by the clock", self), {due()}};
    case TraceKind::timeout_remove:
        return {fmt::format("{} needs the clock no more", self),
                {"It leaves the timeout queue."}};
    case TraceKind::timeout_fire:
        return {fmt::format("The time of {} is over", self), {due()}};
    case TraceKind::timer:
        return {fmt::format("Timer tick while {} runs", self),
                {fmt::format("The kernel's clock: {} µs.", with_thousands(number))}};
    case TraceKind::user_mark:
        return {fmt::format("{} says \"{}\"", self,
                            unpack_text(trace.columns_of(event).subspan(1))),
                {}};
    case TraceKind::boot:
        return {"The kernel starts",
                {fmt::format("Memory up to {}.", as_hex(trace.column(event, 0)))}};
    case TraceKind::task_create:
        return {fmt::format("{} is created",
                            task_label(trace, trace.column(event, 0, no_index))),
                {fmt::format("By {}; its chief is {}.",
                             trace.column(event, 2, no_index) == no_index
                                 ? "the kernel"
                                 : name(trace, trace.column(event, 2)),
                             task_label(trace, trace.column(event, 1, no_index)))}};
    case TraceKind::lost:
        return {"Events were lost here",
                {fmt::format("{} are missing: what follows may not fit.",
                             with_thousands(trace.column(event, 0)))}};
    case TraceKind::drain:
        return {"The trace buffer is emptied",
                {fmt::format("{} records; the {} ns this took are not counted.",
                             with_thousands(trace.column(event, 0)),
                             with_thousands(number))}};
    case TraceKind::task_delete:
    case TraceKind::task_change:
    case TraceKind::thread_delete:
    case TraceKind::thread_pager:
    case TraceKind::thread_priority:
    case TraceKind::thread_switch:
    case TraceKind::timeslice:
    case TraceKind::id_nearest:
    case TraceKind::exception:
    case TraceKind::exception_reflect:
    case TraceKind::interrupt:
    case TraceKind::interrupt_deliver:
    case TraceKind::interrupt_attach:
    case TraceKind::interrupt_detach:
        return control_words(trace, event, kind, name);
    case TraceKind::page_fault:
    case TraceKind::map:
    case TraceKind::grant:
    case TraceKind::page_split:
    case TraceKind::unmap_start:
    case TraceKind::unmap:
    case TraceKind::unmap_end:
    case TraceKind::kernel_memory:
        return memory_words(trace, event, kind, name);
    case TraceKind::ipc_cancel:
    case TraceKind::ipc_redirect:
    case TraceKind::ipc_deceit:
    case TraceKind::transfer_start:
    case TraceKind::transfer_fault:
    case TraceKind::transfer_words:
    case TraceKind::transfer_string:
    case TraceKind::transfer_abort:
        return transfer_words(trace, event, kind, name);
    case TraceKind::ipc_send:
        return ipc_send_words(model, index, name);
    case TraceKind::ipc_receive:
        return ipc_receive_words(model, index, name);
    case TraceKind::ipc_block:
        return ipc_block_words(model, index, name);
    case TraceKind::ipc_transfer:
        return ipc_transfer_words(model, index, name);
    }
    return generic_words(trace, event, name);
}

}  // namespace

EventWords words_of(const Model& model, int64_t index, ThreadNamer name) {
    const Event& event = model.event(index);
    const FileKind& kind = model.trace().kind_of(event);
    return kind.known ? thread_event_words(model, index, *kind.known, name)
                      : generic_words(model.trace(), event, name);
}

std::string sentence_of(const Model& model, int64_t index) {
    const EventWords words = words_of(model, index, thread_in_full);
    std::string sentence = words.headline + ".";
    for (const std::string& detail : words.details) {
        sentence += " " + detail;
    }
    return sentence;
}

}  // namespace kumquat
