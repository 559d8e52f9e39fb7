// keys.cpp -- what each key does.
#include "keys.hpp"

#include "visualizer/model/verdict_words.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace kumquat {

namespace {

constexpr int64_t all_events = int64_t{1} << 40;
constexpr int64_t page_of_events = 20;

void escape(Session& session) {
    if (session.is_help_open) {
        session.is_help_open = false;
    } else if (session.is_search_open) {
        session.close_search();
    } else if (!session.problem().empty() && session.has_events()) {
        session.dismiss_problem();
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

void follow_or_not(Session& session) {
    session.follow(session.followed() != no_index ? no_index : thread_meant(session));
}

void pin_or_not(Session& session) {
    if (const uint32_t thread = thread_meant(session); thread != no_index) {
        session.toggle_pin(thread);
    }
}

void open_trace(Session& session) {
    session.expect_other(false);
    session.wants_file_dialog = true;
}

/// A trace that is not very long has been judged by itself: then this tells how.
void judge(Session& session) {
    session.wants_judgement = true;
    if (session.judgement()) {
        session.report_problem(verdict_words(session));
    }
}

void zoom_in(Session& session) { session.zoom_at_selection(1.6); }

constexpr Action actions[] = {
    {']', "Next event", [](Session& session) { session.step(1); }},
    {'[', "Previous event", [](Session& session) { session.step(-1); }},
    {'}', "Next event of the thread",
     [](Session& session) { session.step_within_thread(1); }},
    {'{', "Previous event of the thread",
     [](Session& session) { session.step_within_thread(-1); }},
    {',', "Back to the place before", [](Session& session) { session.back(); }},
    {'.', "Forward again", [](Session& session) { session.forward(); }},
    {'+', "Zoom in", zoom_in},
    {'=', nullptr, zoom_in},  // the same key without Shift
    {'-', "Zoom out", [](Session& session) { session.zoom_at_selection(1 / 1.6); }},
    {'f', "Fit the whole trace", [](Session& session) { session.fit(); }},
    {'w', "Follow the thread: why does it wait?", follow_or_not},
    {'/', "Search", [](Session& session) { session.open_search(); }},
    {'n', "Next found event", [](Session& session) { session.go_to_found(1); }},
    {'N', "Previous found event", [](Session& session) { session.go_to_found(-1); }},
    {'m', "Set or remove a mark", [](Session& session) { session.toggle_mark(); }},
    {'M', "Remove all marks", [](Session& session) { session.set_marks({}); }},
    {'<', "Step of the lesson: back",
     [](Session& session) { session.go_along_lesson(-1); }},
    {'>', "Step of the lesson: on",
     [](Session& session) { session.go_along_lesson(1); }},
    {'p', "Pin or unpin the thread's lane", pin_or_not},
    {'!', "What is worth a look",
     [](Session& session) { session.go_to_next_finding(); }},
    {'j', "Let the specification judge the trace", judge},
    {'s', "Hide or show the signs",
     [](Session& session) {
         session.hidden_signs = session.hidden_signs == 0 ? ~0u : 0;
     }},
    {'d', "Dark or light colours",
     [](Session& session) { session.is_dark = !session.is_dark; }},
    {'o', "Open a trace", open_trace},
    {'?', "Keys and signs",
     [](Session& session) { session.is_help_open = !session.is_help_open; }},
};

constexpr HelpLine lines[] = {
    {"[  ]  ←  →", "previous, next event"},
    {"{  }", "previous, next event of the thread"},
    {"Home  End", "first, last event"},
    {"1 … 9", "timeline and the other views"},
    {",  .", "places visited: back, forward"},
    {"w", "follow a thread: why it waits, who woke it"},
    {"/  n  N", "search; next, previous one found"},
    {"m  M", "set a mark, or take it away; clear all marks"},
    {"<  >", "step of a lesson: back, on"},
    {"p", "pin the thread's lane to the top, or unpin it"},
    {"+  -  wheel", "zoom in, zoom out"},
    {"f", "fit the whole trace"},
    {"drag", "move along the time"},
    {"click", "select a sign, an event, or where a bar begins"},
    {"double click", "zoom in there"},
    {"s", "hide the signs on the lanes, or show them"},
    {"!", "go to what is worth a look; to the next"},
    {"j", "let the specification judge a long trace, too"},
    {"o", "open a trace"},
    {"d", "dark or light"},
    {"Ctrl-K  :", "all actions by name (in the page)"},
    {"t", "words in place of the picture (in the page)"},
    {"?", "this help"},
    {"Esc", "close the help, the search, or a message"},
};

/// Whether a line names a key: a character with spaces, or nothing, around it.
constexpr bool names(std::string_view keys, char character) {
    for (size_t i = 0; i < keys.size(); ++i) {
        const bool begins = i == 0 || keys[i - 1] == ' ';
        const bool ends = i + 1 == keys.size() || keys[i + 1] == ' ';
        if (keys[i] == character && begins && ends) {
            return true;
        }
    }
    return false;
}

/// \return  the first action that no line names; 0: there is none
constexpr char first_without_a_line() {
    for (const Action& action : actions) {
        const bool is_told =
            action.name == nullptr ||
            std::any_of(std::begin(lines), std::end(lines), [&](const HelpLine& line) {
                return names(line.keys, action.character);
            });
        if (!is_told) {
            return action.character;
        }
    }
    return 0;
}
static_assert(first_without_a_line() == 0, "the help tells of every action's key");

}  // namespace

std::span<const Action> all_actions() { return actions; }
std::span<const HelpLine> all_key_lines() { return lines; }

void press_key(Session& session, Key key) {
    session.is_using_keys = true;
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
    session.is_using_keys = true;
    if (session.is_typing) {
        session.typed += static_cast<char32_t>(character);
    } else {
        run_action(session, character);
    }
}

void run_action(Session& session, unsigned character) {
    if (character >= '1' && character < '1' + tab_count) {
        session.open(static_cast<Tab>(character - '1'));
    }
    for (const Action& action : actions) {
        if (character == static_cast<unsigned char>(action.character)) {
            action.run(session);
        }
    }
}

}  // namespace kumquat
