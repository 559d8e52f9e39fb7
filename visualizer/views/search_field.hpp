// search_field.hpp -- the field to search in, how much was found, and help with the syntax.
#pragma once

#include "view.hpp"

#include <array>

namespace kumquat {

class SearchField : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    void take_text(Session& session, const Ui& ui, const Rect& field);
    float draw_buttons(Session& session, const Ui& ui, const Rect& area) const;
    void draw_help(Session& session, const Ui& ui, const Rect& area);

    std::array<char, 401> text_{};
    bool is_active_ = false;
    int awaited_ = 0;  // frames since it was to get the focus
    int linger_ = 0;  // frames for which the help stays, so that a click into it counts
    uint64_t model_ = 0;
};

}  // namespace kumquat
