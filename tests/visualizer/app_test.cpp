// app_test.cpp -- the window as a whole: nothing that is said is cut off, nothing moves that shall stay,
// and keys and pointer do what the help says.
#include "app_screen.hpp"
#include "visualizer/views/keys.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace kumquat {
namespace {

struct Size {
    float width, height;
    bool is_phone() const { return width < 720; }
    float panel_x() const { return is_phone() ? 0 : width - 400; }
};
constexpr Size large{1280, 800}, small{1000, 650}, phone{390, 844};

std::string deadlock() {
    std::ifstream file{"tests/visualizer/pictures/deadlock.json"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The tab, or the thread in the margin, that is called so.
const ShownLine* at_left(const AppScreen& screen, const std::string& name) {
    const auto& lines = screen.lines();
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const ShownLine& l) {
        return l.text == name && l.x < 150;
    });
    return line == lines.end() ? nullptr : &*line;
}

/// Turn the wheel over the panel until the words can be read as a whole.
bool can_be_read(AppScreen& screen, const Size& size, const std::string& words) {
    constexpr int turns_max = 40;
    screen.point_at(size.width - 100, 150);
    for (int turn = 0; turn < turns_max; ++turn) {
        const ShownLine* const line = screen.find(words, size.panel_x());
        if (line != nullptr && line->is_whole()) {
            return true;
        }
        screen.turn_wheel(-0.3f);
    }
    return false;
}

TEST(window, nothing_that_is_said_is_cut_off) {
    for (const Size& size : {large, small, phone}) {
        SCOPED_TRACE(size.width);
        AppScreen screen{deadlock(), size.width, size.height};
        type_character(screen.app.session, '!');
        screen.settle();
        for (const char* const words :
             {"Deadlock. ", "Before", "Followed:", "Follow no longer",
              "This is a circle", "deadlock.", "Who set it going"}) {
            EXPECT_TRUE(can_be_read(screen, size, words)) << words;
        }
    }
}

TEST(window, the_list_of_events_is_never_squeezed_out) {
    for (const Size& size : {large, small, phone}) {
        SCOPED_TRACE(size.width);
        AppScreen screen{deadlock(), size.width, size.height};
        screen.app.session.is_list_open = true;  // on a phone it is opened
        type_character(screen.app.session, '!');
        screen.settle();
        const ShownLine* const head = screen.find("Events", size.panel_x());
        ASSERT_NE(head, nullptr);
        size_t whole = 0;
        bool has_selected = false;
        for (const ShownLine& line : screen.lines()) {
            const bool is_row = line.y > head->y && line.x > size.panel_x() &&
                                line.text.find(" 1,") < 4 && line.is_whole();
            whole += is_row ? 1 : 0;
            has_selected = has_selected || (is_row && line.text.starts_with("335 "));
        }
        EXPECT_GE(whole, 3u);
        EXPECT_TRUE(has_selected) << "the selected event is out of sight";
    }
}

TEST(window, tabs_and_lanes_stay_where_they_are) {
    AppScreen screen{deadlock(), large.width, large.height};
    const auto places = [&] {
        std::vector<float> all;
        for (const char* const words : {"Story", "sigma0", "disk", "editor"}) {
            const ShownLine* const line = at_left(screen, words);
            all.insert(all.end(), {line == nullptr ? -1 : line->x,
                                   line == nullptr ? -1 : line->y});
        }
        return all;
    };
    ASSERT_NE(screen.find("Show me"), nullptr);
    const std::vector<float> with_banner = places();
    type_character(screen.app.session, '!');  // now it says less
    screen.settle();
    EXPECT_EQ(places(), with_banner);
    screen.app.session.dismiss_findings();
    screen.settle();
    EXPECT_EQ(screen.find("It begins at the event"), nullptr);
    EXPECT_EQ(places(), with_banner);
}

TEST(window, each_thread_of_a_deadlock_is_told_from_those_that_wait_for_work) {
    AppScreen screen{deadlock(), large.width, large.height};
    const auto label_of = [&](const std::string& thread) -> std::string {
        const ShownLine* const name = at_left(screen, thread);
        for (const ShownLine& line : screen.lines()) {
            if (name != nullptr && std::abs(line.y - name->y) < 5 &&
                line.text.starts_with("in vain")) {
                return line.text;
            }
        }
        return "";
    };
    for (const bool is_near : {false, true}) {
        SCOPED_TRACE(is_near);
        EXPECT_EQ(label_of("disk"), "in vain, for 4.2");
        EXPECT_EQ(label_of("files"), "in vain, for 4.3");
        EXPECT_EQ(label_of("memory"), "in vain, for 4.4");
        EXPECT_EQ(label_of("editor"), "in vain, for 4.2");
        EXPECT_EQ(label_of("sigma0"), "");
        EXPECT_EQ(label_of("watch"), "");
        type_character(screen.app.session, '!');
        type_character(screen.app.session, '-');
        type_character(screen.app.session, '-');
        screen.settle();
    }
    screen.app.session.fit();
    screen.settle();
    const auto in_legend = std::count_if(
        screen.lines().begin(), screen.lines().end(),
        [](const ShownLine& line) { return line.text == "waits in vain"; });
    EXPECT_EQ(in_legend, 1);
}

/// The same trace, but its first thread has another name, and its stack is elsewhere.
std::string deadlock_elsewhere() {
    std::string text = deadlock();
    for (const auto& [from, to] : {std::pair{"1179648,1212416]", "1179648,1196032]"},
                                   std::pair{"\"watch\"", "\"clock\""}}) {
        const size_t place = text.find(from);
        EXPECT_NE(place, std::string::npos) << from;
        text.replace(place, std::strlen(from), to);
    }
    return text;
}

TEST(window, two_events_of_the_same_words_say_in_what_they_differ) {
    AppScreen screen{deadlock(), large.width, large.height};
    screen.app.session.expect_other();
    screen.app.session.load(deadlock_elsewhere(), "other.json");
    while (screen.app.work()) {
    }
    screen.app.session.open(Tab::compare);
    screen.settle();
    ASSERT_NE(screen.find("They part once"), nullptr);
    EXPECT_NE(screen.find("0x00128000"), nullptr) << "the first one's stack";
    EXPECT_NE(screen.find("0x00124000"), nullptr) << "the second one's";
}

TEST(window, at_the_top_nothing_lies_over_the_time) {
    for (const Size& size : {large, Size{760, 500}}) {
        SCOPED_TRACE(size.width);
        AppScreen screen{deadlock(), size.width, size.height};
        screen.app.session.step(1);
        screen.settle();
        const ShownLine* const field = screen.find("search");
        ASSERT_NE(field, nullptr);
        constexpr float letter_width = 8;
        for (const ShownLine& line : screen.lines()) {
            const float end =
                line.x + letter_width * static_cast<float>(line.text.size());
            const bool is_time = line.y < 48 && line.text.starts_with("t ");
            EXPECT_FALSE(is_time && end > field->x)
                << line.text << " reaches under the search field";
        }
    }
}

TEST(window, escape_with_nothing_open_does_nothing) {
    AppScreen screen{deadlock(), large.width, large.height};
    Session& session = screen.app.session;
    type_character(session, '!');
    type_character(session, '2');
    const int64_t selected = session.selected();
    press_key(session, Key::escape);
    EXPECT_EQ(session.selected(), selected);
    EXPECT_EQ(session.tab(), Tab::story);
    session.is_help_open = true;
    press_key(session, Key::escape);
    EXPECT_FALSE(session.is_help_open);
    type_character(session, ',');
    EXPECT_EQ(session.tab(), Tab::timeline);
}

TEST(window, on_a_phone_a_tap_on_a_name_tells_why_the_thread_waits) {
    AppScreen screen{deadlock(), phone.width, phone.height};
    type_character(screen.app.session, '!');
    screen.app.session.follow(no_index);
    screen.settle();
    const ShownLine* const name = at_left(screen, "files");
    ASSERT_NE(name, nullptr);
    screen.click(name->x + 5, name->y - 4);
    for (const char* const words : {"Followed: 4.2 files", "4.2 files waits for 4.3"}) {
        const ShownLine* const line = screen.find(words);
        ASSERT_NE(line, nullptr) << words;
        EXPECT_TRUE(line->is_whole()) << words;
    }
}

TEST(window, all_events_of_the_list_name_threads_in_one_way_and_in_one_size) {
    AppScreen screen{deadlock(), large.width, large.height};
    for (int page = 0; page < 12; ++page) {
        press_key(screen.app.session, Key::page_on);
        screen.settle();
        const ShownLine* const head = screen.find("Events", large.panel_x());
        ASSERT_NE(head, nullptr);
        size_t rows = 0;
        for (const ShownLine& line : screen.lines()) {
            const bool is_sentence = line.x > large.panel_x() + 100 &&
                                     line.y > head->y + 5 && line.y < 790 &&
                                     line.text.find(' ') != std::string::npos;
            if (!is_sentence) {
                continue;
            }
            ++rows;
            EXPECT_EQ(line.size, head->size) << line.text;
            EXPECT_EQ(line.text.find("…"), std::string::npos) << line.text;
            for (const char* const name :
                 {"4.1 editor", "4.2 files", "4.3 memory", "4.4 disk"}) {
                EXPECT_EQ(line.text.find(name), std::string::npos) << line.text;
            }
        }
        EXPECT_GE(rows, 8u);
    }
}

TEST(window, a_tooltip_goes_when_a_key_is_pressed) {
    AppScreen screen{deadlock(), large.width, large.height};
    const char* const told = "instructions (";
    screen.point_at(600, 290);
    ASSERT_NE(screen.find(told), nullptr);
    type_character(screen.app.session, ']');
    screen.settle();
    EXPECT_EQ(screen.find(told), nullptr);
    screen.settle();
    EXPECT_EQ(screen.find(told), nullptr) << "while keys are used";
    screen.point_at(605, 290);
    EXPECT_NE(screen.find(told), nullptr);
}

}  // namespace
}  // namespace kumquat
