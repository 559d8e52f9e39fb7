// legend.hpp -- the key of colours, patterns and signs below the timeline. A click on a sign hides
// all of its kind, or shows them again.
#pragma once

#include "view.hpp"

namespace kumquat {

class Legend : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

    /// How high it wants to be at a width.
    static float height(const Session& session, const Ui& ui, float width);
};

}  // namespace kumquat
