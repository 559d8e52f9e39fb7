// keys.cpp -- what each key does.
#include "keys.hpp"

namespace kumquat {

namespace {

constexpr int64_t all_events = int64_t{1} << 40;
constexpr int64_t page_of_events = 20;

void escape(Session& session) {
    if (session.is_help_open) {
        session.is_help_open = false;
    } else if (session.is_search_open) {
        session.is_search_open = false;
        session.search_for({});
    } else if (!session.problem().empty() && session.has_events()) {
        session.dismiss_problem();
    } else {
        session.back();
    }
}

/// The thread that is followed, or the first that the selected event names.
uint32_t thread_meant(const Session& session) {
    if (!session.has_events() || session.followed() != no_index) {
        return session.followed();
    }
    const std::vector<uint32_t> named = session.model().threads_of(session.selected());
    return named.empty() ? no_index : named[0];
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
    case 'w':  // why does it wait?
        session.follow(session.followed() != no_index ? no_index
                                                      : thread_meant(session));
        break;
    case '<':
        session.go_along_lesson(-1);
        break;
    case '>':
        session.go_along_lesson(1);
        break;
    case '/':
        session.is_search_open = true;
        session.wants_search_focus = true;
        break;
    case 'n':
        session.go_to_found(1);
        break;
    case 'N':
        session.go_to_found(-1);
        break;
    case 'm':
        session.toggle_mark();
        break;
    case 'M':
        session.set_marks({});
        break;
    case 'p':
        if (const uint32_t thread = thread_meant(session); thread != no_index) {
            session.toggle_pin(thread);
        }
        break;
    case 's':
        session.hidden_signs = session.hidden_signs == 0 ? ~0u : 0;
        break;
    case '!':
        session.go_to_next_finding();
        break;
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
        session.expect_other(false);
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
