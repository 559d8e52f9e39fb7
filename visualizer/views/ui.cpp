// ui.cpp -- the two palettes and the embedded fonts.
#include "ui.hpp"

#include "visualizer/fonts/fonts.hpp"

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

/// The characters in the embedded fonts; the same list is given to the subsetter.
const ImWchar* glyph_ranges() {
    static const ImWchar ranges[] = {0x20,   0x17F,  0x3BC,  0x3BC,  0x2013, 0x2014,
                                     0x2018, 0x201D, 0x2022, 0x2022, 0x2026, 0x2026,
                                     0x2190, 0x2193, 0x2212, 0x2212, 0x2264, 0x2265,
                                     0x00D7, 0x00D7, 0};
    return ranges;
}

ImFont* add_font(const EmbeddedFont& font, float size) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 1;  // letters lie on whole pixels
    config.OversampleV = 1;
    config.PixelSnapH = true;
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<unsigned char*>(font.bytes), static_cast<int>(font.size),
        std::round(size), &config, glyph_ranges());
}

}  // namespace

float Ui::px(float length) const { return std::max(1.0f, std::round(length * scale)); }

const Palette& palette_of(bool is_dark) { return is_dark ? dark : light; }

Fonts load_fonts(float scale) {
    ImGui::GetIO().Fonts->Clear();
    Fonts fonts;
    fonts.body = add_font(inter_regular, 16 * scale);
    fonts.strong = add_font(inter_semi_bold, 16 * scale);
    fonts.title = add_font(inter_semi_bold, 20 * scale);
    fonts.small = add_font(inter_regular, 14 * scale);
    fonts.mono = add_font(jetbrains_mono, 16 * scale);
    return fonts;
}

ImU32 faded(ImU32 colour, float opacity) {
    const float alpha = static_cast<float>(colour >> 24) * opacity;
    return (colour & 0x00FFFFFFu) | static_cast<ImU32>(alpha) << 24;
}

}  // namespace kumquat
