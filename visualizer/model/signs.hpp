// signs.hpp -- events that deserve a sign on their lane, and long messages with their phases.
// Its one idea: they are kept apart, lane by lane, in the order in which they came; a picture of
// a whole trace then costs a search for each sign drawn, not a walk through a million events.
#pragma once

#include "visualizer/decode/trace.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kumquat {

enum class SignKind : uint8_t {
    fault,
    exception,
    timeout,
    failed,
    interrupt,
    said,
    lost
};
constexpr uint32_t sign_kind_count = 7;

/// What a sign means: "page fault", ...
const char* sign_name(SignKind kind);

struct Sign {
    uint32_t event;
    SignKind kind;
};

/// A part of a long message: it has come, or is held up by a missing page.
enum class PhaseKind : uint8_t { words, string, fault };

struct Phase {
    uint32_t event;
    PhaseKind kind;
};

/// A message that is carried in steps, from transfer_start to its end.
struct LongMessage {
    uint32_t begin;
    uint32_t end;  // no_index: it has not come to an end
    uint32_t sender, receiver;
    bool is_aborted;
    std::vector<Phase> phases;
};

class Signs {
public:
    /// Requires: events come in order.
    void note(const Trace& trace, uint32_t event_index);

    /// The signs of a thread's lane, or of no lane (no_index).
    const std::vector<Sign>& of(uint32_t thread) const;
    /// How many there are of a kind.
    uint32_t count_of(SignKind kind) const {
        return counts_[static_cast<size_t>(kind)];
    }
    const std::vector<LongMessage>& long_messages() const { return long_messages_; }
    /// The first sign whose event is not before the given one, as a place in the list.
    static size_t first_from(const std::vector<Sign>& signs, int64_t event);

private:
    void note_transfer(const Trace& trace, uint32_t event_index, TraceKind kind);
    LongMessage* open_message(uint32_t sender);

    std::vector<std::vector<Sign>> lists_;  // by thread
    std::vector<Sign> of_no_lane_;
    std::array<uint32_t, sign_kind_count> counts_{};
    std::vector<LongMessage> long_messages_;
    std::vector<uint32_t> open_;  // by sender: place in long_messages_ + 1
};

}  // namespace kumquat
