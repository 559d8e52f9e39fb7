// spaces.hpp -- an address space page by page, and the tree that one of its pages belongs to.
#pragma once

#include "motion.hpp"
#include "view.hpp"

namespace kumquat {

class Spaces : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    Motion motion_;  // of the page that the selected event made or took
    /// The events that concern a frame, found once.
    struct FrameHistory {
        uint64_t model = 0;
        int64_t events_seen = -1;
        uint32_t frame = 0;
        std::vector<int64_t> events;
    };
    const std::vector<int64_t>& history_of(const Session& session, uint32_t frame);

    FrameHistory history_;
};

}  // namespace kumquat
