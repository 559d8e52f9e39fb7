// legend.hpp -- the key of colours and patterns below the timeline.
#pragma once

#include "view.hpp"

namespace kumquat {

class Legend : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

    /// How high it wants to be at a width.
    static float height(const Ui& ui, float width);
};

}  // namespace kumquat
