// top_bar.hpp -- name, file, transport, place, zoom, theme and help; on a phone in two bars.
#pragma once

#include "search_field.hpp"

namespace kumquat {

class TopBar : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    float draw_brand(Session& session, const Ui& ui, const Rect& area) const;

    SearchField search_field_;
};

/// The transport at the thumb: phones only.
class BottomBar : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
