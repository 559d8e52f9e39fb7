// top_bar.hpp -- name, file, transport, place, zoom, theme and help; on a phone in two bars.
#pragma once

#include "view.hpp"

namespace kumquat {

class TopBar : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    float draw_brand(Session& session, const Ui& ui, const Rect& area) const;
};

/// The transport at the thumb: phones only.
class BottomBar : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
