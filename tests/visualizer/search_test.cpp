// search_test.cpp -- queries find what they say, and say why they find nothing.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/search.hpp"
#include "visualizer/model/session.hpp"
#include "visualizer/model/words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {
namespace {

class queries : public testing::Test {
protected:
    std::vector<uint32_t> find(const std::string& text) const {
        Search search{model, text};
        EXPECT_EQ(search.problem(), "") << text;
        while (search.go_on(100)) {
        }
        return search.found();
    }
    std::string problem_of(const std::string& text) const {
        return Search{model, text}.problem();
    }
    /// How many events a condition holds for.
    template <typename Holds>
    size_t count(Holds&& holds) const {
        size_t number = 0;
        for (int64_t i = 0; i < model.event_count(); ++i) {
            number += holds(model.event(i)) ? 1 : 0;
        }
        return number;
    }

    const Model model{decode_trace(synthetic_trace(3000), "t.json").trace};
    const Trace& trace = model.trace();
};

TEST_F(queries, find_kinds_with_and_without_a_star) {
    const auto sends = find("kind=ipc_send");
    EXPECT_EQ(sends.size(), count([&](const Event& event) {
                  return trace.kind_of(event).known == TraceKind::ipc_send;
              }));
    EXPECT_GT(sends.size(), 0u);
    EXPECT_EQ(find("kind=ipc_*").size(), count([&](const Event& event) {
                  return trace.kind_of(event).name.starts_with("ipc_");
              }));
    EXPECT_EQ(find("kind!=ipc_send").size() + sends.size(),
              static_cast<size_t>(model.event_count()));
    EXPECT_EQ(find("-kind=ipc_send").size(), find("kind!=ipc_send").size());
}

TEST_F(queries, hold_only_where_every_term_holds) {
    const auto found = find("kind=ipc_send from=8.* w0>10");
    EXPECT_EQ(found.size(), count([&](const Event& event) {
                  return trace.kind_of(event).known == TraceKind::ipc_send &&
                         trace.threads[trace.column(event, 0)].id.starts_with("8.") &&
                         trace.column(event, 2) > 10;
              }));
    EXPECT_GT(found.size(), 0u);
    EXPECT_LT(found.size(), find("kind=ipc_send from=8.*").size());
    EXPECT_LT(find("kind=ipc_send from=8.*").size(), find("kind=ipc_send").size());
}

TEST_F(queries, name_threads_by_number_and_by_name) {
    EXPECT_EQ(find("thread=server"), find("thread=6.0"));
    EXPECT_GT(find("thread=6.0").size(), find("from=6.0").size());
    for (const uint32_t event : find("kind=ipc_block from=6.0 to=nobody")) {
        EXPECT_EQ(trace.column(model.event(event), 1), no_index);
    }
    EXPECT_GT(find("kind=ipc_block to=nobody").size(), 0u);
    EXPECT_EQ(find("kind=ipc_transfer from=8.0"),
              find("kind=ipc_transfer thread=8.0 -to=8.0"));
}

TEST_F(queries, know_who_acts_when_the_columns_are_the_other_way_round) {
    const Model woken{
        decode_trace(head(3) + row(1, TraceKind::ipc_wake, {1, 2}) + "]}", "t.json")
            .trace};
    Search by{woken, "from=4.2"}, of{woken, "to=4.1"}, wrong{woken, "from=4.1"};
    by.go_on(9);
    of.go_on(9);
    wrong.go_on(9);
    EXPECT_EQ(by.found().size(), 1u) << "4.2 wakes 4.1";
    EXPECT_EQ(of.found().size(), 1u);
    EXPECT_EQ(wrong.found().size(), 0u);
}

TEST_F(queries, look_into_sentences_whatever_the_case) {
    for (const uint32_t event : find("\"takes the MESSAGE\"")) {
        EXPECT_NE(words_of(model, event).headline.find("takes the message"),
                  std::string::npos);
    }
    EXPECT_EQ(find("\"takes the message\""), find("kind=ipc_transfer"));
    EXPECT_GT(find("takes message").size(), find("\"takes message\"").size());
}

TEST_F(queries, compare_times_and_numbers_of_events) {
    EXPECT_EQ(find("event<=10").size(), 10u);
    EXPECT_EQ(find("event>10 event<13").size(), 2u);
    const int64_t time = model.event(100).time;
    EXPECT_EQ(find("t<" + std::to_string(time)).size() +
                  find("t>=" + std::to_string(time)).size(),
              static_cast<size_t>(model.event_count()));
    EXPECT_EQ(find("w0=0x7"), find("w0=7"));
}

TEST_F(queries, say_what_is_wrong_with_them) {
    EXPECT_NE(problem_of("kind>ipc_send").find("has no order"), std::string::npos);
    EXPECT_NE(problem_of("w0=").find("needs a value"), std::string::npos);
    EXPECT_NE(problem_of("w0>many").find("not a number"), std::string::npos);
    EXPECT_NE(problem_of("colour=7").find("no column \"colour\""), std::string::npos);
    EXPECT_NE(problem_of("from=99.9").find("no thread \"99.9\""), std::string::npos);
    EXPECT_NE(problem_of("kind=ipc_sent").find("no kind"), std::string::npos);
    EXPECT_NE(problem_of(std::string(500, 'a')).find("longer"), std::string::npos);
    EXPECT_EQ(problem_of("\"a=b\""), "") << "in quotation marks it is a text";
}

TEST(patterns, fit_with_stars_anywhere) {
    EXPECT_TRUE(fits("4.*", "4.12"));
    EXPECT_TRUE(fits("*", ""));
    EXPECT_TRUE(fits("a*b*c", "axxbyybc"));
    EXPECT_FALSE(fits("a*b*c", "axxbyyb"));
    EXPECT_FALSE(fits("4.*", "14.1"));
    EXPECT_TRUE(fits("ipc_send", "ipc_send"));
}

TEST(search, next_and_previous_go_round) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    session.search_for("kind=ipc_send");
    while (session.go_on_searching()) {
    }
    const auto found = session.search()->found();
    ASSERT_GT(found.size(), 2u);
    session.go_to_found(1);
    EXPECT_EQ(session.selected(), found[0]);
    session.go_to_found(1);
    EXPECT_EQ(session.selected(), found[1]);
    session.go_to_found(-1);
    session.go_to_found(-1);
    EXPECT_EQ(session.selected(), found.back()) << "round the beginning";
    session.go_to_found(1);
    EXPECT_EQ(session.selected(), found[0]) << "round the end";
    session.load(synthetic_trace(50), "u.json");
    EXPECT_EQ(session.search(), nullptr) << "a new trace forgets the search";
}

