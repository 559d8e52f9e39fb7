// page_names.cpp -- what the page's lists call the views, and what keys do; and their letters.
#include "visualizer/fonts/fonts.hpp"
#include "visualizer/views/keys.hpp"

#include <emscripten.h>

#include <string>

namespace {

const kumquat::EmbeddedFont& font_of(int number) {
    return number == 0   ? kumquat::inter_regular
           : number == 1 ? kumquat::inter_semi_bold
                         : kumquat::jetbrains_mono;
}

}  // namespace

extern "C" {

/// Where a font's file lies in memory, and how long it is. \param number  in the order of fonts.js
EMSCRIPTEN_KEEPALIVE const unsigned char* kumquat_font(int number) {
    return font_of(number).bytes;
}
EMSCRIPTEN_KEEPALIVE int kumquat_font_size(int number) {
    return static_cast<int>(font_of(number).size);
}

/// \return  the views' names, a line each
EMSCRIPTEN_KEEPALIVE const char* kumquat_view_names() {
    static std::string names;
    names.clear();
    for (uint32_t tab = 0; tab < kumquat::tab_count; ++tab) {
        names += (tab == 0 ? "" : "\n");
        names += kumquat::tab_name(static_cast<kumquat::Tab>(tab));
    }
    return names.c_str();
}

/// \return  what keys do, a line each: the character, and the name of what it does
EMSCRIPTEN_KEEPALIVE const char* kumquat_action_names() {
    static std::string names;
    names.clear();
    for (const kumquat::Action& action : kumquat::all_actions()) {
        if (action.name != nullptr) {
            names += (names.empty() ? "" : "\n") + std::string{action.character} +
                     action.name;
        }
    }
    return names.c_str();
}
}
