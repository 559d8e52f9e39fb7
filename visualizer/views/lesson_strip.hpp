// lesson_strip.hpp -- what a lesson says at this step, and the way to the next.
#pragma once

#include "view.hpp"

namespace kumquat {

class LessonStrip : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

    /// How high it wants to be; 0 without a lesson.
    static float height(const Session& session, const Ui& ui, float width);
};

}  // namespace kumquat
