// span_panel.hpp -- what lies between the marks: how long, how much, and because of whom.
#pragma once

#include "view.hpp"

namespace kumquat {

class SpanPanel : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
