// ipc_words.cpp -- the events of a rendezvous in words.
#include "ipc_words.hpp"

#include "ipc_bits.hpp"
#include "message_fate.hpp"
#include "text.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

std::string words_sent(const Trace& trace, const Event& event) {
    const uint32_t flags = trace.column(event, 4);
    const std::string w0 = as_word(trace.column(event, 2));
    const std::string w1 = as_word(trace.column(event, 3));
    if ((flags & trace_ipc_fault) != 0) {
        return fmt::format("Fault address {}, instruction {}.",
                           as_hex(trace.column(event, 2)),
                           as_hex(trace.column(event, 3)));
    }
    if ((flags & trace_ipc_map) != 0) {
        return fmt::format("A mapping: base {}, fpage {}.", w0,
                           as_hex(trace.column(event, 3)));
    }
    return fmt::format("2 words: {}, {}.", w0, w1);
}

/// Whether the wait that an event ended was a sleep: no message was to come.
bool ended_sleep(const Model& model, uint32_t thread, int64_t index) {
    if (thread >= model.trace().threads.size()) {
        return false;
    }
    const auto& history = model.history(thread);
    const size_t place = history.place_after(index);
    if (place < 2) {
        return false;
    }
    const Event& end = model.event(history.changes()[place - 1].event);
    const ThreadRecord& wait = history.changes()[place - 2].value;
    return model.trace().kind_of(end).known == TraceKind::ipc_timeout &&
           wait.state == LaneState::sleeping;
}

/// Whether the partner takes the message at once, and if not, why.
std::string what_partner_does(const Model& model,
                              int64_t event,
                              uint32_t sender,
                              uint32_t partner,
                              ThreadNamer name) {
    if (partner == no_index) {
        return "There is no such thread.";
    }
    const Trace& trace = model.trace();
    const ThreadRecord record = model.state_after(partner, event - 1);
    const bool waits = record.state == LaneState::waiting_to_receive;
    if (waits && (record.partner == sender || record.from == TakesFrom::anyone)) {
        return name(trace, partner) + " was already waiting.";
    }
    const std::string state = state_words(trace, record, name);
    const bool is_closed = waits || record.state == LaneState::sleeping;
    return fmt::format("{} cannot take the message{}: it {}{}.", name(trace, partner),
                       is_closed ? "" : " yet", record.is_waiting() ? "" : "is ",
                       state);
}

}  // namespace

EventWords ipc_send_words(const Model& model, int64_t index, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t sender = trace.column(event, 0, no_index);
    const uint32_t partner = trace.column(event, 1, no_index);
    const uint32_t flags = trace.column(event, 4);
    const bool then_receives = (flags & trace_ipc_then_receives) != 0;
    const bool then_open = (flags & trace_ipc_open) != 0;
    std::string form = "{} sends to {}";
    if ((flags & trace_ipc_fault) != 0) {
        form = "{} asks its pager {}";
    } else if (then_receives && then_open) {
        form = "{} replies to {} and waits";
    } else if (then_receives) {
        form = "{} calls {}";
    }
    EventWords words;
    words.headline =
        fmt::format(fmt::runtime(form), name(trace, sender), name(trace, partner));
    words.details.push_back(words_sent(trace, event));
    words.details.push_back(what_partner_does(model, index, sender, partner, name));
    const MessageFate fate = fate_of_message(model, index);
    if (fate.kind == MessageFate::Kind::failed) {
        words.headline += ", in vain";
    }
    if (fate.kind == MessageFate::Kind::failed ||
        fate.kind == MessageFate::Kind::waiting) {
        words.details.push_back(
            fmt::format("Not taken: {}.", message_fate_words(model, index, fate)));
    }
    return words;
}

EventWords ipc_receive_words(const Model& model, int64_t index, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t partner = trace.column(event, 1, no_index);
    const bool is_open = (trace.column(event, 3) & trace_ipc_open) != 0;
    const std::string self = name(trace, trace.column(event, 0, no_index));
    EventWords words;
    if (is_open) {
        words.headline = fmt::format("{} wants a message from anyone", self);
    } else if (partner == no_index) {
        words.headline = fmt::format("{} sleeps: it waits for nobody", self);
    } else {
        words.headline =
            fmt::format("{} wants a message from {}", self, name(trace, partner));
    }
    words.details.push_back("The receive phase of its ipc begins.");
    return words;
}

EventWords ipc_block_words(const Model& model, int64_t index, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t partner = trace.column(event, 1, no_index);
    const bool sends = trace.column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
    const uint32_t thread = trace.column(event, 0, no_index);
    EventWords words;
    words.headline =
        thread < trace.threads.size()
            ? fmt::format("{} {}", name(trace, thread),
                          state_words(trace, model.state_after(thread, index), name))
            : fmt::format("{} waits for {}", name(trace, thread), name(trace, partner));
    const uint32_t timeout_us = trace.column(event, 3, ThreadRecord::never_us);
    words.details.push_back(
        timeout_us == ThreadRecord::never_us
            ? "Its wait has no timeout."
            : fmt::format("It will wait {}, counted in ticks of the clock.",
                          as_timeout(timeout_us)));
    if (sends) {
        words.details.push_back("It stands in its partner's send queue.");
    }
    return words;
}

EventWords ipc_transfer_words(const Model& model, int64_t index, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t flags = trace.column(event, 4);
    EventWords words;
    words.headline = fmt::format("{} takes the message of {}",
                                 name(trace, trace.column(event, 1, no_index)),
                                 name(trace, trace.column(event, 0, no_index)));
    words.details.push_back(words_sent(trace, event));
    words.details.push_back(
        (flags & trace_ipc_met_waiting) != 0
            ? "The receiver was there first: copied at once, no queue."
            : "The sender was there first, and waited in the send queue.");
    if ((flags & trace_ipc_mapped) != 0) {
        words.details.push_back("At least one page was mapped.");
    }
    return words;
}

EventWords ipc_timeout_words(const Model& model, int64_t index, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t thread = trace.column(event, 0, no_index);
    const std::string self = name(trace, thread);
    if (ended_sleep(model, thread, index)) {
        const int64_t since = model.history(thread).since(index - 1);
        const int64_t slept_ns = event.time - model.event(since).time;
        const uint32_t wanted_us = model.state_after(thread, index - 1).timeout_us;
        return {
            fmt::format("{} wakes", self),
            {fmt::format("It has slept {} µs; it wanted {} µs, and the clock counts in "
                         "ticks.",
                         with_thousands(slept_ns / 1000), with_thousands(wanted_us))}};
    }
    const bool sends = trace.column(event, 1) == static_cast<uint32_t>(IpcPhase::send);
    return {fmt::format("{} waited too long", self),
            {sends ? "Nobody took its message in time: it gets a send timeout."
                   : "No message came in time: it gets a receive timeout."}};
}

EventWords ipc_result_words(const Model& model, int64_t index, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(index);
    const uint32_t thread = trace.column(event, 0, no_index);
    const uint32_t result = trace.column(event, 1);
    const bool is_error =
        ipc_error(result) != IpcError::none && !ended_sleep(model, thread, index);
    const std::string who = name(trace, thread);
    return {is_error ? fmt::format("{} comes back: {}", who, ipc_error_name(result))
                     : fmt::format("{} comes back from its ipc", who),
            {fmt::format("Result {}: {}.", as_hex(result), ipc_error_name(result))}};
}

}  // namespace kumquat
