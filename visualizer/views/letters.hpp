// letters.hpp -- the fonts, and which of their letters are loaded.
// Its one idea: to draw the outlines of some thousand letters is a good part of what the page does
// before its first picture, and hardly a trace needs more than English ones; so the others are
// loaded when a text has one of them.
#pragma once

#include "ui.hpp"

#include <string_view>

namespace kumquat {

/// Load the fonts at a scale into ImGui's atlas, replacing what was there.
Fonts load_fonts(float scale);

/// Tell that a text is going to be drawn.
void note_letters(std::string_view text);

/// A text has letters that are not loaded: the fonts should be loaded again.
bool letters_are_missing();

}  // namespace kumquat
