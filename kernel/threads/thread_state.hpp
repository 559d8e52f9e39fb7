// thread_state.hpp -- what a thread is doing, in one word.
// Most states are small numbers. A thread in a *plain receive* (a system call, no timeout,
// nothing that a switch to it would have to look after) says in the same word whom it waits
// for, so that a sender learns with one comparison whether it may deliver at once, and marks
// the partner as running, and itself as receiving, with one store each.
//
//   0..15                  a ThreadState
//   16                     plain receive, from its own interrupt line only
//   0x00000400 and above   plain receive, from this thread only: its number, where an id has it
//   0xFFFFFFFF             plain receive, from anybody
//
// Source: Liedtke's kernels test states as bits for the same reason; L4 facts are in
// handouts/reference/l4-v2.md, "ipc".
#pragma once

#include "kernel/threads/tcb_offsets.hpp"

#include "kernel/abi/thread_id.hpp"

namespace kumquat {

enum class ThreadState : uint32_t {
    nonexistent,  // must be 0: an unallocated part of the TCB array reads as zeros
    dead,  // exists but cannot run: stopped, or created without an instruction pointer
    running,       // has the processor; in no queue (but see ready_queue.hpp)
    ready,         // in the ready queue, unless it has no time of its own
    sending,       // in the send queue of its partner
    receiving,     // waits for a message; what it accepts is in its registers
    transferring,  // its partner carries a long message in or out; or serves a fault of it
};

class StateWord {
public:
    constexpr StateWord() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a state is a state word
    constexpr StateWord(ThreadState state) : word_{static_cast<uint32_t>(state)} {}

    static constexpr StateWord plain_receive_from_anybody() {
        return StateWord{STATE_RECEIVES_FROM_ANYBODY};
    }
    static constexpr StateWord plain_receive_from(ThreadId source) {
        return StateWord{source.low() & ThreadId::Number::mask};
    }

    static constexpr StateWord plain_receive_from_interrupt() { return StateWord{16}; }

    /// It waits for a partner, or for the end of a timeout.
    constexpr bool is_blocked() const {
        return word_ >= static_cast<uint32_t>(ThreadState::sending);
    }
    constexpr bool awaits_interrupt() const { return word_ == 16; }
    constexpr bool is_plain_receive() const {
        return word_ > static_cast<uint32_t>(ThreadState::transferring);
    }
    /// Requires: is_plain_receive().
    constexpr bool receives_from(ThreadId sender) const {
        return word_ == STATE_RECEIVES_FROM_ANYBODY ||
               word_ == (sender.low() & ThreadId::Number::mask);
    }
    // NOLINTNEXTLINE(google-explicit-constructor): so that a switch can name the states
    constexpr operator ThreadState() const {
        return is_plain_receive() ? ThreadState::receiving
                                  : static_cast<ThreadState>(word_);
    }

private:
    constexpr explicit StateWord(uint32_t word) : word_{word} {}
    uint32_t word_ = 0;
};
static_assert(static_cast<uint32_t>(ThreadState::running) == STATE_RUNNING);

}  // namespace kumquat
