// followed_chain.hpp -- who set the followed thread going: asked in every frame, worked out only when
// the thread or the selected event is another one, since a long chain takes longer than a frame.
#pragma once

#include "visualizer/model/causes.hpp"
#include "visualizer/model/session.hpp"

namespace kumquat {

class FollowedChain {
public:
    /// Back from the selected event to the beginning of the trace, the latest first; empty: no thread
    /// is followed. Requires: session.has_events()
    const std::vector<Cause>& of(const Session& session) {
        const Key key{session.model_number(), session.model().event_count(),
                      session.selected(), session.followed()};
        if (!(key == key_)) {
            key_ = key;
            causes_ =
                causes_of(session.model(), session.followed(), session.selected(), 0);
        }
        return causes_;
    }

private:
    struct Key {
        uint64_t model = 0;
        int64_t events = 0, selected = 0;
        uint32_t thread = no_index;
        bool operator==(const Key&) const = default;
    };
    Key key_;  // whose causes_ they are
    std::vector<Cause> causes_;
};

}  // namespace kumquat
