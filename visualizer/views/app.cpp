// app.cpp -- where each view stands.
#include "app.hpp"

#include "letters.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace kumquat {

namespace {

constexpr float phone_width_max = 720;  // units
constexpr float bar_height = 48, overview_height = 56, panel_width = 400,
                panel_height = 320;
constexpr float phone_overview_height = 44, phone_bar_height = 56;
constexpr float tab_height = 36;

/// Cut a strip off the top of an area.
Rect take_top(Rect& area, float height) {
    const Rect strip{area.min, {area.max.x, std::min(area.min.y + height, area.max.y)}};
    area.min.y = strip.max.y;
    return strip;
}

Rect take_bottom(Rect& area, float height) {
    const Rect strip{{area.min.x, std::max(area.max.y - height, area.min.y)}, area.max};
    area.max.y = strip.min.y;
    return strip;
}

bool pointer_is_used() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.MouseDelta.x != 0 || io.MouseDelta.y != 0 || io.MouseWheel != 0 ||
           ImGui::IsMouseClicked(ImGuiMouseButton_Left);
}

}  // namespace

bool App::set_scale(float scale) {
    if (scale == ui_.scale && ui_.fonts.body != nullptr && !letters_are_missing()) {
        return false;
    }
    ui_.scale = scale;
    ui_.fonts = load_fonts(scale);
    return true;
}

ImVec4 App::background() const {
    return ImGui::ColorConvertU32ToFloat4(
        palette_of(session.is_dark, has_high_contrast).background);
}

void App::draw() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ui_.palette = palette_of(session.is_dark, has_high_contrast);
    ui_.is_phone = size.x < phone_width_max * ui_.scale;
    session.is_using_keys = session.is_using_keys && !pointer_is_used();
    ui_.has_tooltips = !session.is_using_keys;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("Kumquat", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
    ImGui::PushFont(ui_.fonts.strong);
    if (session.is_typing && (is_embedded || !session.has_events())) {
        session.close_search();  // there is no field
    }
    draw_views({{0, 0}, size});
    if (session.is_help_open) {
        // A child, and the last one: over those of the views, which get no clicks.
        ImGui::SetCursorScreenPos({0, 0});
        ImGui::BeginChild("help", size, false, ImGuiWindowFlags_NoBackground);
        if (ImGui::InvisibleButton("shield", size)) {
            session.is_help_open = false;
        }
        help_sheet_.draw(session, ui_, {{0, 0}, size});
        ImGui::EndChild();
    }
    ImGui::PopFont();
    ImGui::End();
    ImGui::PopStyleVar(2);
}

void App::draw_views(const Rect& window) {
    Rect area = window;
    if (is_embedded && session.has_events() && session.problem().empty()) {
        draw_tab(area);
        return;
    }
    top_bar_.draw(session, ui_, take_top(area, ui_.px(bar_height)));
    if (ui_.is_phone && session.has_events()) {
        // Above all that is higher for one event than for another: it stays under the thumb.
        tab_bar_.draw(session, ui_, take_top(area, ui_.px(tab_height)));
    }
    if (ui_.is_phone && session.has_events()) {
        bottom_bar_.draw(session, ui_, take_bottom(area, ui_.px(phone_bar_height)));
    }
    // At the bottom: whatever it says, and when it is closed, nothing above it moves.
    if (const float height = StatusStrip::height(session, ui_, area.width());
        height > 0) {
        status_strip_.draw(session, ui_, take_bottom(area, height));
    }
    if (!session.has_events()) {
        if (session.microscope() != nullptr && session.problem().empty()) {
            microscope_.draw(session, ui_, area);
        } else {
            empty_screen_.draw(session, ui_, area);
        }
        return;
    }
    if (!session.problem().empty()) {
        problem_strip_.draw(
            session, ui_,
            take_top(area, ProblemStrip::height(session, ui_, area.width())));
    }
    if (const float height = LessonStrip::height(session, ui_, area.width());
        height > 0) {
        lesson_strip_.draw(session, ui_, take_top(area, height));
    }
    if (ui_.is_phone && session.is_search_open) {
        Rect strip = take_top(area, ui_.px(bar_height));
        ImGui::GetWindowDrawList()->AddRectFilled(strip.min, strip.max,
                                                  ui_.palette.panel);
        strip = {{strip.min.x + ui_.px(8), strip.min.y + ui_.px(6)},
                 {strip.max.x - ui_.px(8), strip.max.y - ui_.px(6)}};
        phone_search_.draw(session, ui_, strip);
    }
    if (ui_.is_phone) {
        draw_phone(area);
    } else {
        draw_wide(area);
    }
}

