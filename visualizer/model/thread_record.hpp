// thread_record.hpp -- what one thread is doing at one moment.
// The words are the kernel's own (kernel/threads/thread_state.hpp); "waiting" says for whom.
#pragma once

#include "visualizer/decode/trace.hpp"

#include <cstdint>

namespace kumquat {

enum class LaneState : uint8_t {
    not_there,           // not created yet, or outside this life
    running,             // has the processor
    ready,               // could run
    waiting_to_send,     // its partner does not receive yet
    waiting_to_receive,  // no message has come yet
    sleeping,            // a receive from nobody: the clock alone can end it
    dead,                // exists but cannot run
};
constexpr uint32_t lane_state_count = 7;

/// From whom a waiting thread takes a message.
enum class TakesFrom : uint8_t { partner, anyone, interrupt, nobody };

/// A change of a thread. Sixteen bytes: there are more of these than events.
struct ThreadRecord {
    static constexpr uint32_t never_us = 0xFFFFFFFF;

    LaneState state = LaneState::not_there;
    uint8_t priority = 0;
    bool is_page_fault = false;  // the message it waits with is a page fault
    TakesFrom from = TakesFrom::partner;
    uint32_t partner = no_index;     // whom it waits for; no_index: no thread alone
    uint32_t timeout_us = never_us;  // of the wait

    bool is_waiting() const {
        return state == LaneState::waiting_to_send ||
               state == LaneState::waiting_to_receive || state == LaneState::sleeping;
    }
    friend bool operator==(const ThreadRecord&, const ThreadRecord&) = default;
};

}  // namespace kumquat
