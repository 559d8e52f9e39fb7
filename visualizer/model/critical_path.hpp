// critical_path.hpp -- why a stretch of time took as long as it did.
// Its one idea: go backward from the end. The thread that is there at last either ran, or could
// have run while others did, or was woken by somebody: then the time before belongs to the waker.
// Where the clock or a device woke it, its own wait is the reason.
// Invariant: the parts follow each other without a gap and fill the stretch.
#pragma once

#include "instant.hpp"

#include <string>
#include <vector>

namespace kumquat {

struct PathPart {
    enum class Kind : uint8_t {
        runs,
        held_up,
        waits
    };  // held_up: another one had the processor

    uint32_t thread;
    int64_t from, to;  // events
    Kind kind;
    bool is_woken;  // at `from`, by the thread of the part before

    friend bool operator==(const PathPart&, const PathPart&) = default;
};

/// The parts in the order of time. \param thread  who is there at the end
/// Requires: from <= to, both are events.
std::vector<PathPart>
critical_path(const Model& model, uint32_t thread, int64_t from, int64_t to);

/// Who set a thread going at an event; no_index: the clock, a device, itself.
uint32_t waker_of(const Model& model, uint32_t thread, int64_t event);

/// The part of the stretch that each thread is the reason for, the largest first.
struct PathShare {
    uint32_t thread;
    PathPart::Kind kind;
    int64_t time;
    int64_t first;  // event
};
std::vector<PathShare> shares_of(const Model& model, const std::vector<PathPart>& path);

/// "6.0 server runs", "8.0 client is ready, others run", ...
std::string path_words(const Trace& trace, uint32_t thread, PathPart::Kind kind);

}  // namespace kumquat
