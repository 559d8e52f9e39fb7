// compare_view.hpp -- two traces, and where they part: both sides in words.
#pragma once

#include "view.hpp"

namespace kumquat {

class Sheet;

class CompareView : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    void draw_head(Sheet& sheet, Session& session) const;
    void draw_difference(Sheet& sheet, Session& session, size_t number) const;
};

}  // namespace kumquat