TEST(search, goes_on_when_more_of_the_trace_comes) {
    const std::string text = synthetic_trace(3000);
    Session session;
    session.begin_file("t.json", text.size());
    session.add_to_file(std::string_view{text}.substr(0, text.size() / 2));
    session.search_for("kind=ipc_send");
    while (session.go_on_searching()) {
    }
    const size_t first = session.search()->found().size();
    session.add_to_file(std::string_view{text}.substr(text.size() / 2));
    session.end_file();
    while (session.go_on_searching()) {
    }
    EXPECT_GT(session.search()->found().size(), first);
}

TEST(search, finds_the_words_of_what_is_worth_a_look) {
    constexpr int64_t never = 4294967295, send = 0;
    Session session;
    session.load(head(2) + row(1, TraceKind::ipc_block, {0, 1, send, never}) +
                     row(2, TraceKind::ipc_block, {1, 0, send, never}) + "]}",
                 "t.json");
    session.search_for("deadlock");
    while (session.go_on_searching()) {
    }
    EXPECT_TRUE(session.search()->found().empty()) << "nothing has been found yet";
    while (session.go_on_finding()) {
    }
    while (session.go_on_searching()) {
    }
    EXPECT_EQ(session.search()->found(), (std::vector<uint32_t>{1}));
}

TEST(search, that_is_closed_leaves_nothing_behind) {
    Session session;
    session.load(synthetic_trace(50), "t.json");
    session.open_search();
    session.typed = U"kind";
    session.search_for("kind=ipc_send");
    session.shows_found_only = true;
    session.close_search();
    EXPECT_TRUE(session.typed.empty());
    EXPECT_FALSE(session.shows_found_only) << "all events are to be seen again";
    EXPECT_EQ(session.search(), nullptr);
}

TEST(session, shows_what_is_worth_a_look_one_after_the_other) {
    constexpr int64_t never = 4294967295, send = 0;
    Session session;
    session.load(head(4) + row(1, TraceKind::ipc_block, {0, 1, send, never}) +
                     row(2, TraceKind::ipc_block, {1, 0, send, never}) +
                     row(3, TraceKind::ipc_block, {2, 3, send, never}) +
                     row(4, TraceKind::ipc_block, {3, 2, send, never}) + "]}",
                 "t.json");
    while (session.go_on_finding()) {
    }
    ASSERT_EQ(session.findings().size(), 2u);
    for (const int64_t event : {1, 3, 1}) {
        session.go_to_next_finding();
        EXPECT_EQ(session.selected(), event);
    }
    session.go_to(0);
    session.go_to_next_finding();
    EXPECT_EQ(session.selected(), 1) << "who went away comes back to the same one";
    session.dismiss_findings();
    session.go_to(0);
    session.go_to_next_finding();
    EXPECT_EQ(session.selected(), 1) << "what was put aside can be asked for";
}

}  // namespace
}  // namespace kumquat
