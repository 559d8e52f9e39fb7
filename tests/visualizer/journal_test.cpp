// journal_test.cpp -- any moment, from any other, by whichever way.
#include "visualizer/model/journal.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kumquat {
namespace {

/// Events that change some of the cells at random, and what all cells were after each.
struct Story {
    explicit Story(int events) {
        const Cell first = journal.allocate(cells);
        for (int event = 0; event < events; ++event) {
            for (uint32_t i = below(40); i-- > 0;) {
                journal.set(first + below(cells), below(3));
            }
            journal.end_event();
            after.emplace_back();
            for (Cell cell = 0; cell <= cells; ++cell) {
                after.back().push_back(journal[cell]);
            }
        }
    }
    uint32_t below(uint32_t end) { return static_cast<uint32_t>(random() % end); }

    static constexpr uint32_t cells = 50;
    std::mt19937 random{1};
    Journal journal;
    std::vector<std::vector<uint32_t>> after;
};

TEST(journal, every_moment_is_found_from_every_other) {
    Story story{20'000};  // several snapshots long
    Moment moment;
    const auto expect_at = [&](int64_t event) {
        story.journal.seek(moment, event);
        ASSERT_EQ(moment.event, event);
        ASSERT_EQ(moment.cells, story.after[static_cast<size_t>(event)])
            << "after event " << event;
    };
    for (int i = 0; i < 3000; ++i) {
        expect_at(static_cast<int64_t>(story.random() % story.after.size()));
    }
    for (int64_t event = story.journal.event_count() - 1; event >= 0; --event) {
        expect_at(event);
    }
    for (int64_t event = 0; event < story.journal.event_count(); ++event) {
        expect_at(event);
    }
}

TEST(journal, before_all_events_everything_is_zero) {
    const Story story{100};
    Moment moment;
    story.journal.seek(moment, 99);
    story.journal.seek(moment, -1);
    EXPECT_EQ(moment.cells, std::vector<uint32_t>(Story::cells + 1));
}

TEST(journal, a_moment_stays_right_while_events_are_added) {
    Story story{100};
    Moment moment;
    story.journal.seek(moment, 60);
    const Cell late = story.journal.allocate(1);
    story.journal.set(late, 7);
    story.journal.end_event();
    EXPECT_EQ(moment[late], 0u);
    story.journal.seek(moment, 100);
    EXPECT_EQ(moment[late], 7u);
    story.journal.seek(moment, 99);
    EXPECT_EQ(moment[late], 0u);
}

}  // namespace
}  // namespace kumquat
