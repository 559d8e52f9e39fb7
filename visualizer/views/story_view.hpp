// story_view.hpp -- the trace in sentences, scene by scene, in step with the selection.
// Its one idea: paragraphs have different heights, so it scrolls by scenes: which one is at the
// top, and how much of it is above the edge.
#pragma once

#include "view.hpp"

namespace kumquat {

class StoryView : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    float draw_scene(Session& session, const Ui& ui, const Rect& place, size_t scene);
    void take_input(const Ui& ui, const Rect& area, size_t scenes);

    double top_ = 0;  // scene at the top, with the part of it that is above the edge
    int64_t shown_selection_ = -1;
    uint64_t model_ = 0;
    float drag_ = 0;
};

}  // namespace kumquat
