// story_view.cpp -- time at the left, sentences at the right; on a phone the time above them.
#include "story_view.hpp"

#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr float scene_gap = 10;

bool holds_found(const Session& session, const Scene& scene) {
    const Search* const search = session.search();
    return search != nullptr &&
           search->rank_of(scene.last) > search->rank_of(scene.first - 1);
}

float height_of(const Ui& ui, const std::string& words, float width) {
    return paragraph_height(ui.fonts.body, words, width) + ui.px(scene_gap);
}

}  // namespace

void StoryView::take_input(const Ui& ui, const Rect& area, size_t scenes) {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos(area.min);
    ImGui::InvisibleButton("story", {area.width(), area.height()});
    ImGui::SetItemAllowOverlap();
    if (ImGui::IsItemHovered() && io.MouseWheel != 0.0f) {
        top_ -= static_cast<double>(io.MouseWheel) * 1.5;
    }
    drag_ = ImGui::IsItemActive() ? drag_ + std::abs(io.MouseDelta.y) : 0.0f;
    if (ImGui::IsItemActive() && drag_ > ui.px(6)) {
        top_ -= static_cast<double>(io.MouseDelta.y / ui.px(34));
    }
    top_ = std::clamp(top_, 0.0, static_cast<double>(scenes - 1));
}

float StoryView::draw_scene(Session& session,
                            const Ui& ui,
                            const Rect& place,
                            size_t number) {
    const Model& model = session.model();
    const Scene& scene = session.story().scenes()[number];
    const std::string words = scene_words(model, scene);
    const ImFont* const mono = ui.fonts.mono;
    const float time_width =
        ui.is_phone ? ui.px(10)
                    : text_width(mono, with_thousands(model.end_time())) + ui.px(30);
    const float x = place.min.x + time_width;
    const float width = std::min(place.max.x - x - ui.px(14), ui.px(760));
    const std::string time = with_thousands(model.event(scene.first).time);
    const float time_height = ui.is_phone ? ui.fonts.small->FontSize + ui.px(2) : 0;
    const float height = height_of(ui, words, width) + time_height;
    const Rect row{place.min, {place.max.x, place.min.y + height}};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const bool is_here = session.story().scene_at(session.selected()) == number;
    const bool is_hovered =
        row.contains(ImGui::GetIO().MousePos) &&
        ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (is_here || is_hovered) {
        draw->AddRectFilled(row.min, row.max,
                            is_here ? ui.palette.accent_soft : ui.palette.raised);
    }
    if (is_here || holds_found(session, scene)) {
        draw->AddRectFilled(row.min, {row.min.x + ui.px(3), row.max.y},
                            is_here ? ui.palette.accent
                                    : faded(ui.palette.accent, 0.5f));
    }
    const float y = row.min.y + ui.px(scene_gap / 2);
    if (ui.is_phone) {
        draw_text(ui.fonts.small, {x, y}, ui.palette.text_dim, "t " + time);
    } else {
        draw_text(mono, {x - ui.px(16) - text_width(mono, time), y},
                  ui.palette.text_dim, time);
    }
    draw_paragraph(ui.fonts.body, {x, y + time_height}, ui.palette.text, words, width);
    if (is_hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
        drag_ <= ui.px(6)) {
        session.go_to(scene.message >= 0 ? scene.message : scene.first);
        shown_selection_ = session.selected();
    }
    return height;
}

void StoryView::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.background);
    const auto& scenes = session.story().scenes();
    if (scenes.empty()) {
        draw_text(ui.fonts.body, {area.min.x + ui.px(14), area.min.y + ui.px(14)},
                  ui.palette.text_dim, "Nothing is told in this trace yet.");
        return;
    }
    take_input(ui, area, scenes.size());
    if (shown_selection_ != session.selected() || model_ != session.model_number()) {
        shown_selection_ = session.selected();
        model_ = session.model_number();
        const auto here =
            static_cast<double>(session.story().scene_at(session.selected()));
        const double visible = static_cast<double>(area.height() / ui.px(34));
        if (here < top_ + 1 || here > top_ + visible - 3) {
            top_ = std::max(0.0, std::floor(here - visible / 3));  // a whole one on top
        }
    }
    draw->PushClipRect(area.min, area.max, true);
    const auto first = static_cast<size_t>(top_);
    float y =
        area.min.y + ui.px(6) - static_cast<float>(top_ - std::floor(top_)) * ui.px(30);
    for (size_t scene = first; scene < scenes.size() && y < area.max.y; ++scene) {
        y += draw_scene(session, ui, {{area.min.x, y}, {area.max.x - ui.px(10), y}},
                        scene);
    }
    draw->PopClipRect();
    const auto count = static_cast<float>(scenes.size());
    const float thumb = std::max(ui.px(28), area.height() * std::min(1.0f, 8 / count));
    const float top = area.min.y + (area.height() - thumb) * static_cast<float>(top_) /
                                       std::max(1.0f, count - 1);
    draw->AddRectFilled({area.max.x - ui.px(7), top + ui.px(2)},
                        {area.max.x - ui.px(3), top + thumb - ui.px(2)},
                        ui.palette.line, ui.px(2));
}

}  // namespace kumquat
