// app.hpp -- the one window: all views in their places, for wide screens and for phones.
#pragma once

#include "compare_view.hpp"
#include "event_list.hpp"
#include "legend.hpp"
#include "lesson_strip.hpp"
#include "microscope_view.hpp"
#include "notices.hpp"
#include "overview.hpp"
#include "queues.hpp"
#include "rendezvous.hpp"
#include "side_panel.hpp"
#include "spaces.hpp"
#include "statistics_view.hpp"
#include "status_strip.hpp"
#include "story_view.hpp"
#include "tab_bar.hpp"
#include "tasks.hpp"
#include "timeline.hpp"
#include "top_bar.hpp"

#include <memory>

namespace kumquat {

class App {
public:
    Session session;
    bool is_embedded = false;  // within another page: the view alone, no bars around it
    bool has_high_contrast = false;  // in its colours, whether dark or light

    /// Set the number of device pixels per unit. Requires: before each frame, since the last
    /// one may have had letters that are not loaded yet.
    /// \return  whether fonts must be uploaded anew
    bool set_scale(float scale);

    /// Draw one frame. Requires: between ImGui::NewFrame and ImGui::Render.
    void draw();

    /// Go on with what takes long: ask the specification. \return  whether there is more to do
    bool work();

    void pinch(float factor, float x) { timeline_.pinch(session, factor, x); }

    /// Colour behind everything, for the shell to clear with.
    ImVec4 background() const;

private:
    void draw_wide(const Rect& whole);
    void draw_phone(const Rect& whole);
    void draw_views(const Rect& window);
    void draw_tab(Rect area);

    Ui ui_;
    TopBar top_bar_;
    BottomBar bottom_bar_;
    Overview overview_;
    TabBar tab_bar_;
    StatusStrip status_strip_;
    Timeline timeline_;
    Legend legend_;
    Rendezvous rendezvous_;
    Queues queues_;
    Spaces spaces_;
    Tasks tasks_;
    StatisticsView statistics_;
    StoryView story_;
    CompareView compare_;
    MicroscopeView microscope_;
    LessonStrip lesson_strip_;
    SidePanel side_panel_;
    EventList event_list_;
    SearchField phone_search_;
    ProblemStrip problem_strip_;
    EmptyScreen empty_screen_;
    HelpSheet help_sheet_;

    std::unique_ptr<Judge> judge_;
    uint64_t judged_model_ = 0;
};

}  // namespace kumquat
