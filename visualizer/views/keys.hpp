// keys.hpp -- what each key does.
// Letters and signs are taken as typed characters, so they work on every keyboard layout;
// only keys without a character are taken as keys. Both are taken when they happen, not once
// per frame: a short tap on a slow machine must not be lost.
#pragma once

#include "visualizer/model/session.hpp"

#include <span>

namespace kumquat {

enum class Key { previous, next, page_back, page_on, first, last, escape };

/// What a typed character does.
struct Action {
    char character;
    const char* name;  // in the list of all actions; nullptr: not in it
    void (*run)(Session& session);
};

/// A line of the help: keys, or what the pointer does, and what that means.
struct HelpLine {
    const char* keys;
    const char* meaning;
};

std::span<const Action> all_actions();
std::span<const HelpLine> all_key_lines();

void press_key(Session& session, Key key);
/// Text while somebody types into the search field, else a shortcut.
void type_character(Session& session, unsigned character);
/// What the shortcut does, whoever asks for it.
void run_action(Session& session, unsigned character);

}  // namespace kumquat
