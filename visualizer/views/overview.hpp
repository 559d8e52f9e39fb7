// overview.hpp -- the whole trace in a strip; the visible stretch is a window in it.
// Press or drag to move the window, drag its edges by zooming in the timeline.
#pragma once

#include "time_scale.hpp"
#include "view.hpp"
#include "visualizer/model/processor_shares.hpp"

#include <vector>

namespace kumquat {

class Overview : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    void draw_shares(const Session& session, const Ui& ui, const Rect& strip);

    std::vector<SharePart> shares_;  // as long as nothing of the following changes:
    uint64_t model_ = ~uint64_t{0};
    int64_t events_ = 0;
    int bands_ = 0, columns_ = 0;
};

}  // namespace kumquat
