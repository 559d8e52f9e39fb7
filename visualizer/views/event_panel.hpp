// event_panel.hpp -- the selected event in words, and what it changed.
// For each thread that the event names: its state before and after.
#pragma once

#include "sheet.hpp"

namespace kumquat {

class EventPanel {
public:
    /// Takes as much of the sheet as the event needs.
    void draw(Sheet& sheet, const Session& session) const;

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
