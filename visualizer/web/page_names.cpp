// page_names.cpp -- what the page's lists call the views, and what keys do.
#include "visualizer/views/keys.hpp"

#include <emscripten.h>

#include <string>

extern "C" {

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
