// tab_bar.hpp -- which view the middle of the window shows, and the way back and forward.
#pragma once

#include "view.hpp"

namespace kumquat {

class TabBar : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
