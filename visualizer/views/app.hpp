// app.hpp -- the one window: all views in their places, for wide screens and for phones.
#pragma once

#include "event_list.hpp"
#include "event_panel.hpp"
#include "legend.hpp"
#include "notices.hpp"
#include "overview.hpp"
#include "timeline.hpp"
#include "top_bar.hpp"

namespace kumquat {

class App {
public:
    Session session;

    /// Set the number of device pixels per unit. \return  whether fonts must be uploaded anew
    bool set_scale(float scale);

    /// Draw one frame. Requires: between ImGui::NewFrame and ImGui::Render.
    void draw();

    void pinch(float factor, float x) { timeline_.pinch(session, factor, x); }

    /// Colour behind everything, for the shell to clear with.
    ImVec4 background() const;

private:
    void draw_wide(const Rect& whole);
    void draw_phone(const Rect& whole);
    void draw_views(const Rect& window);

    Ui ui_;
    TopBar top_bar_;
    BottomBar bottom_bar_;
    Overview overview_;
    Timeline timeline_;
    Legend legend_;
    EventPanel event_panel_;
    EventList event_list_;
    ProblemStrip problem_strip_;
    EmptyScreen empty_screen_;
    HelpSheet help_sheet_;
};

}  // namespace kumquat
