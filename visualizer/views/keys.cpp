// keys.cpp -- what each key does.
#include "keys.hpp"

namespace kumquat {

namespace {

constexpr int64_t all_events = int64_t{1} << 40;
constexpr int64_t page_of_events = 20;

void escape(Session& session) {
    if (session.is_help_open) {
        session.is_help_open = false;
    } else if (!session.problem().empty() && session.has_events()) {
        session.dismiss_problem();
    } else {
        session.back();
    }
}

}  // namespace

void press_key(Session& session, Key key) {
    switch (key) {
    case Key::previous:
        session.step(-1);
        break;
    case Key::next:
        session.step(1);
        break;
    case Key::page_back:
        session.step(-page_of_events);
        break;
    case Key::page_on:
        session.step(page_of_events);
        break;
    case Key::first:
        session.step(-all_events);
        break;
    case Key::last:
        session.step(all_events);
        break;
    case Key::escape:
        escape(session);
        break;
    }
}

void type_character(Session& session, unsigned character) {
    if (character >= '1' && character < '1' + tab_count) {
        session.open(static_cast<Tab>(character - '1'));
    }
    switch (character) {
    case '[':
        session.step(-1);
        break;
    case ']':
        session.step(1);
        break;
    case '{':
        session.step_within_thread(-1);
        break;
    case '}':
        session.step_within_thread(1);
        break;
    case ',':
        session.back();
        break;
    case '.':
        session.forward();
        break;
    case 'w': {  // why does it wait?
        const std::vector<uint32_t> named =
            session.has_events() ? session.model().threads_of(session.selected())
                                 : std::vector<uint32_t>{};
        session.follow(session.followed() != no_index || named.empty() ? no_index
                                                                       : named[0]);
        break;
    }
    case 'j':
        session.wants_judgement = true;
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

}  // namespace kumquat
