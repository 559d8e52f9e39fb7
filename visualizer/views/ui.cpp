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
     rgb(0xD8CC4A), rgb(0x4B5361)},
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
     rgb(0x8F8200), rgb(0xB7BFCA)},
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
     rgb(0xF0E442), rgb(0x8B94A1)},
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
     rgb(0x6A6000), rgb(0x6B7480)},
};

/// Relative luminance. Source: W3C, "Web Content Accessibility Guidelines 2.1".
float luminance(ImU32 colour) {
    const auto linear = [&](unsigned shift) {
        const float c = static_cast<float>(colour >> shift & 0xFF) / 255;
        return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
    };
    return 0.2126f * linear(0) + 0.7152f * linear(8) + 0.0722f * linear(16);
}

}  // namespace

float Ui::px(float length) const { return std::max(1.0f, std::round(length * scale)); }

const Palette& palette_of(bool is_dark, bool has_high_contrast) {
    if (has_high_contrast) {
        return is_dark ? dark_high_contrast : light_high_contrast;
    }
    return is_dark ? dark : light;
}

ImU32 over(ImU32 colour, ImU32 ground) {
    const float opacity = static_cast<float>(colour >> 24) / 255;
    ImU32 mixed = 0xFF000000u;
    for (const unsigned shift : {0u, 8u, 16u}) {
        const auto above = static_cast<float>(colour >> shift & 0xFF);
        const auto below = static_cast<float>(ground >> shift & 0xFF);
        const float part = above * opacity + below * (1 - opacity);
        mixed |= static_cast<ImU32>(std::lround(part)) << shift;
    }
    return mixed;
}

ImU32 words_on(const Palette& palette, ImU32 ground) {
    const auto contrast = [&](ImU32 colour) {
        const float a = luminance(colour) + 0.05f, b = luminance(ground) + 0.05f;
        return std::max(a, b) / std::min(a, b);
    };
    return contrast(palette.text) >= contrast(palette.background) ? palette.text
                                                                  : palette.background;
}

ImU32 faded(ImU32 colour, float opacity) {
    const float alpha = static_cast<float>(colour >> 24) * opacity;
    return (colour & 0x00FFFFFFu) | static_cast<ImU32>(alpha) << 24;
}

}  // namespace kumquat
