// keys.cpp -- what each key does. Letters and signs are taken as typed characters, so they
// work on every keyboard layout; only keys without a character are taken by their code.
#include "app.hpp"

namespace kumquat {

namespace {

void handle_character(Session& session, ImWchar character) {
    switch (character) {
    case '[':
        session.step(-1);
        break;
    case ']':
        session.step(1);
        break;
    case '+':
    case '=':
        session.zoom_at_selection(1.6);
        break;
    case '-':
        session.zoom_at_selection(1 / 1.6);
        break;
    case 'f':
        session.fit();
        break;
    case 'd':
        session.is_dark = !session.is_dark;
        break;
    case 'o':
        session.wants_file_dialog = true;
        break;
    case '?':
        session.is_help_open = !session.is_help_open;
        break;
    default:
        break;
    }
}

bool is_pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); }

}  // namespace

void handle_keys(Session& session) {
    for (const ImWchar character : ImGui::GetIO().InputQueueCharacters) {
        handle_character(session, character);
    }
    constexpr int64_t all_events = int64_t{1} << 40;
    if (is_pressed(ImGuiKey_LeftArrow) || is_pressed(ImGuiKey_UpArrow)) {
        session.step(-1);
    }
    if (is_pressed(ImGuiKey_RightArrow) || is_pressed(ImGuiKey_DownArrow)) {
        session.step(1);
    }
    if (is_pressed(ImGuiKey_PageUp)) {
        session.step(-20);
    }
    if (is_pressed(ImGuiKey_PageDown)) {
        session.step(20);
    }
    if (is_pressed(ImGuiKey_Home)) {
        session.step(-all_events);
    }
    if (is_pressed(ImGuiKey_End)) {
        session.step(all_events);
    }
    if (is_pressed(ImGuiKey_Escape)) {
        if (session.is_help_open) {
            session.is_help_open = false;
        } else if (!session.problem().empty() && session.has_events()) {
            session.dismiss_problem();
        }
    }
}

}  // namespace kumquat
