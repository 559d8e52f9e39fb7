// stream_test.cpp -- a file that comes in pieces says the same as the whole file.
#include "read_ahead.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/decode/trace_stream.hpp"
#include "visualizer/model/session.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace kumquat {
namespace {

bool same_events(const Trace& one, const Trace& other) {
    const auto equal = [](const Event& a, const Event& b) {
        return a.time == b.time && a.kind == b.kind && a.first_column == b.first_column;
    };
    return std::equal(one.events.begin(), one.events.end(), other.events.begin(),
                      other.events.end(), equal) &&
           one.columns == other.columns;
}

/// \param read  gives the text to a stream
template <typename Read>
void expect_as_whole(const std::string& text, Read read) {
    const DecodeResult whole = decode_trace(text, "t.json");
    Trace trace;
    TraceStream stream{"t.json", trace};
    read(stream);
    stream.finish();
    EXPECT_EQ(stream.problem(), whole.problem);
    EXPECT_EQ(stream.is_usable(), whole.is_usable);
    EXPECT_TRUE(same_events(trace, whole.trace));
}

/// In pieces, and once more with rows that were scanned ahead.
/// \param next_length  of the next piece
template <typename NextLength>
void expect_pieces_as_whole(const std::string& text, NextLength next_length) {
    expect_as_whole(text, [&](TraceStream& stream) {
        for (size_t at = 0; at < text.size();) {
            const size_t length = next_length();
            stream.feed(std::string_view{text}.substr(at, length));
            at += length;
        }
    });
    expect_as_whole(text, [&](TraceStream& stream) {
        read_ahead(text, next_length, [&](const RowsAhead& ahead) {
            stream.feed(ahead.before());
            stream.take_rows(ahead.events(), ahead.columns(), ahead.rows_text());
            stream.feed(ahead.behind());
        });
    });
}

TEST(stream, pieces_of_any_length_give_the_same_trace) {
    const std::string text = synthetic_trace(500);
    expect_pieces_as_whole(text, [] { return size_t{1}; });
    std::mt19937 random{3};
    for (const size_t longest : {3u, 30u, 300u, 3000u}) {
        expect_pieces_as_whole(text, [&] { return 1 + random() % longest; });
    }
}

TEST(stream, pieces_of_a_broken_file_give_the_same_message) {
    const std::string good = synthetic_trace(300);
    const size_t events = good.find("\"events\"");
    std::mt19937 random{4};
    for (int i = 0; i < 300; ++i) {
        std::string text = good;
        const size_t place =
            i % 2 == 0 ? random() % events : events + random() % (text.size() - events);
        text[place] = "0-[]{},\"x "[random() % 10];
        expect_pieces_as_whole(text, [&] { return 1 + random() % 2000; });
    }
}

TEST(stream, rows_are_scanned_ahead_as_numbers_not_as_text) {
    const std::string text = synthetic_trace(40'000);
    size_t events = 0, handed_over = 0, bytes = 0;
    read_ahead(
        text, [] { return size_t{1} << 16; },
        [&](const RowsAhead& ahead) {
            handed_over += ahead.events().empty() ? 0 : 1;
            events += ahead.events().size();
            bytes +=
                ahead.before().size() + ahead.rows_text().bytes + ahead.behind().size();
            EXPECT_LT(ahead.behind().size(), 10u);
        });
    EXPECT_EQ(events, decode_trace(text, "t.json").trace.events.size());
    EXPECT_GT(handed_over, 1u);
    EXPECT_EQ(bytes, text.size());
}

TEST(stream, tables_stand_in_a_file_once) {
    std::string text = synthetic_trace(50);
    text.insert(text.find("\"events\""), "\"tasks\":[],");
    EXPECT_NE(decode_trace(text, "t.json").problem.find("twice"), std::string::npos);
}

TEST(stream, events_are_there_before_the_file_is_over) {
    const std::string text = synthetic_trace(1000);
    Trace trace;
    TraceStream stream{"t.json", trace};
    EXPECT_TRUE(stream.feed(std::string_view{text}.substr(0, text.size() / 2)));
    EXPECT_TRUE(stream.is_usable());
    EXPECT_GT(trace.events.size(), 300u);
    EXPECT_EQ(stream.problem(), "");
}

TEST(stream, the_name_of_the_events_may_stand_elsewhere_too) {
    std::string text = synthetic_trace(50);
    text.insert(text.find("\"build\""),
                "\"x\":[{\"events\":[1]},\"events\"],\"y\":\"\\\"events\\\":[\",");
    const DecodeResult result = decode_trace(text, "t.json");
    EXPECT_EQ(result.problem, "");
    EXPECT_GE(result.trace.events.size(), 50u);
}

TEST(stream, what_is_not_a_trace_is_refused_early) {
    Trace trace;
    TraceStream stream{"t.json", trace};
    std::string text = "{\"traceEvents\":[";
    text.append(200'000, ' ');
    EXPECT_FALSE(stream.feed(text)) << "the rest is not worth fetching";
    EXPECT_NE(stream.problem().find("traceEvents"), std::string::npos);
}

TEST(stream, numbers_of_nineteen_digits_are_read) {
    std::string text = synthetic_trace(50);
    const size_t row = text.find("\n[", text.find("\"events\""));
    text.replace(row, 2, "\n[1000000000000000000,23,0,0,0,0,0],[");
    const DecodeResult result = decode_trace(text, "t.json");
    EXPECT_EQ(result.problem, "");
    EXPECT_EQ(result.trace.events[0].time, 1'000'000'000'000'000'000);
    EXPECT_GT(result.trace.backward_times, 0u);
}

TEST(stream, white_space_is_allowed_everywhere_in_a_row) {
    std::string text = synthetic_trace(50);
    for (size_t at = text.find("\"events\""); at < text.size(); ++at) {
        if (text[at] == ',' || text[at] == '[' || text[at] == ']') {
            text.insert(at, " \r\n\t");
            text.insert(at + 5, " ");
            at += 5;
        }
    }
    const DecodeResult result = decode_trace(text, "t.json");
    EXPECT_EQ(result.problem, "");
    EXPECT_TRUE(
        same_events(result.trace, decode_trace(synthetic_trace(50), "t.json").trace));
}

TEST(stream, a_session_shows_what_has_come_and_stays_where_the_user_looks) {
    const std::string text = synthetic_trace(2000);
    Session session;
    session.begin_file("t.json", text.size());
    EXPECT_TRUE(session.add_to_file(std::string_view{text}.substr(0, text.size() / 3)));
    ASSERT_TRUE(session.has_events());
    const int64_t first_count = session.model().event_count();
    EXPECT_GE(session.view_end(), static_cast<double>(session.model().end_time()));
    session.add_to_file(
        std::string_view{text}.substr(text.size() / 3, text.size() / 3));
    EXPECT_GT(session.model().event_count(), first_count);
    EXPECT_GE(session.view_end(), static_cast<double>(session.model().end_time()))
        << "the whole trace stays in sight";
    session.zoom(10.0, session.view_begin());
    session.select(5);
    const double end = session.view_end();
    session.add_to_file(std::string_view{text}.substr(text.size() / 3 * 2));
    session.end_file();
    EXPECT_EQ(session.view_end(), end);
    EXPECT_EQ(session.selected(), 5);
    EXPECT_EQ(session.problem(), "");

    const Model whole{decode_trace(text, "t.json").trace};
    const Model& grown = session.model();
    ASSERT_EQ(grown.event_count(), whole.event_count());
    EXPECT_EQ(grown.messages().size(), whole.messages().size());
    for (uint32_t thread = 0; thread < whole.trace().threads.size(); ++thread) {
        for (int64_t event = 0; event < whole.event_count(); event += 37) {
            ASSERT_EQ(grown.state_after(thread, event),
                      whole.state_after(thread, event));
            const int64_t time = whole.event(event).time;
            ASSERT_EQ(grown.times_until(thread, time), whole.times_until(thread, time));
        }
    }
}

TEST(stream, a_file_that_cannot_be_shown_says_what_is_seen_instead) {
    Session session;
    session.load("[]", "bad.json");
    EXPECT_EQ(session.problem().find("still"), std::string::npos);
    session.load(synthetic_trace(50), "good.json");
    session.load("[]", "bad.json");
    EXPECT_NE(session.problem().find("What you see is still good.json."),
              std::string::npos)
        << session.problem();
}

TEST(stream, lost_events_are_not_called_marked_where_no_event_marks_them) {
    std::string text = synthetic_trace(50);
    text.replace(text.find("\"dropped\":0"), 11, "\"dropped\":7");
    Session session;
    session.load(text, "t.json");
    EXPECT_EQ(session.problem(),
              "7 events were lost while this trace was recorded; where, the file does "
              "not say.");
}

}  // namespace
}  // namespace kumquat
