// tab_bar.hpp -- which view the middle of the window shows, and the way back and forward.
#pragma once

#include "view.hpp"

namespace kumquat {

class TabBar : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    /// Where the words do not all fit: moves them, and draws a sign where there are more.
    /// \return  the room that is left for them
    Rect draw_ends(const Ui& ui, const Rect& area, float whole);
    /// Push the words as far as it needs to see the one that was opened last.
    void show_open(const Ui& ui, const Rect& area, float begin, float end);

    float scroll_ = 0;  // how far the words are pushed to the left
    Tab shown_ = Tab::timeline;
};

}  // namespace kumquat
