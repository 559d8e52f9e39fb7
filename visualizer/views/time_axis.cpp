// time_axis.cpp -- ticks at round numbers of instructions.
#include "time_scale.hpp"

#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <algorithm>

namespace kumquat {

double round_step(double wanted) {
    double step = 1;
    while (step < wanted) {
        for (const double factor : {2.0, 5.0, 10.0}) {
            if (step * factor >= wanted) {
                return step * factor;
            }
        }
        step *= 10;
    }
    return step;
}

void draw_time_axis(const Ui& ui,
                    const TimeScale& scale,
                    const Rect& axis,
                    const Rect& lanes) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImFont* const font = ui.fonts.mono;
    const float label_room =
        text_width(font, with_thousands(static_cast<int64_t>(scale.end))) + ui.px(28);
    const double step = round_step(scale.per_pixel() * static_cast<double>(label_room));
    const double first = std::floor(scale.begin / step) * step;
    draw->PushClipRect({axis.min.x, axis.min.y}, {axis.max.x, lanes.max.y}, true);
    for (double time = first; time <= scale.end; time += step) {
        if (time < 0) {
            continue;
        }
        const float x = std::floor(scale.x_of(time));
        draw->AddRectFilled({x, lanes.min.y}, {x + ui.px(1), lanes.max.y},
                            faded(ui.palette.line, 0.45f));
        draw->AddRectFilled({x, axis.max.y - ui.px(5)}, {x + ui.px(1), axis.max.y},
                            ui.palette.line);
        const std::string label = with_thousands(static_cast<int64_t>(time));
        if (x + ui.px(4) < axis.min.x ||
            x + ui.px(4) + text_width(font, label) > axis.max.x) {  // not cut
            continue;
        }
        draw_text(font,
                  {x + ui.px(4),
                   axis.min.y + (axis.height() - font->FontSize) / 2 - ui.px(1)},
                  ui.palette.text_dim, label);
    }
    draw->PopClipRect();
}

}  // namespace kumquat
