// signs.cpp -- which events are signs, and which make up a long message.
#include "signs.hpp"

#include <algorithm>
#include <optional>

namespace kumquat {

namespace {

std::optional<SignKind> sign_of(TraceKind kind) {
    switch (kind) {
    case TraceKind::page_fault:
        return SignKind::fault;
    case TraceKind::exception:
        return SignKind::exception;
    case TraceKind::ipc_timeout:
        return SignKind::timeout;
    case TraceKind::interrupt:
        return SignKind::interrupt;
    case TraceKind::user_mark:
        return SignKind::said;
    case TraceKind::lost:
        return SignKind::lost;
    default:
        return std::nullopt;
    }
}

/// Whether an ipc ended with an error, though no clock ran out: a timeout has its own sign.
bool is_failure(const Trace& trace, uint32_t event_index) {
    const Event& event = trace.events[event_index];
    constexpr uint32_t error_bits = 0xF0;
    if (trace.kind_of(event).known != TraceKind::ipc_result ||
        (trace.column(event, 1) & error_bits) == 0) {
        return false;
    }
    const Event* const before =
        event_index == 0 ? nullptr : &trace.events[event_index - 1];
    return before == nullptr ||
           trace.kind_of(*before).known != TraceKind::ipc_timeout ||
           trace.column(*before, 0) != trace.column(event, 0);
}

}  // namespace

const char* sign_name(SignKind kind) {
    switch (kind) {
    case SignKind::fault:
        return "page fault";
    case SignKind::exception:
        return "exception";
    case SignKind::timeout:
        return "timeout";
    case SignKind::failed:
        return "failed ipc";
    case SignKind::interrupt:
        return "interrupt";
    case SignKind::said:
        return "mark of a program";
    case SignKind::lost:
        return "lost events";
    }
    return "?";
}

void Signs::note(const Trace& trace, uint32_t event_index) {
    const Event& event = trace.events[event_index];
    const FileKind& kind = trace.kind_of(event);
    if (!kind.known) {
        return;
    }
    note_transfer(trace, event_index, *kind.known);
    if (const auto sign =
            is_failure(trace, event_index) ? SignKind::failed : sign_of(*kind.known)) {
        const uint32_t thread =
            *sign == SignKind::lost ? no_index : trace.column(event, 0, no_index);
        ++counts_[static_cast<size_t>(*sign)];
        lists_.resize(trace.threads.size());
        (thread < lists_.size() ? lists_[thread] : of_no_lane_)
            .push_back({event_index, *sign});
    }
}

const std::vector<Sign>& Signs::of(uint32_t thread) const {
    static const std::vector<Sign> none;
    return thread == no_index       ? of_no_lane_
           : thread < lists_.size() ? lists_[thread]
                                    : none;
}

LongMessage* Signs::open_message(uint32_t sender) {
    return sender < open_.size() && open_[sender] != 0
               ? &long_messages_[open_[sender] - 1]
               : nullptr;
}

/// A transfer that is interrupted begins again by another transfer_start: it is the same message.
void Signs::note_transfer(const Trace& trace, uint32_t event_index, TraceKind kind) {
    const Event& event = trace.events[event_index];
    const uint32_t sender = trace.column(event, 0, no_index);
    const uint32_t receiver = trace.column(event, 1, no_index);
    if (kind == TraceKind::transfer_start) {
        if (sender >= trace.threads.size() || receiver >= trace.threads.size()) {
            return;
        }
        const LongMessage* const open = open_message(sender);
        if (open != nullptr && open->receiver == receiver) {
            return;
        }
        open_.resize(trace.threads.size());
        long_messages_.push_back({event_index, no_index, sender, receiver, false, {}});
        open_[sender] = static_cast<uint32_t>(long_messages_.size());
        return;
    }
    const bool is_fault = kind == TraceKind::transfer_fault;
    // A fault tells in whose space it is first: that may be the receiver's.
    LongMessage* message = open_message(sender);
    if (is_fault && (message == nullptr || message->receiver != receiver)) {
        message = open_message(receiver);
    }
    if (message == nullptr) {
        return;
    }
    switch (kind) {
    case TraceKind::transfer_words:
        message->phases.push_back({event_index, PhaseKind::words});
        break;
    case TraceKind::transfer_string:
        message->phases.push_back({event_index, PhaseKind::string});
        break;
    case TraceKind::transfer_fault:
        message->phases.push_back({event_index, PhaseKind::fault});
        break;
    case TraceKind::ipc_transfer:
    case TraceKind::transfer_abort:
        if (receiver == message->receiver) {  // not a page-fault message in between
            message->end = event_index;
            message->is_aborted = kind == TraceKind::transfer_abort;
            open_[sender] = 0;
        }
        break;
    default:
        break;
    }
}

size_t Signs::first_from(const std::vector<Sign>& signs, int64_t event) {
    const auto found = std::lower_bound(
        signs.begin(), signs.end(), event,
        [](const Sign& sign, int64_t wanted) { return int64_t{sign.event} < wanted; });
    return static_cast<size_t>(found - signs.begin());
}

}  // namespace kumquat
