// ui.hpp -- colours, fonts and measures, the same for every view.
// Colour means one thing: state (after Okabe and Ito, "Color Universal Design"), and each
// state has a pattern too; orange is the accent: the selection, and nothing else.
// Invariant: every length in a view is px(...) of a length at 1x, so any pixel ratio works.
#pragma once

#include "visualizer/model/thread_record.hpp"

#include <imgui.h>

namespace kumquat {

struct Palette {
    ImU32 background, panel, raised, line, text, text_dim, accent, accent_soft, problem;
    ImU32 states[lane_state_count];  // indexed by LaneState
};

struct Fonts {
    ImFont* body = nullptr;    // Inter 14
    ImFont* strong = nullptr;  // Inter semi-bold 14
    ImFont* title = nullptr;   // Inter semi-bold 17
    ImFont* small = nullptr;   // Inter 12
    ImFont* mono = nullptr;    // JetBrains Mono 12.5
};

struct Rect {
    ImVec2 min, max;
    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    bool contains(ImVec2 point) const {
        return point.x >= min.x && point.x < max.x && point.y >= min.y &&
               point.y < max.y;
    }
};

struct Ui {
    Palette palette;
    Fonts fonts;
    float scale = 1.0f;  // device pixels per unit
    bool is_phone = false;
    bool has_tooltips = true;  // not while keys are used

    float px(float length) const;  // whole device pixels, at least one
};

/// \param has_high_contrast  for readers who ask their system for it
const Palette& palette_of(bool is_dark, bool has_high_contrast);

/// The colour that comes out where one lies over an opaque one.
ImU32 over(ImU32 colour, ImU32 ground);
/// For words on an opaque ground: of the palette's two, the one that stands out more.
ImU32 words_on(const Palette& palette, ImU32 ground);

/// A colour with its opacity multiplied. \param opacity  0 to 1
ImU32 faded(ImU32 colour, float opacity);

}  // namespace kumquat
