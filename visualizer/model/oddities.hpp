// oddities.hpp -- events that do not fit what the events before them said.
// A student's kernel is often wrong: then the newest word counts, the place is marked, and
// nothing stops. Which rule of the specification is broken is for the judge to say.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kumquat {

struct Oddity {
    uint32_t event;
    const char* what;  // a sentence without its full stop
};

class Oddities {
public:
    /// At most one is kept for an event. Requires: events come in order.
    void note(uint32_t event, const char* what) {
        if (list_.size() < kept_max && (list_.empty() || list_.back().event != event)) {
            list_.push_back({event, what});
        }
    }

    const std::vector<Oddity>& list() const { return list_; }
    /// What is odd about an event, or nullptr.
    const char* at(int64_t event) const {
        const auto found = std::lower_bound(
            list_.begin(), list_.end(), event,
            [](const Oddity& odd, int64_t wanted) { return odd.event < wanted; });
        return found != list_.end() && found->event == event ? found->what : nullptr;
    }

private:
    static constexpr std::size_t kept_max = 100'000;
    std::vector<Oddity> list_;
};

}  // namespace kumquat
