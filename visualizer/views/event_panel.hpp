// event_panel.hpp -- the selected event in words, and what it changed.
// For each thread that the event names: its state before and after.
#pragma once

#include "view.hpp"

namespace kumquat {

class EventPanel {
public:
    /// \param most   as much room as it may take
    /// \param least  how high it is at least, in pixels
    /// \return       how high it is: as high as the event needs
    float draw(Session& session, const Ui& ui, const Rect& most, float least) const;

private:
    float draw_words(const Session& session, const Ui& ui, const Rect& area) const;
    float
    draw_states(const Session& session, const Ui& ui, const Rect& area, float y) const;
    void draw_state(const Session& session,
                    const Ui& ui,
                    ImVec2 at,
                    float width,
                    const ThreadRecord& record,
                    bool is_changed) const;
};

}  // namespace kumquat
