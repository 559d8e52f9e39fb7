// overview.cpp -- who had the processor, over the whole trace.
#include "overview.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

/// Marks, and where a search has found something.
void draw_finds(const Session& session,
                const Ui& ui,
                const TimeScale& scale,
                const Rect& strip) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    if (const Search* const search = session.search()) {
        const float column = ui.px(2);
        for (float x = scale.left; x < scale.right;) {
            const size_t place = search->rank_of(
                model.event_at(static_cast<int64_t>(scale.time_at(x)) - 1));
            if (place >= search->found().size()) {
                break;
            }
            const float at = scale.x_of(model.event(search->found()[place]).time);
            draw->AddRectFilled({at, strip.max.y - ui.px(6)},
                                {at + column, strip.max.y}, ui.palette.accent);
            x = std::max(x, at) + column;
        }
    }
    for (const int64_t mark : session.marks()) {
        const float x = scale.x_of(model.event(mark).time);
        draw->AddTriangleFilled(
            {x, strip.min.y + ui.px(6)}, {x - ui.px(4), strip.min.y - ui.px(2)},
            {x + ui.px(4), strip.min.y - ui.px(2)}, ui.palette.accent);
    }
}

}  // namespace

/// A thin row per thread, or per some neighbours: the share of the processor, as opacity.
void Overview::draw_shares(const Session& session, const Ui& ui, const Rect& strip) {
    const Model& model = session.model();
    const float column = ui.px(4);
    const int columns = static_cast<int>(std::ceil(strip.width() / column));
    const auto rows = static_cast<int>(model.lanes().size());
    const int bands = std::min(rows, static_cast<int>(strip.height()));
    if (columns < 1 || bands < 1) {
        return;
    }
    if (model_ != session.model_number() || events_ != model.event_count() ||
        bands_ != bands || columns_ != columns) {
        model_ = session.model_number();
        events_ = model.event_count();
        bands_ = bands;
        columns_ = columns;
        shares_ = processor_shares(model, bands, columns);
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float height = strip.height() / static_cast<float>(bands);
    const float width = strip.width() / static_cast<float>(columns);
    const ImU32 colour = ui.palette.states[static_cast<size_t>(LaneState::running)];
    for (const SharePart& part : shares_) {
        const float y = strip.min.y + height * static_cast<float>(part.band);
        const float opacity =
            0.25f + 0.75f * static_cast<float>(part.level) / share_levels;
        draw->AddRectFilled({strip.min.x + width * static_cast<float>(part.begin), y},
                            {strip.min.x + width * static_cast<float>(part.end),
                             y + std::max(height - 1.0f, 1.0f)},
                            faded(colour, opacity));
    }
}

void Overview::draw(Session& session, const Ui& ui, const Rect& area) {
    if (!session.has_events()) {
        return;
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const float margin = ui.px(12);
    const Rect strip{{area.min.x + margin, area.min.y + ui.px(6)},
                     {area.max.x - margin, area.max.y - ui.px(6)}};
    const double begin = static_cast<double>(model.begin_time());
    const double end = std::max(static_cast<double>(model.end_time()), begin + 1);
    const TimeScale scale{begin, end, strip.min.x, strip.max.x};

    ImGui::SetCursorScreenPos(strip.min);
    ImGui::InvisibleButton("overview", {strip.width(), strip.height()});
    if (ImGui::IsItemActive()) {
        const double middle = scale.time_at(ImGui::GetIO().MousePos.x);
        const double half = session.view_width() / 2;
        session.show(middle - half, middle + half);
    }

    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    draw_shares(session, ui, strip);
    const float x0 =
        std::clamp(scale.x_of(session.view_begin()), strip.min.x, strip.max.x);
    const float x1 =
        std::clamp(scale.x_of(session.view_end()), strip.min.x, strip.max.x);
    const ImU32 shade = faded(ui.palette.panel, 0.65f);
    draw->AddRectFilled({strip.min.x, strip.min.y}, {x0, strip.max.y}, shade);
    draw->AddRectFilled({x1, strip.min.y}, {strip.max.x, strip.max.y}, shade);
    const float thinnest = ui.px(4);
    draw->AddRect(
        {x0 - (x1 - x0 < thinnest ? thinnest / 2 : 0), strip.min.y - ui.px(2)},
        {std::max(x1, x0 + thinnest), strip.max.y + ui.px(2)}, ui.palette.text_dim,
        ui.px(3), 0, ui.px(1));
    draw_finds(session, ui, scale, strip);
    const float x = std::round(scale.x_of(model.event(session.selected()).time)) + 0.5f;
    draw->AddLine({x, strip.min.y - ui.px(2)}, {x, strip.max.y + ui.px(2)},
                  ui.palette.accent, ui.px(2));
    draw->AddRectFilled({area.min.x, area.max.y - ui.px(1)}, area.max, ui.palette.line);
}

}  // namespace kumquat
