// event_panel.hpp -- the selected event in words, and what it changed.
// For each thread that the event names: its state before and after.
#pragma once

#include "view.hpp"

namespace kumquat {

class EventPanel : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

    /// How much room the event took that was drawn last, in pixels; 0: none was drawn.
    float height() const { return height_; }

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

    float height_ = 0;
};

}  // namespace kumquat
