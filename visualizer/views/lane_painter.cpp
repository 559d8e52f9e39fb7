// lane_painter.cpp -- single spans, or columns of mixed states.
#include "lane_painter.hpp"

#include "state_bar.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

void draw_mix(const Ui& ui, const Rect& bar, float x0, float x1, const Mix& mix) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const LaneState only = only_state(mix);
    if (only != LaneState::not_there && x1 - x0 > ui.px(8)) {
        draw_state_bar(ui, {{x0, bar.min.y}, {x1, bar.max.y}},
                       only);  // with its pattern
        return;
    }
    const float level = bar.height() / mix_levels;
    float bottom = bar.max.y;
    for (const LaneState state : mix_stacking) {
        const size_t i = static_cast<size_t>(state);
        const float top = bar.max.y - level * static_cast<float>(mix[i]);
        if (top < bottom) {
            const bool is_quiet =
                state == LaneState::waiting_to_receive || state == LaneState::sleeping;
            const float opacity = is_quiet                    ? 0.3f
                                  : state == LaneState::ready ? 0.6f
                                                              : 1.0f;
            draw->AddRectFilled({x0, top}, {x1, bottom},
                                faded(ui.palette.states[i], opacity));
            bottom = top;
        }
    }
}

void draw_mixed_lane(const Ui& ui,
                     const Model& model,
                     LaneMixes& mixes,
                     uint32_t thread,
                     const TimeScale& scale,
                     const Rect& bar) {
    const float column = ui.px(mix_column_width);
    const float left = std::max(bar.min.x, scale.x_of(model.begin_time()));
    const float right = std::min(bar.max.x, scale.x_of(model.end_time()));
    int64_t at = mixes.column_at(scale.time_at(left));
    // On whole pixels; a fraction near zero must not jump to and fro while dragging.
    float x = std::floor(scale.x_of(mixes.time_of(at)) + 0.3f);
    Mix pending{};
    float pending_from = left;
    for (; x < right; ++at, x += column) {
        const Mix& mix = mixes.mix(thread, at);
        if (mix != pending) {
            draw_mix(ui, bar, pending_from, std::max(left, x), pending);
            pending = mix;
            pending_from = std::max(left, x);
        }
    }
    draw_mix(ui, bar, pending_from, right, pending);
}

}  // namespace

void draw_lane(const Ui& ui,
               const Model& model,
               LaneMixes& mixes,
               uint32_t thread,
               const TimeScale& scale,
               const Rect& bar) {
    const auto& changes = model.history(thread).changes();
    const int64_t first_event = model.event_at(static_cast<int64_t>(scale.begin));
    const int64_t last_event =
        model.event_at(static_cast<int64_t>(std::ceil(scale.end)));
    const size_t first = model.history(thread).place_after(first_event);
    const size_t last = model.history(thread).place_after(last_event);
    const size_t spans = last - first + 1;
    if (static_cast<float>(spans) * ui.px(mix_column_width) > bar.width()) {
        draw_mixed_lane(ui, model, mixes, thread, scale, bar);
        return;
    }
    for (size_t place = first == 0 ? 0 : first - 1; place < last; ++place) {
        const int64_t from = model.event(changes[place].event).time;
        const int64_t to = place + 1 < changes.size()
                               ? model.event(changes[place + 1].event).time
                               : model.end_time();
        const float x0 = std::max(bar.min.x, scale.x_of(from));
        const float x1 =
            std::min(bar.max.x, std::max(scale.x_of(to), scale.x_of(from) + 1.0f));
        if (x1 > x0 && (to > from || place + 1 == changes.size())) {
            draw_state_bar(ui, {{x0, bar.min.y}, {x1, bar.max.y}},
                           changes[place].value.state);
        }
    }
}

}  // namespace kumquat
