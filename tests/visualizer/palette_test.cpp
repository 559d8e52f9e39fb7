// palette_test.cpp -- whoever reads can tell letters from what lies behind them, and states apart.
// How different two colours are is reckoned as in WCAG 2.1, "contrast ratio".
#include "visualizer/views/ui.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace kumquat {
namespace {

double luminance(ImU32 colour) {
    const auto channel = [colour](int shift) {
        const double value = (colour >> shift & 0xFF) / 255.0;
        return value <= 0.03928 ? value / 12.92
                                : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(IM_COL32_R_SHIFT) + 0.7152 * channel(IM_COL32_G_SHIFT) +
           0.0722 * channel(IM_COL32_B_SHIFT);
}

double contrast(ImU32 one, ImU32 other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}
TEST(palette, black_on_white_is_the_highest_contrast) {
    EXPECT_NEAR(contrast(0xFF000000, 0xFFFFFFFF), 21, 0.01);
}

struct Demand {
    bool is_dark, has_high_contrast;
    double text, faint_text, line;
};
constexpr Demand demands[] = {{true, false, 7, 4.5, 1},
                              {false, false, 7, 4.5, 1},
                              {true, true, 14, 7, 4.5},
                              {false, true, 14, 7, 4.5}};

TEST(palette, words_can_be_read_on_every_ground) {
    for (const Demand& demand : demands) {
        const Palette& palette = palette_of(demand.is_dark, demand.has_high_contrast);
        SCOPED_TRACE(std::string{demand.is_dark ? "dark" : "light"} +
                     (demand.has_high_contrast ? ", high contrast" : ""));
        for (const ImU32 ground : {palette.background, palette.panel, palette.raised}) {
            EXPECT_GE(contrast(palette.text, ground), demand.text);
            EXPECT_GE(contrast(palette.text_dim, ground), demand.faint_text);
        }
        EXPECT_GE(contrast(palette.text, palette.accent_soft), 7);
        EXPECT_GE(contrast(palette.line, palette.panel), demand.line);
    }
}

TEST(palette, what_is_selected_or_wrong_stands_out) {
    for (const Demand& demand : demands) {
        const Palette& palette = palette_of(demand.is_dark, demand.has_high_contrast);
        const double wanted = demand.has_high_contrast ? 7 : 3;
        EXPECT_GE(contrast(palette.accent, palette.panel), wanted);
        EXPECT_GE(contrast(palette.problem, palette.panel), wanted);
    }
}

TEST(palette, states_that_take_time_are_seen_with_high_contrast) {
    for (const bool is_dark : {true, false}) {
        const Palette& palette = palette_of(is_dark, true);
        for (const LaneState state :
             {LaneState::running, LaneState::ready, LaneState::waiting_to_send,
              LaneState::waiting_to_receive, LaneState::sleeping, LaneState::dead}) {
            EXPECT_GE(contrast(palette.states[static_cast<size_t>(state)],
                               palette.background),
                      4.5)
                << is_dark << " " << static_cast<int>(state);
        }
    }
}

}  // namespace
}  // namespace kumquat
