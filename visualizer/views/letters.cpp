// letters.cpp -- English letters and signs; the rest of Latin when it is needed.
#include "letters.hpp"

#include "visualizer/fonts/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace kumquat {

namespace {

bool wants_all = false, has_all = false;

/// The characters in the embedded fonts; the subsetter is given the same list.
constexpr ImWchar signs[] = {0x3BC,  0x3BC,  0x2013, 0x2014, 0x2018, 0x201D,
                             0x2022, 0x2022, 0x2026, 0x2026, 0x2190, 0x2193,
                             0x2212, 0x2212, 0x2264, 0x2265};
constexpr ImWchar english[] = {0x20, 0x7E, 0xB5, 0xB5, 0xB7, 0xB7, 0xD7, 0xD7};
constexpr ImWchar latin[] = {0x20, 0x17F};

/// Ranges as ImGui wants them, with a zero at the end.
template <size_t Count>
const ImWchar* ranges_of(const ImWchar (&letters)[Count]) {
    static ImWchar ranges[Count + std::size(signs) + 1] = {};
    std::copy(std::begin(signs), std::end(signs),
              std::copy(std::begin(letters), std::end(letters), ranges));
    return ranges;
}

/// \param name  weight and family, as style sheets call them
ImFont* add_font(const EmbeddedFont& font, std::string_view name, float size) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 1;  // letters lie on whole pixels
    config.OversampleV = 1;
    config.PixelSnapH = true;
    name.copy(config.Name, sizeof config.Name - 1);
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<unsigned char*>(font.bytes), static_cast<int>(font.size),
        std::round(size), &config, has_all ? ranges_of(latin) : ranges_of(english));
}

}  // namespace

Fonts load_fonts(float scale) {
    has_all = wants_all;
    ImGui::GetIO().Fonts->Clear();
    Fonts fonts;
    fonts.body = add_font(inter_regular, "400 Inter", 16 * scale);
    fonts.strong = add_font(inter_semi_bold, "600 Inter", 16 * scale);
    fonts.title = add_font(inter_semi_bold, "600 Inter", 20 * scale);
    fonts.small = add_font(inter_regular, "400 Inter", 14 * scale);
    fonts.mono = add_font(jetbrains_mono, "400 JetBrains Mono", 16 * scale);
    return fonts;
}

void note_letters(std::string_view text) {
    // In UTF-8 the letters from U+0080 to U+017F, and nothing else, begin with one of four bytes.
    for (size_t i = 0; i < text.size() && !wants_all; ++i) {
        const std::string_view letter = text.substr(i, 2);
        const bool is_loaded = letter == "µ" || letter == "·" || letter == "×";
        wants_all = text[i] >= '\xC2' && text[i] <= '\xC5' && !is_loaded;
    }
}

bool letters_are_missing() { return wants_all && !has_all; }

}  // namespace kumquat
