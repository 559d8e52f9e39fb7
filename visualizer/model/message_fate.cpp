// message_fate.cpp -- on from a message to the event that decided it.
#include "message_fate.hpp"

#include "ipc_bits.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <optional>

namespace kumquat {

namespace {

constexpr int events_looked_at = 5'000;

uint32_t column(const Model& model, int64_t event, int position) {
    return model.trace().column(model.event(event), position, no_index);
}

std::optional<TraceKind> kind_of(const Model& model, int64_t event) {
    return model.trace().kind_of(model.event(event)).known;
}

bool is_of_fault(const Model& model, int64_t event) {
    return (model.trace().column(model.event(event), 4) & trace_ipc_fault) != 0;
}

IpcError error_of(const Model& model, int64_t result) {
    return ipc_error(column(model, result, 1));
}

/// The event after `event` at which something can happen to a thread.
/// \return  the number of events: it waits to the end of the trace
int64_t next_of(const Model& model, uint32_t thread, int64_t event, LaneState wait) {
    if (model.state_after(thread, event).state != wait) {
        return event + 1;
    }
    return model.history(thread).until(event).value_or(model.event_count());
}

/// What an event says about a thread that waits for its message to be taken, or for an answer.
/// \param message  its ipc_send, or the ipc_transfer of its call
MessageFate::Kind told_by(const Model& model, int64_t event, int64_t message) {
    const uint32_t thread = column(model, message, 0);
    const bool wants_answer = kind_of(model, message) == TraceKind::ipc_transfer;
    const auto kind = kind_of(model, event);
    if (kind == TraceKind::ipc_transfer &&
        column(model, event, wants_answer ? 1 : 0) == thread &&
        (wants_answer || is_of_fault(model, event) == is_of_fault(model, message))) {
        return MessageFate::Kind::taken;
    }
    const bool is_its = column(model, event, 0) == thread;
    const bool ends =
        kind == TraceKind::thread_dead || kind == TraceKind::thread_delete;
    const bool fails =
        kind == TraceKind::ipc_result && error_of(model, event) != IpcError::none;
    return is_its && (ends || fails) ? MessageFate::Kind::failed
                                     : MessageFate::Kind::unknown;
}

MessageFate fate_of(const Model& model, int64_t message, LaneState wait) {
    const uint32_t thread = column(model, message, 0);
    if (thread >= model.trace().threads.size()) {
        return {};
    }
    int64_t event = message + 1;
    for (int i = 0; i < events_looked_at && event < model.event_count(); ++i) {
        const MessageFate::Kind kind = told_by(model, event, message);
        if (kind != MessageFate::Kind::unknown) {
            return {kind, event};
        }
        const bool is_next_message = kind_of(model, event) == TraceKind::ipc_send &&
                                     column(model, event, 0) == thread &&
                                     !is_of_fault(model, event);
        if (is_next_message) {
            return {};
        }
        event = next_of(model, thread, event, wait);
    }
    const bool waits =
        event >= model.event_count() && model.history(thread).latest().state == wait;
    return {waits ? MessageFate::Kind::waiting : MessageFate::Kind::unknown, -1};
}

bool is_stopped_by(const Model& model, int64_t event) {
    return kind_of(model, event) != TraceKind::ipc_result;
}

/// "before the trace ends, 9,000 instructions later, and the wait has no timeout"
std::string until_the_end(const Model& model, int64_t message) {
    const ThreadRecord record = model.history(column(model, message, 0)).latest();
    return fmt::format("before the trace ends, {} later{}",
                       time_between(model, message, model.event_count() - 1),
                       record.timeout_us == ThreadRecord::never_us
                           ? ", and the wait has no timeout"
                           : "");
}

}  // namespace

MessageFate fate_of_message(const Model& model, int64_t send) {
    return fate_of(model, send, LaneState::waiting_to_send);
}

MessageFate fate_of_answer(const Model& model, int64_t transfer) {
    return fate_of(model, transfer, LaneState::waiting_to_receive);
}

std::string time_between(const Model& model, int64_t from, int64_t to) {
    const int64_t time = model.event(to).time - model.event(from).time;
    return with_thousands(time) + (time == 1 ? " instruction" : " instructions");
}

std::string message_fate_words(const Model& model, int64_t send) {
    return message_fate_words(model, send, fate_of_message(model, send));
}

std::string
message_fate_words(const Model& model, int64_t send, const MessageFate& fate) {
    switch (fate.kind) {
    case MessageFate::Kind::taken:
        return {};
    case MessageFate::Kind::waiting:
        return "nobody takes it " + until_the_end(model, send);
    case MessageFate::Kind::unknown:
        return "what becomes of it is not in the trace";
    case MessageFate::Kind::failed:
        break;
    }
    if (is_stopped_by(model, fate.event)) {
        return "nobody has taken it when its sender is stopped";
    }
    const bool is_zero =
        (model.trace().column(model.event(send), 4) & trace_ipc_send_zero) != 0;
    const uint32_t result = column(model, fate.event, 1);
    const std::string time = time_between(model, send, fate.event);
    switch (error_of(model, fate.event)) {
    case IpcError::not_existing:
        return "there is no such thread";
    case IpcError::send_timeout:
        return is_zero
                   ? "the send timeout is zero, so the message is lost"
                   : "nobody takes it in time: the send timeout is over after " + time;
    case IpcError::send_cancelled:
        return "the send is cancelled after " + time;
    default:
        return fmt::format("it fails after {}: {}", time, ipc_error_name(result));
    }
}

std::string answer_fate_words(const Model& model, int64_t transfer) {
    const MessageFate fate = fate_of_answer(model, transfer);
    switch (fate.kind) {
    case MessageFate::Kind::taken:
    case MessageFate::Kind::unknown:
        return "an answer is not in the trace";
    case MessageFate::Kind::waiting:
        return "no answer comes " + until_the_end(model, transfer);
    case MessageFate::Kind::failed:
        break;
    }
    return is_stopped_by(model, fate.event)
               ? "it is stopped before an answer comes"
               : fmt::format("no answer comes: {} after {}",
                             ipc_error_name(column(model, fate.event, 1)),
                             time_between(model, transfer, fate.event));
}

}  // namespace kumquat
