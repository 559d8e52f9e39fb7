// ui.cpp -- the palettes: dark and light, each once more with high contrast.
#include "ui.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr ImU32 rgb(unsigned hex) {
    return 0xFF000000u | (hex & 0xFFu) << 16 | (hex & 0xFF00u) | (hex >> 16 & 0xFFu);
}
static_assert(rgb(0x112233) == IM_COL32(0x11, 0x22, 0x33, 0xFF));

constexpr Palette dark = {
    rgb(0x14171C),
    rgb(0x1B1F26),
    rgb(0x262B34),
    rgb(0x343B46),
    rgb(0xE8EAED),
    rgb(0xA3ABB8),
    rgb(0xF5A623),
    rgb(0x3A3020),
    rgb(0xFF8A5C),
    {rgb(0x262B34), rgb(0x1DB386), rgb(0x56B4E9), rgb(0xE8743B), rgb(0xCC79A7),
     rgb(0x4B5361)},
};
constexpr Palette light = {
    rgb(0xF7F8FA),
    rgb(0xFFFFFF),
    rgb(0xECEFF3),
    rgb(0xD3D9E1),
    rgb(0x1C2129),
    rgb(0x566070),
    rgb(0xB86B00),
    rgb(0xFFF0D6),
    rgb(0xB8400E),
    {rgb(0xECEFF3), rgb(0x009E73), rgb(0x2E8FCB), rgb(0xD55E00), rgb(0xB4568C),
     rgb(0xB7BFCA)},
};

constexpr Palette dark_high_contrast = {
    rgb(0x000000),
    rgb(0x000000),
    rgb(0x1C2026),
    rgb(0x9AA3B0),
    rgb(0xFFFFFF),
    rgb(0xD6DBE2),
    rgb(0xFFC04D),
    rgb(0x4A3200),
    rgb(0xFFA37D),
    {rgb(0x1C2026), rgb(0x33E0AC), rgb(0x7CCBFF), rgb(0xFF9A66), rgb(0xF0A6D0),
     rgb(0x8B94A1)},
};
constexpr Palette light_high_contrast = {
    rgb(0xFFFFFF),
    rgb(0xFFFFFF),
    rgb(0xEDEFF2),
    rgb(0x5A6370),
    rgb(0x000000),
    rgb(0x333A44),
    rgb(0x7A4300),
    rgb(0xFFE3B5),
    rgb(0x8F2B00),
    {rgb(0xEDEFF2), rgb(0x006B4E), rgb(0x005A94), rgb(0xA03E00), rgb(0x8A2766),
     rgb(0x6B7480)},
};

}  // namespace

float Ui::px(float length) const { return std::max(1.0f, std::round(length * scale)); }

const Palette& palette_of(bool is_dark, bool has_high_contrast) {
    if (has_high_contrast) {
        return is_dark ? dark_high_contrast : light_high_contrast;
    }
    return is_dark ? dark : light;
}

ImU32 faded(ImU32 colour, float opacity) {
    const float alpha = static_cast<float>(colour >> 24) * opacity;
    return (colour & 0x00FFFFFFu) | static_cast<ImU32>(alpha) << 24;
}

}  // namespace kumquat
