// history.hpp -- a value that changes at some events, at every moment of the trace.
// Its one idea: keep each change with the event that caused it. Any moment is found by a
// binary search, so to go back costs what to go forward costs, and the changes are at once
// the spans that the timeline draws.
// Invariant: events ascend strictly, and two neighbouring values differ.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace kumquat {

/// Before the first event.
constexpr int64_t before_all_events = -1;

template <typename Value>
class History {
public:
    struct Change {
        uint32_t event;  // the value holds after this event
        Value value;
    };

    /// Note a new value. Requires: event is not before the latest change.
    void set(uint32_t event, const Value& value) {
        if (value == latest()) {
            return;
        }
        if (!changes_.empty() && changes_.back().event == event) {
            changes_.back().value = value;
            if (changes_.size() > 1 && changes_[changes_.size() - 2].value == value) {
                changes_.pop_back();  // the event undid its own change
            }
            return;
        }
        changes_.push_back({event, value});
    }

    Value latest() const { return changes_.empty() ? Value{} : changes_.back().value; }

    /// The value after an event; before_all_events gives the first value.
    Value after(int64_t event) const {
        const size_t place = place_after(event);
        return place == 0 ? Value{} : changes_[place - 1].value;
    }

    /// How many changes happened up to and with an event.
    size_t place_after(int64_t event) const {
        const auto later = std::upper_bound(
            changes_.begin(), changes_.end(), event,
            [](int64_t wanted, const Change& change) { return wanted < change.event; });
        return static_cast<size_t>(later - changes_.begin());
    }

    /// The event since which the value after `event` holds; before_all_events: it is the first.
    int64_t since(int64_t event) const {
        const size_t place = place_after(event);
        return place == 0 ? before_all_events : int64_t{changes_[place - 1].event};
    }

    /// The event at which that value ends; nothing: it is the last.
    std::optional<int64_t> until(int64_t event) const {
        const size_t place = place_after(event);
        return place == changes_.size() ? std::nullopt
                                        : std::optional{int64_t{changes_[place].event}};
    }

    const std::vector<Change>& changes() const { return changes_; }

private:
    std::vector<Change> changes_;
};

}  // namespace kumquat
