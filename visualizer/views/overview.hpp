// overview.hpp -- the whole trace in a strip; the visible stretch is a window in it.
// Press or drag to move the window, drag its edges by zooming in the timeline.
#pragma once

#include "view.hpp"

namespace kumquat {

class Overview : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
