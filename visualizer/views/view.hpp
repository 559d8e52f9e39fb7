// view.hpp -- one way to look at a session.
// A view draws itself into the rectangle that it is given, once per frame, and answers the
// mouse there by changing the session. It keeps nothing of its own but scroll positions, so
// views can be tabbed, hidden and rearranged without knowing of each other.
#pragma once

#include "ui.hpp"
#include "visualizer/model/session.hpp"

namespace kumquat {

class View {
public:
    View() = default;
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    virtual ~View() = default;

    /// Requires: inside a frame, within ImGui::Begin and End.
    virtual void draw(Session& session, const Ui& ui, const Rect& area) = 0;
};

}  // namespace kumquat
