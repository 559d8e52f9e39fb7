// causes.hpp -- why a thread waits, and who made it run.
// Its one idea: both are chains. A thread waits for another that waits for a third; a thread runs
// because another woke it, which ran because a third had woken it.
#pragma once

#include "instant.hpp"

#include <string>
#include <vector>

namespace kumquat {

/// A link of the chain of waits.
struct Wait {
    uint32_t thread;
    ThreadRecord record;
    int64_t since;  // the event after which it waits
};

struct WaitChain {
    std::vector<Wait> waits;            // the first is the thread that was asked about
    bool is_cycle = false;              // the last waits for one of those before it
    int64_t event = before_all_events;  // it is so after this one
};

/// Whom a thread waits for, whom that one waits for, and so on, at an instant.
/// \return  empty if the thread does not wait
WaitChain waits_of(const Model& model, uint32_t thread, int64_t event);

/// The chain in sentences: who waits for whom, and why it ends there.
std::vector<std::string> wait_words(const Model& model, const WaitChain& chain);

/// A stretch of a causal chain: a thread, from the event that set it going.
struct Cause {
    uint32_t thread;
    int64_t from, to;  // events
    bool
        was_woken;  // by the thread of the next cause, at `from`; else by something else
};

/// Who woke the thread, who had woken that one, and so on, backward from an event: the latest
/// stretch first. The events that set them going are the critical path.
/// \param earliest  do not look at events before this one
std::vector<Cause>
causes_of(const Model& model, uint32_t thread, int64_t event, int64_t earliest);

}  // namespace kumquat
