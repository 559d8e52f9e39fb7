// comparison_test.cpp -- two traces side by side.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/session.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {
namespace {

using Meanings = std::vector<uint64_t>;

TEST(comparison, finds_where_sequences_part_and_meet) {
    EXPECT_TRUE(differences_between({1, 2, 3}, {1, 2, 3}, 9).empty());
    EXPECT_EQ(differences_between({1, 2, 3, 4, 5}, {1, 9, 3, 4, 5}, 9),
              (std::vector<Difference>{{1, 2, 1, 2}}));
    EXPECT_EQ(differences_between({1, 2, 3, 4, 5}, {1, 3, 4, 5}, 9),
              (std::vector<Difference>{{1, 2, 1, 1}}));
    EXPECT_EQ(differences_between({1, 2, 3}, {1, 2, 3, 4}, 9),
              (std::vector<Difference>{{3, 3, 3, 4}}));
    EXPECT_EQ(differences_between({}, {1}, 9), (std::vector<Difference>{{0, 0, 0, 1}}));
}

TEST(comparison, tells_several_differences_however_far_apart) {
    Meanings a, b;
    for (uint64_t i = 0; i < 30'000; ++i) {
        a.push_back(i);
        if (i != 500) {
            b.push_back(i == 20'000 ? 999'999 : i);
        }
        if (i == 9'000) {
            for (uint64_t k = 0; k < 4'000; ++k) {
                b.push_back(1'000'000 + k);
            }
        }
    }
    const auto differences = differences_between(a, b, 9);
    EXPECT_EQ(differences, (std::vector<Difference>{{500, 501, 500, 500},
                                                    {9001, 9001, 9000, 13000},
                                                    {20000, 20001, 23999, 24000}}));
    EXPECT_EQ(differences_between(a, b, 2).size(), 2u);
}

TEST(comparison, the_clock_makes_no_difference) {
    const std::string text = synthetic_trace(2000);
    const Model a{decode_trace(text, "a.json").trace};
    Trace slower = decode_trace(text, "b.json").trace;
    for (Event& event : slower.events) {
        event.time *= 3;
    }
    const Model b{std::move(slower)};
    for (const CompareLevel level : {CompareLevel::programs, CompareLevel::kernel}) {
        const Comparison comparison{a, b, level};
        EXPECT_TRUE(comparison.differences().empty());
        EXPECT_GT(comparison.a().size(), 100u);
        EXPECT_EQ(comparison.partner_in_b(comparison.a()[50]),
                  int64_t{comparison.b()[50]});
    }
}

TEST(comparison, threads_are_compared_by_their_numbers_not_their_rows) {
    std::string text = head(2) + row(1, TraceKind::ipc_wake, {0, 1}) + "]}";
    std::string turned = head(2) + row(1, TraceKind::ipc_wake, {1, 0}) + "]}";
    const size_t first = turned.find("\"4.0\""), second = turned.find("\"4.1\"");
    turned[first + 3] = '1';
    turned[second + 3] = '0';
    const Model a{decode_trace(text, "a.json").trace},
        b{decode_trace(turned, "b.json").trace};
    EXPECT_EQ(meaning_of(a, 0), meaning_of(b, 0));
}

TEST(comparison, a_wrong_word_is_the_first_difference) {
    std::string text = head(2) + call_and_answer(1, 7) + call_and_answer(101, 8) + "]}";
    std::string wrong = text;
    wrong.replace(wrong.find(",107,"), 5, ",106,");
    Session session;
    session.load(text, "reference.json");
    session.expect_other();
    session.load(wrong, "mine.json");
    ASSERT_NE(session.other(), nullptr);
    EXPECT_EQ(session.file_name(), "reference.json") << "the first stays";
    EXPECT_EQ(session.tab(), Tab::compare);
    ASSERT_EQ(session.comparison().differences().size(), 1u);
    const Difference& difference = session.comparison().differences()[0];
    EXPECT_EQ(session.comparison().a()[difference.a_begin], 1u);
    EXPECT_EQ(session.selected(), 1) << "there is where to look";
    EXPECT_EQ(session.comparison().partner_in_b(1), -1);
    EXPECT_EQ(session.comparison().partner_in_b(2), 2);
    session.exchange_sides();
    EXPECT_EQ(session.file_name(), "mine.json");
    EXPECT_EQ(session.other_name(), "reference.json");
    EXPECT_EQ(session.comparison().differences().size(), 1u);
}

}  // namespace
}  // namespace kumquat
