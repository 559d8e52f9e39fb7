// time_scale.hpp -- from time to pixels and back, and the ticks of an axis.
#pragma once

#include "ui.hpp"

#include <cmath>
#include <cstdint>

namespace kumquat {

struct TimeScale {
    double begin;  // time at the left edge
    double end;    // time at the right edge
    float left, right;

    double per_pixel() const {
        return (end - begin) / static_cast<double>(right - left);
    }
    float x_of(double time) const {
        const double x = static_cast<double>(left) + (time - begin) / per_pixel();
        return static_cast<float>(std::fmin(std::fmax(x, -1e6), 1e6));
    }
    float x_of(int64_t time) const { return x_of(static_cast<double>(time)); }
    double time_at(float x) const {
        return begin + static_cast<double>(x - left) * per_pixel();
    }
};

/// The smallest of 1, 2, 5 times a power of ten that is not below `wanted` (and not below 1).
double round_step(double wanted);

/// Draw ticks with numbers above, and faint lines down through `lanes`.
void draw_time_axis(const Ui& ui,
                    const TimeScale& scale,
                    const Rect& axis,
                    const Rect& lanes);

}  // namespace kumquat
