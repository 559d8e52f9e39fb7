// event_list.hpp -- all events in order, one line each, in step with the selection.
// Its one idea: it scrolls by whole rows counted in integers, so a list of a million lines
// is as exact as one of ten.
#pragma once

#include "view.hpp"

namespace kumquat {

class EventList : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
    /// With less it would be of no use: a few events on either side of the selected one.
    static float least_height(const Ui& ui);

private:
    void
    take_input(Session& session, const Ui& ui, const Rect& rows, int64_t rows_visible);
    void draw_scrollbar(const Session& session,
                        const Ui& ui,
                        const Rect& bar,
                        int64_t rows_visible);
    void draw_row(const Session& session,
                  const Ui& ui,
                  const Rect& row,
                  int64_t event,
                  bool is_hovered);

    double first_ = 0.0;            // row at the top
    int64_t shown_selection_ = -1;  // the selection that we scrolled to
    int64_t shown_rows_ = 0;        // and how many rows there were then
    float drag_ = 0.0f;
};

}  // namespace kumquat
