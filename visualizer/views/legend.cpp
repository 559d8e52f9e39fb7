// legend.cpp -- the key of colours, patterns and signs below the timeline.
#include "legend.hpp"

#include "endless_painter.hpp"
#include "sign_painter.hpp"
#include "state_bar.hpp"
#include "visualizer/model/endless_waits.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <vector>

namespace kumquat {

namespace {

constexpr LaneState states[] = {
    LaneState::running,         LaneState::ready,
    LaneState::waiting_to_send, LaneState::waiting_to_receive,
    LaneState::sleeping,        LaneState::dead};
constexpr float row_height = 22, state_width = 26, sign_width = 12, gap = 18;

/// Signs that the trace has. One of lost events cannot be hidden.
std::vector<SignKind> signs_in(const Model& model) {
    std::vector<SignKind> kinds;
    for (uint32_t i = 0; i < sign_kind_count; ++i) {
        const auto kind = static_cast<SignKind>(i);
        if (model.signs().count_of(kind) > 0 && kind != SignKind::lost) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

/// Gives each entry its place, from left to right, in as many rows as are needed.
class Places {
public:
    Places(const Ui& ui, ImVec2 corner, float width)
        : ui_{ui}, corner_{corner}, width_{width} {}

    Rect next(float picture, const char* name) {
        const float entry =
            ui_.px(picture + 6) + text_width(ui_.fonts.small, name) + ui_.px(gap);
        if (x_ + entry > width_ && x_ > ui_.px(12)) {
            x_ = ui_.px(12);
            y_ += ui_.px(row_height);
        }
        const Rect place{{corner_.x + x_, corner_.y + y_},
                         {corner_.x + x_ + entry, corner_.y + y_ + ui_.px(row_height)}};
        x_ += entry;
        return place;
    }
    float height() const { return y_ + ui_.px(row_height + 4); }

private:
    const Ui& ui_;
    ImVec2 corner_;
    float width_, x_ = ui_.px(12), y_ = ui_.px(4);
};

void draw_name(
    const Ui& ui, const Rect& place, float picture, const char* name, ImU32 colour) {
    const float middle = (place.min.y + place.max.y - ui.fonts.small->FontSize) / 2;
    draw_text(ui.fonts.small, {place.min.x + ui.px(picture + 6), middle}, colour, name);
}

bool is_pointed_at(const Ui& ui, const Rect& place) {
    return !ui.is_phone && place.contains(ImGui::GetIO().MousePos);
}

void draw_state(const Ui& ui, const Rect& place, LaneState state) {
    const float bar = ui.px(12), top = (place.min.y + place.max.y - bar) / 2;
    draw_state_bar(
        ui, {{place.min.x, top}, {place.min.x + ui.px(state_width), top + bar}}, state);
    draw_name(ui, place, state_width, state_name(state), ui.palette.text_dim);
    if (is_pointed_at(ui, place)) {
        show_tooltip(ui, place, state_name(state),
                     std::string(state_meaning(state)) + ".");
    }
}

void draw_sign_switch(Session& session,
                      const Ui& ui,
                      const Rect& place,
                      SignKind kind) {
    const uint32_t bit = 1u << static_cast<uint32_t>(kind);
    const bool is_hidden = (session.hidden_signs & bit) != 0;
    const ImVec2 centre{place.min.x + ui.px(sign_width / 2),
                        (place.min.y + place.max.y) / 2};
    draw_sign(ui, kind, centre);
    draw_name(ui, place, sign_width, sign_name(kind), ui.palette.text_dim);
    if (is_hidden) {
        const float end = place.max.x - ui.px(gap);
        ImGui::GetWindowDrawList()->AddLine({place.min.x, centre.y}, {end, centre.y},
                                            ui.palette.text, ui.px(1.2f));
    }
    ImGui::SetCursorScreenPos(place.min);
    ImGui::PushID(static_cast<int>(kind));
    if (ImGui::InvisibleButton("sign", {place.width(), place.height()})) {
        session.hidden_signs ^= bit;
    }
    ImGui::PopID();
    if (is_pointed_at(ui, place)) {
        show_tooltip(ui, place, sign_name(kind),
                     with_thousands(session.model().signs().count_of(kind)) +
                         (is_hidden ? " in this trace. A click shows them again."
                                    : " in this trace. A click hides them."));
    }
}

/// What the line below the lanes means; nullptr: there is none.
const char* line_name(const Session& session) {
    return session.measured() != nullptr    ? "critical path"
           : session.followed() != no_index ? "who set it going"
                                            : nullptr;
}

void draw_line_entry(const Session& session, const Ui& ui, const Rect& place) {
    const float middle = (place.min.y + place.max.y) / 2;
    ImGui::GetWindowDrawList()->AddRectFilled(
        {place.min.x, middle - ui.px(1)},
        {place.min.x + ui.px(state_width), middle + ui.px(1)}, ui.palette.accent);
    draw_name(ui, place, state_width, line_name(session), ui.palette.text_dim);
    if (is_pointed_at(ui, place)) {
        show_tooltip(ui, place, line_name(session),
                     session.measured() != nullptr
                         ? "Because of whom it took so long from mark to mark."
                         : "Along the lanes of those because of whom the followed "
                           "thread runs, or ran last.");
    }
}

constexpr const char* endless_name = "waits in vain";

/// On a phone the frames are told by their words alone: there is less room here.
bool has_endless_waits(const Session& session, const Ui& ui) {
    const auto& findings = session.findings();
    return !ui.is_phone &&
           std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
               return leaves_endless_waits(finding.kind);
           });
}

void draw_endless_entry(const Ui& ui, const Rect& place) {
    const float bar = ui.px(12), top = (place.min.y + place.max.y - bar) / 2;
    draw_endless_frame(
        ui, {{place.min.x, top}, {place.min.x + ui.px(state_width), top + bar}});
    draw_name(ui, place, state_width, endless_name, ui.palette.text_dim);
    if (is_pointed_at(ui, place)) {
        show_tooltip(ui, place, endless_name,
                     "A wait that nothing can end any more. The sign ! tells why.");
    }
}

}  // namespace

float Legend::height(const Session& session, const Ui& ui, float width) {
    Places places{ui, {0, 0}, width};
    for (const LaneState state : states) {
        places.next(state_width, state_name(state));
    }
    for (const SignKind kind : signs_in(session.model())) {
        places.next(sign_width, sign_name(kind));
    }
    if (has_endless_waits(session, ui)) {
        places.next(state_width, endless_name);
    }
    if (const char* const line = line_name(session)) {
        places.next(state_width, line);
    }
    return places.height();
}

void Legend::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw->AddRectFilled(area.min, {area.max.x, area.min.y + ui.px(1)}, ui.palette.line);
    Places places{ui, area.min, area.width()};
    for (const LaneState state : states) {
        draw_state(ui, places.next(state_width, state_name(state)), state);
    }
    for (const SignKind kind : signs_in(session.model())) {
        draw_sign_switch(session, ui, places.next(sign_width, sign_name(kind)), kind);
    }
    if (has_endless_waits(session, ui)) {
        draw_endless_entry(ui, places.next(state_width, endless_name));
    }
    if (const char* const line = line_name(session)) {
        draw_line_entry(session, ui, places.next(state_width, line));
    }
}

}  // namespace kumquat
