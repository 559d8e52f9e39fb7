// spans_test.cpp -- what the timeline shows is true when zoomed out; spans between marks.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/lane_mixes.hpp"
#include "visualizer/model/processor_shares.hpp"
#include "visualizer/model/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kumquat {
namespace {

constexpr uint32_t never = 4294967295;

/// Time that a thread spends in a state, added up change by change.
int64_t time_in(
    const Model& model, uint32_t thread, LaneState state, int64_t from, int64_t to) {
    int64_t sum = 0;
    LaneState now = LaneState::not_there;
    int64_t since = model.begin_time();
    const auto add = [&](int64_t until) {
        if (now == state) {
            sum += std::max<int64_t>(0, std::min(until, to) - std::max(since, from));
        }
        since = until;
    };
    for (const auto& change : model.history(thread).changes()) {
        add(model.event(change.event).time);
        now = change.value.state;
    }
    add(std::max(to, since));
    return sum;
}

TEST(zoomed_out, a_column_tells_the_mix_of_all_that_happened_in_it) {
    const Model model{decode_trace(synthetic_trace(20'000), "t.json").trace};
    std::mt19937 random{7};
    for (int trial = 0; trial < 2000; ++trial) {
        const auto thread =
            static_cast<uint32_t>(random() % model.trace().threads.size());
        const int64_t length = model.end_time() - model.begin_time();
        const int64_t width = 1 + static_cast<int64_t>(random()) % (length / 50);
        const int64_t from =
            model.begin_time() + static_cast<int64_t>(random()) % (length - width);
        const Mix mix = mix_between(model.times_until(thread, from),
                                    model.times_until(thread, from + width), width);
        int64_t sum = 0;
        for (const LaneState state : mix_stacking) {
            const int64_t spent = time_in(model, thread, state, from, from + width);
            sum += spent;
            const auto level = mix[static_cast<size_t>(state)];
            EXPECT_LE(std::abs(level * width - sum * mix_levels), width * 1)
                << "off by more than a level";
            if (state == LaneState::running && spent > 0) {
                EXPECT_GE(level, 1) << "whoever ran is seen";
            }
        }
    }
}

TEST(zoomed_out, what_is_kept_from_picture_to_picture_is_right) {
    const Model model{decode_trace(synthetic_trace(5000), "t.json").trace};
    const double length = static_cast<double>(model.end_time() - model.begin_time());
    std::mt19937 random{11};
    LaneMixes mixes;
    double width = length / 300;
    for (int picture = 0; picture < 200; ++picture) {
        if (picture % 10 == 9) {
            width = length / static_cast<double>(50 + random() % 3000);
        }
        mixes.begin(model, 1, width * (1 + 1e-9 * (picture % 3)));  // as rounding does
        const int64_t first =
            mixes.column_at(static_cast<double>(model.begin_time()) +
                            length * static_cast<double>(random() % 100) / 100.0);
        const auto thread =
            static_cast<uint32_t>(random() % model.trace().threads.size());
        for (int64_t column = first; column < first + 40; ++column) {
            const auto begin = static_cast<int64_t>(mixes.time_of(column)),
                       end = static_cast<int64_t>(mixes.time_of(column + 1));
            ASSERT_EQ(mixes.mix(thread, column),
                      mix_between(model.times_until(thread, begin),
                                  model.times_until(thread, end), end - begin));
        }
    }
}

/// The time that a thread runs in a column of the whole trace.
int64_t running_in(const Model& model, uint32_t thread, int column, int columns) {
    const double width = static_cast<double>(model.end_time() - model.begin_time()) /
                         static_cast<double>(columns);
    const auto time_of = [&](int place) {
        return model.begin_time() + static_cast<int64_t>(width * place);
    };
    return time_in(model, thread, LaneState::running, time_of(column),
                   time_of(column + 1));
}

TEST(overview, every_part_tells_how_much_its_threads_ran) {
    const Model model{decode_trace(synthetic_trace(5000), "t.json").trace};
    const auto& lanes = model.lanes();
    for (const int columns : {7, 60, 900}) {  // searched for, and walked through
        for (const int bands : {static_cast<int>(lanes.size()), 3, 1}) {
            std::vector<std::vector<int>> levels(
                static_cast<size_t>(bands),
                std::vector<int>(static_cast<size_t>(columns)));
            for (const SharePart& part : processor_shares(model, bands, columns)) {
                for (int column = part.begin; column < part.end; ++column) {
                    levels[static_cast<size_t>(part.band)]
                          [static_cast<size_t>(column)] = part.level;
                }
            }
            for (int column = 0; column < columns; ++column) {
                std::vector<int64_t> times(static_cast<size_t>(bands));
                for (size_t lane = 0; lane < lanes.size(); ++lane) {
                    size_t band = 0;
                    while (lane * static_cast<size_t>(bands) >=
                           (band + 1) * lanes.size()) {
                        ++band;
                    }
                    times[band] +=
                        running_in(model, lanes[lane].thread, column, columns);
                }
                const double width =
                    static_cast<double>(model.end_time() - model.begin_time()) /
                    columns;
                for (size_t band = 0; band < times.size(); ++band) {
                    const int level = levels[band][static_cast<size_t>(column)];
                    const double share = static_cast<double>(times[band]) / width;
                    EXPECT_EQ(level > 0, times[band] > 0) << "whoever ran is seen";
                    EXPECT_LE(level, std::max(1.0, share * share_levels + 0.1));
                    EXPECT_GE(level, std::floor(share * share_levels - 0.1));
                }
            }
        }
    }
}

TEST(zoomed_out, no_sign_is_lost) {
    const Model model{decode_trace(synthetic_trace(5000), "t.json").trace};
    size_t faults = 0, signs = 0;
    for (int64_t i = 0; i < model.event_count(); ++i) {
        faults += model.trace().kind_of(model.event(i)).known == TraceKind::page_fault
                      ? 1
                      : 0;
    }
    for (uint32_t thread = 0; thread < model.trace().threads.size(); ++thread) {
        const auto& list = model.signs().of(thread);
        EXPECT_TRUE(
            std::is_sorted(list.begin(), list.end(), [](const Sign& a, const Sign& b) {
                return a.event < b.event;
            }));
        signs += static_cast<size_t>(
            std::count_if(list.begin(), list.end(), [](const Sign& sign) {
                return sign.kind == SignKind::fault;
            }));
    }
    EXPECT_EQ(signs, faults);
    EXPECT_GT(signs, 0u);
}

TEST(long_messages, keep_their_phases_through_faults) {
    const std::string text = head(3) +
                             row(1, TraceKind::transfer_start, {0, 1, 8, 16}) +
                             row(2, TraceKind::transfer_words, {0, 1, 9}) +
                             row(3, TraceKind::transfer_fault, {1, 0, 4096, 1, never}) +
                             row(4, TraceKind::ipc_transfer, {1, 2, 0, 0, 8}) +
                             row(5, TraceKind::transfer_start, {0, 1, 8, 16}) +
                             row(6, TraceKind::transfer_string, {0, 1, 5, 64, 128}) +
                             row(7, TraceKind::ipc_transfer, {0, 1, 0, 0, 0}) +
                             row(8, TraceKind::transfer_start, {0, 1, 8, 16}) +
                             row(9, TraceKind::transfer_abort, {0, 1, 32}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    const auto& messages = model.signs().long_messages();
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[0].begin, 0u);
    EXPECT_EQ(messages[0].end, 6u)
        << "the page-fault message in between is another one";
    EXPECT_FALSE(messages[0].is_aborted);
    ASSERT_EQ(messages[0].phases.size(), 3u);
    EXPECT_EQ(messages[0].phases[0].kind, PhaseKind::words);
    EXPECT_EQ(messages[0].phases[1].kind, PhaseKind::fault);
    EXPECT_EQ(messages[0].phases[2].kind, PhaseKind::string);
    EXPECT_TRUE(messages[1].is_aborted);
}

/// 4.0 calls 4.1, which is held up by 4.2 before it answers; then 4.0 sleeps.
std::string a_call_and_a_sleep() {
    return head(3) + row(1, TraceKind::context_switch, {1, 0, 0, 0}) +
           row(2, TraceKind::ipc_block, {1, -1, 1, never}) +
           row(10, TraceKind::ipc_block, {0, 1, 1, never}) +
           row(20, TraceKind::ipc_wake, {1, 0}) +
           row(21, TraceKind::context_switch, {0, 1, 0, 0}) +
           row(30, TraceKind::context_switch, {1, 2, 2, 0}) +
           row(70, TraceKind::context_switch, {2, 1, 2, 0}) +
           row(80, TraceKind::ipc_wake, {0, 1}) +
           row(81, TraceKind::context_switch, {1, 0, 0, 0}) +
           row(90, TraceKind::ipc_receive, {0, -1, 1, 0}) +
           row(91, TraceKind::ipc_block, {0, -1, 1, 100}) +
           row(190, TraceKind::ipc_timeout, {0, 1}) +
           row(191, TraceKind::context_switch, {2, 0, 1, 0}) +
           row(200, TraceKind::ipc_result, {0, 32}) + "]}";
}

TEST(critical_path, names_the_reasons_in_order) {
    const Model model{decode_trace(a_call_and_a_sleep(), "t.json").trace};
    const auto path = critical_path(model, 0, 0, 13);
    using Kind = PathPart::Kind;
    ASSERT_FALSE(path.empty());
    EXPECT_EQ(path.front().thread, 0u);
    const auto shares = shares_of(model, path);
    const auto time_of = [&](uint32_t thread, Kind kind) {
        for (const PathShare& share : shares) {
            if (share.thread == thread && share.kind == kind) {
                return share.time;
            }
        }
        return int64_t{0};
    };
    EXPECT_EQ(time_of(1, Kind::held_up), 41) << "another thread had the processor";
    EXPECT_EQ(time_of(1, Kind::runs), 19);
    EXPECT_EQ(time_of(0, Kind::waits), 99) << "it slept: only the clock woke it";
    EXPECT_EQ(time_of(2, Kind::runs), 0) << "it woke nobody";
}

TEST(critical_path, fills_the_stretch_without_a_gap) {
    const Model model{decode_trace(synthetic_trace(4000), "t.json").trace};
    std::mt19937 random{3};
    for (int trial = 0; trial < 200; ++trial) {
        int64_t from = static_cast<int64_t>(random()) % model.event_count();
        int64_t to = static_cast<int64_t>(random()) % model.event_count();
        if (from > to) {
            std::swap(from, to);
        }
        const MeasuredSpan span = measure(model, from, to);
        int64_t at = from, time = 0;
        for (const PathPart& part : span.path) {
            EXPECT_EQ(part.from, at);
            EXPECT_GT(part.to, part.from);
            at = part.to;
        }
        EXPECT_EQ(at, to);
        for (const PathShare& share : span.shares) {
            time += share.time;
        }
        EXPECT_EQ(time, span.time);
    }
}

TEST(marks, are_toggled_and_measured) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    session.go_to(100);
    session.toggle_mark();
    EXPECT_EQ(session.measured(), nullptr) << "one mark measures nothing";
    session.go_to(50);
    session.toggle_mark();
    ASSERT_NE(session.measured(), nullptr);
    EXPECT_EQ(session.measured()->from, 50);
    EXPECT_EQ(session.measured()->to, 100);
    EXPECT_EQ(session.measured()->time,
              session.model().event(100).time - session.model().event(50).time);
    session.follow(2);
    EXPECT_EQ(session.measured()->thread, 2u) << "its way is told";
    session.toggle_mark();
    EXPECT_EQ(session.marks(), std::vector<int64_t>{100});
    session.set_marks({7, 3, 3, -1, 99999});
    EXPECT_EQ(session.marks(), (std::vector<int64_t>{3, 7}));
}

}  // namespace
}  // namespace kumquat
