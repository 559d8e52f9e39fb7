// status_strip.hpp -- a file that is coming, what the specification objects to, or what is worth a look.
#pragma once

#include "view.hpp"

namespace kumquat {

class StatusStrip : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
    static float height(const Session& session, const Ui& ui, float width);
};

}  // namespace kumquat