void App::draw_tab(Rect area) {
    switch (session.tab()) {
    case Tab::timeline:
        legend_.draw(session, ui_,
                     take_bottom(area, Legend::height(session, ui_, area.width())));
        timeline_.draw(session, ui_, area);
        break;
    case Tab::story:
        story_.draw(session, ui_, area);
        break;
    case Tab::compare:
        compare_.draw(session, ui_, area);
        break;
    case Tab::microscope:
        microscope_.draw(session, ui_, area);
        break;
    case Tab::rendezvous:
        rendezvous_.draw(session, ui_, area);
        break;
    case Tab::queues:
        queues_.draw(session, ui_, area);
        break;
    case Tab::spaces:
        spaces_.draw(session, ui_, area);
        break;
    case Tab::tasks:
        tasks_.draw(session, ui_, area);
        break;
    case Tab::statistics:
        statistics_.draw(session, ui_, area);
        break;
    }
}

/// The specification is asked by itself about traces that it judges in a moment or two; about
/// longer ones when the user wants it.
bool App::work() {
    if (std::exchange(session.is_moving, false)) {
        return true;
    }
    if (session.go_on_searching() || session.go_on_finding()) {
        return true;
    }
    constexpr int64_t judged_at_once = 200'000;  // events
    constexpr auto time_of_a_frame = std::chrono::milliseconds{6};
    constexpr size_t events_at_once = 100;
    if (!session.has_events() || session.is_loading() || session.judgement()) {
        judge_.reset();
        return false;
    }
    if (judge_ == nullptr || judged_model_ != session.model_number()) {
        if (session.model().event_count() > judged_at_once &&
            !session.wants_judgement) {
            return false;
        }
        judge_ = std::make_unique<Judge>(session.model().shared_trace());
        judged_model_ = session.model_number();
    }
    const auto end = std::chrono::steady_clock::now() + time_of_a_frame;
    while (judge_->go_on(events_at_once)) {
        if (std::chrono::steady_clock::now() >= end) {
            return true;
        }
    }
    session.note_judgement(judge_->judgement());
    judge_.reset();
    return true;
}

void App::draw_wide(const Rect& whole) {
    Rect area = whole;
    Rect side = area;
    side.min.x =
        std::floor(area.max.x - std::min(ui_.px(panel_width), area.width() * 0.36f));
    area.max.x = side.min.x;
    // Of one height for nearly all events, so that the list below does not jump.
    side.min.y += side_panel_.draw(
        session, ui_,
        {side.min, {side.max.x, side.max.y - EventList::least_height(ui_)}},
        has_question(session) ? side.height() * 0.65f
                              : std::min(ui_.px(panel_height), side.height() * 0.5f));
    event_list_.draw(session, ui_, side);
    tab_bar_.draw(session, ui_, take_top(area, ui_.px(tab_height)));
    overview_.draw(session, ui_, take_top(area, ui_.px(overview_height)));
    draw_tab(area);
    ImGui::GetWindowDrawList()->AddRectFilled({area.max.x, whole.min.y},
                                              {area.max.x + ui_.px(1), whole.max.y},
                                              ui_.palette.line);
}

void App::draw_phone(const Rect& whole) {
    Rect area = whole;
    area.min.y += side_panel_.draw(
        session, ui_,
        {area.min, {area.max.x, area.min.y + std::floor(area.height() * 0.45f)}}, 0);
    if (session.is_list_open) {
        event_list_.draw(session, ui_, area);
        return;
    }
    overview_.draw(session, ui_, take_top(area, ui_.px(phone_overview_height)));
    draw_tab(area);
}

}  // namespace kumquat
