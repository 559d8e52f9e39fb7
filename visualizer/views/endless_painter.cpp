// endless_painter.cpp -- frames, with words where there is room.
#include "endless_painter.hpp"

#include "visualizer/model/endless_waits.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr float bar_height = 16;  // of a lane
constexpr float mark_radius = 7;  // of the sign ! that may stand at the beginning

/// "in vain, for 4.3", behind the mark that may stand at the beginning.
void draw_label(const Ui& ui, const std::string& words, const Rect& bar) {
    const float inset = ui.px(mark_radius + 5), pad = ui.px(4);
    const float width = text_width(ui.fonts.small, words);
    const Rect label{{bar.min.x + inset, bar.min.y + ui.px(1)},
                     {bar.min.x + inset + width + 2 * pad, bar.max.y - ui.px(1)}};
    if (label.max.x > bar.max.x - pad) {
        return;
    }
    ImGui::GetWindowDrawList()->AddRectFilled(label.min, label.max,
                                              ui.palette.background);
    draw_text(ui.fonts.small,
              {label.min.x + pad,
               std::floor((bar.min.y + bar.max.y - ui.fonts.small->FontSize) / 2)},
              ui.palette.problem, words);
}

}  // namespace

void draw_endless_frame(const Ui& ui, const Rect& bar) {
    ImGui::GetWindowDrawList()->AddRect(bar.min, bar.max, ui.palette.problem, 0, 0,
                                        ui.px(1.5f));
}

void draw_endless_waits(const Ui& ui,
                        const Session& session,
                        const TimeScale& scale,
                        std::span<const float> centres) {
    const Model& model = session.model();
    const float half = ui.px(bar_height) / 2;
    for (const Finding& finding : session.findings()) {
        float last_y = NAN;
        for (const EndlessWait& wait : endless_waits_of(model, finding)) {
            const float y = centres[wait.thread];
            const float begin = scale.x_of(model.event(wait.from).time);
            const float end = scale.x_of(model.end_time());
            const bool is_seen =
                !std::isnan(y) && begin < scale.right && end > scale.left;
            if (!is_seen || y == last_y) {  // of a folded task, one stands for all
                continue;
            }
            last_y = y;
            // Its ends stand out over the edges of the screen where it goes on there.
            const Rect bar{{std::max(begin, scale.left - ui.px(4)), y - half},
                           {std::min(end, scale.right + ui.px(4)), y + half}};
            draw_endless_frame(ui, bar);
            draw_label(ui,
                       wait.partner == no_index
                           ? std::string{"in vain"}
                           : "in vain, for " + thread_id(model.trace(), wait.partner),
                       {{std::max(bar.min.x, scale.left), bar.min.y},
                        {std::min(bar.max.x, scale.right), bar.max.y}});
        }
    }
}

}  // namespace kumquat
