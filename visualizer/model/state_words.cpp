// state_words.cpp -- states and completion codes by name.
#include "words.hpp"

#include "kernel/abi/message.hpp"

#include <fmt/format.h>

namespace kumquat {

const char* state_name(LaneState state) {
    switch (state) {
    case LaneState::not_there:
        return "not there";
    case LaneState::running:
        return "running";
    case LaneState::ready:
        return "ready";
    case LaneState::waiting_to_send:
        return "waiting to send";
    case LaneState::waiting_to_receive:
        return "waiting to receive";
    case LaneState::sleeping:
        return "sleeping";
    case LaneState::dead:
        return "dead";
    }
    return "?";
}

const char* state_meaning(LaneState state) {
    switch (state) {
    case LaneState::not_there:
        return "it has not been created yet";
    case LaneState::running:
        return "it has the processor";
    case LaneState::ready:
        return "it could run, but another thread has the processor";
    case LaneState::waiting_to_send:
        return "its partner is not ready to take the message";
    case LaneState::waiting_to_receive:
        return "no message for it has come yet";
    case LaneState::sleeping:
        return "it takes no message: the clock will wake it";
    case LaneState::dead:
        return "it exists, but cannot run: stopped, or not started yet";
    }
    return "?";
}

const char* state_meaning(const ThreadRecord& record) {
    const bool is_for_ever = record.state == LaneState::sleeping &&
                             record.timeout_us == ThreadRecord::never_us;
    return is_for_ever ? "it takes no message, and no timeout ends its sleep"
                       : state_meaning(record.state);
}

const char* rights_name(bool is_writable) {
    return is_writable ? "writable" : "read only";
}

std::string
state_words(const Trace& trace, const ThreadRecord& record, ThreadNamer name) {
    const std::string partner = record.partner != no_index ? name(trace, record.partner)
                                : record.from == TakesFrom::anyone    ? "anyone"
                                : record.from == TakesFrom::interrupt ? "an interrupt"
                                                                      : "nobody";
    switch (record.state) {
    case LaneState::waiting_to_send:
        return record.is_page_fault ? fmt::format("waits to ask {} for a page", partner)
                                    : fmt::format("waits to send to {}", partner);
    case LaneState::waiting_to_receive:
        return record.is_page_fault ? fmt::format("waits for a page from {}", partner)
                                    : fmt::format("waits for {}", partner);
    case LaneState::sleeping:
        return "sleeps";
    case LaneState::not_there:
    case LaneState::running:
    case LaneState::ready:
    case LaneState::dead:
        break;
    }
    return state_name(record.state);
}

const char* ipc_error_name(uint32_t result) {
    static constexpr const char* names[] = {
        "no error",
        "the partner does not exist",
        "receive timeout",
        "send timeout",
        "receive cancelled",
        "send cancelled",
        "receive: no memory to map",
        "send: no memory to map",
        "receive: timeout in the sender's page fault",
        "send: timeout in the sender's page fault",
        "receive: timeout in the receiver's page fault",
        "send: timeout in the receiver's page fault",
        "receive aborted",
        "send aborted",
        "receive: message cut",
        "send: message cut",
    };
    static_assert(sizeof(names) / sizeof(names[0]) == 16, "bits 7:4 of the result");
    return names[MessageDope::ErrorCode::get(result)];
}

}  // namespace kumquat
