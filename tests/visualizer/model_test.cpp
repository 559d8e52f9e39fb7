// model_test.cpp -- states at any event, forward and backward; messages; times; words.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/instant.hpp"
#include "visualizer/model/session.hpp"
#include "visualizer/model/words.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace kumquat {
namespace {

enum : uint32_t { idle, sigma0, root, pager, server, ticker, client };

Model model_of(size_t events) {
    return Model{decode_trace(synthetic_trace(events), "t.json").trace};
}

/// The first event from `from` on of a kind, whose first two columns are these threads.
int64_t find_event(const Model& model,
                   TraceKind kind,
                   uint32_t first,
                   uint32_t second,
                   int64_t from = 0) {
    for (int64_t i = from; i < model.event_count(); ++i) {
        const Event& event = model.event(i);
        if (model.trace().kind_of(event).known == kind &&
            model.trace().column(event, 0) == first &&
            model.trace().column(event, 1) == second) {
            return i;
        }
    }
    ADD_FAILURE() << "there is no such event";
    return 0;
}

TEST(model, backward_equals_forward) {
    const Model model = model_of(3000);
    const size_t threads = model.trace().threads.size();
    // Forward: a recorder of its own, read after every event.
    std::vector<std::vector<ThreadRecord>> forward;
    Journal journal;
    Recorder recorder{model.trace(), journal};
    for (uint32_t i = 0; i < model.event_count(); ++i) {
        recorder.apply(i);
        std::vector<ThreadRecord> now;
        for (const auto& history : recorder.histories()) {
            now.push_back(history.latest());
        }
        forward.push_back(now);
    }
    const auto expect_equal = [&](int64_t event) {
        for (uint32_t thread = 0; thread < threads; ++thread) {
            ASSERT_EQ(model.state_after(thread, event),
                      forward[static_cast<size_t>(event)][thread])
                << "thread " << thread << " after event " << event;
        }
    };
    for (int64_t event = model.event_count() - 1; event >= 0; --event) {
        expect_equal(event);
    }
    std::mt19937 random{7};
    for (int i = 0; i < 2000; ++i) {
        expect_equal(
            static_cast<int64_t>(random() % static_cast<size_t>(model.event_count())));
    }
    EXPECT_EQ(model.state_after(client, before_all_events), ThreadRecord{});
}

TEST(model, never_do_two_threads_run_at_once) {
    const Model model = model_of(3000);
    for (int64_t event = 0; event < model.event_count(); ++event) {
        int running = 0;
        for (uint32_t thread = 0; thread < model.trace().threads.size(); ++thread) {
            running +=
                model.state_after(thread, event).state == LaneState::running ? 1 : 0;
        }
        ASSERT_LE(running, 1) << "after event " << event;
    }
}

TEST(model, a_call_blocks_the_client_and_runs_the_server) {
    const Model model = model_of(500);
    const int64_t send = find_event(model, TraceKind::ipc_send, client, server);
    EXPECT_EQ(model.state_after(client, send).state, LaneState::running);
    EXPECT_EQ(model.state_after(server, send).state, LaneState::waiting_to_receive);
    EXPECT_EQ(model.state_after(server, send).partner, no_index)
        << "it waits for anyone";
    const int64_t change =
        find_event(model, TraceKind::context_switch, client, server, send);
    EXPECT_EQ(model.state_after(client, change).state, LaneState::waiting_to_receive);
    EXPECT_EQ(model.state_after(client, change).partner, server);
    EXPECT_EQ(model.state_after(server, change).state, LaneState::running);
    Instant instant{model};
    instant.seek(change);
    EXPECT_EQ(instant.running(), static_cast<uint32_t>(server));
    instant.seek(change - 1);
    EXPECT_EQ(instant.running(), static_cast<uint32_t>(client));
}

TEST(model, a_queued_sender_waits_to_send_until_its_message_is_taken) {
    const Model model = model_of(3000);
    int64_t block = -1;
    for (int64_t i = 0; i < model.event_count() && block < 0; ++i) {
        const Event& event = model.event(i);
        const bool sends =
            model.trace().kind_of(event).known == TraceKind::ipc_block &&
            model.trace().column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
        block = sends ? i : -1;
    }
    ASSERT_GE(block, 0);
    const uint32_t sender = model.trace().column(model.event(block), 0);
    EXPECT_EQ(model.state_after(sender, block).state, LaneState::waiting_to_send);
    EXPECT_EQ(model.state_after(sender, block).partner, static_cast<uint32_t>(server));
    const int64_t taken =
        find_event(model, TraceKind::ipc_transfer, sender, server, block);
    EXPECT_EQ(model.state_after(sender, taken - 1).state, LaneState::waiting_to_send);
    EXPECT_EQ(model.state_after(sender, taken).state, LaneState::ready);
}

TEST(model, a_page_fault_is_told_from_an_ordinary_wait) {
    const Model model = model_of(3000);
    const int64_t ask = find_event(model, TraceKind::ipc_send, client, pager);
    const int64_t change =
        find_event(model, TraceKind::context_switch, client, pager, ask);
    EXPECT_TRUE(model.state_after(client, change).is_page_fault);
    const int64_t call = find_event(model, TraceKind::ipc_send, client, server, ask);
    const int64_t block = find_event(model, TraceKind::ipc_block, client, server, call);
    EXPECT_FALSE(model.state_after(client, block).is_page_fault);
}

TEST(model, times_in_states_add_up_to_the_whole) {
    const Model model = model_of(5000);
    std::mt19937_64 random{3};
    for (int i = 0; i < 500; ++i) {
        const int64_t time =
            model.begin_time() +
            static_cast<int64_t>(random() % static_cast<uint64_t>(model.end_time() -
                                                                  model.begin_time()));
        int64_t running = 0;
        for (uint32_t thread = 0; thread < model.trace().threads.size(); ++thread) {
            const StateTimes times = model.times_until(thread, time);
            int64_t sum = 0;
            for (const int64_t part : times) {
                sum += part;
            }
            ASSERT_EQ(sum, time - model.begin_time()) << "thread " << thread;
            running += times[static_cast<size_t>(LaneState::running)];
        }
        ASSERT_LE(running, time - model.begin_time());
    }
}

TEST(model, messages_are_the_transfers) {
    const Model model = model_of(1000);
    size_t transfers = 0;
    for (int64_t i = 0; i < model.event_count(); ++i) {
        transfers +=
            model.trace().kind_of(model.event(i)).known == TraceKind::ipc_transfer ? 1
                                                                                   : 0;
    }
    EXPECT_EQ(model.messages().size(), transfers);
    EXPECT_GT(transfers, 50u);
    const Message& first = model.messages().front();
    EXPECT_EQ(model.first_message_from(first.event), 0u);
    EXPECT_EQ(model.first_message_from(first.event + 1), 1u);
}

TEST(model, an_event_is_found_by_its_time) {
    const Model model = model_of(500);
    EXPECT_EQ(model.event_at(model.begin_time() - 1), before_all_events);
    EXPECT_EQ(model.event_at(model.end_time()), model.event_count() - 1);
    EXPECT_EQ(model.event_at(model.event(77).time), 77);
    EXPECT_EQ(model.event_at(model.event(77).time - 1), 76);
}

TEST(words, a_call_is_told_in_one_sentence) {
    const Model model = model_of(500);
    const int64_t send = find_event(model, TraceKind::ipc_send, client, server);
    const std::string word = std::to_string(model.trace().column(model.event(send), 2));
    EXPECT_EQ(sentence_of(model, send),
              "task 8 thread 0 (client 1) calls task 6 thread 0 (server). 2 words: " +
                  word + ", 0. task 6 thread 0 (server) was already waiting.");
    EXPECT_EQ(words_of(model, send).headline, "8.0 client 1 calls 6.0 server");
}

TEST(words, every_event_of_a_run_has_a_headline) {
    const Model model = model_of(3000);
    for (int64_t i = 0; i < model.event_count(); ++i) {
        const std::string headline = words_of(model, i).headline;
        ASSERT_FALSE(headline.empty());
        ASSERT_EQ(headline.find("nobody"), std::string::npos)
            << "event " << i << ": " << headline;
    }
}

TEST(words, a_kind_that_is_not_known_is_spelled_out) {
    std::string text = synthetic_trace(50);
    text.replace(text.find("\"boot\""), 6, "\"quit\"");
    const Model model{decode_trace(text, "t.json").trace};
    EXPECT_EQ(words_of(model, 0).headline, "quit");
    EXPECT_EQ(words_of(model, 0).details.front(), "main_high: 0x04000000.");
}

TEST(session, stepping_moves_the_selection_and_stops_at_the_ends) {
    Session session;
    session.load(synthetic_trace(100), "t.json");
    session.step(-1);
    EXPECT_EQ(session.selected(), 0);
    session.step(5);
    EXPECT_EQ(session.selected(), 5);
    session.step(int64_t{1} << 40);
    EXPECT_EQ(session.selected(), session.model().event_count() - 1);
}

TEST(session, spaces_open_with_that_of_whoever_runs) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    const Trace& trace = session.model().trace();
    const auto task = [&] { return trace.threads.at(session.now().running()).task; };
    for (session.step(500); trace.tasks[task()].id == 0; session.step(1)) {
    }
    session.open(Tab::spaces);
    EXPECT_EQ(session.task(), task());
    session.look_at_space(1);
    session.open(Tab::timeline);
    session.open(Tab::spaces);
    EXPECT_EQ(session.task(), 1u) << "what was chosen stays";
}

TEST(session, spaces_open_with_the_page_that_the_event_changes) {
    constexpr int64_t writable_4_kb = 0x1000 | 12 << 2 | 2;
    Session session;
    session.load(
        head(1) + row(1, TraceKind::map, {0, 0x8000, writable_4_kb, 0, 0x1000}) + "]}",
        "t.json");
    session.open(Tab::spaces);
    EXPECT_EQ(session.task(), 0u) << "though nobody runs";
    EXPECT_EQ(session.address(), 0x8000u);
}

TEST(session, zooming_keeps_the_time_under_the_pointer) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    const double time = session.view_begin() + session.view_width() * 0.3;
    const double width = session.view_width();
    session.zoom(4.0, time);
    EXPECT_NEAR(session.view_width(), width / 4, 1.0);
    EXPECT_NEAR((time - session.view_begin()) / session.view_width(), 0.3, 1e-6);
}

TEST(session, a_step_out_of_sight_brings_the_selection_into_sight) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    session.zoom(50.0, session.view_begin());
    session.step(900);
    const double time =
        static_cast<double>(session.model().event(session.selected()).time);
    EXPECT_GT(time, session.view_begin());
    EXPECT_LT(time, session.view_end());
}

TEST(session, a_broken_file_leaves_what_was_shown) {
    Session session;
    session.load(synthetic_trace(100), "good.json");
    session.load("{\"format\":\"durian\"}", "bad.json");
    EXPECT_TRUE(session.has_events());
    EXPECT_EQ(session.file_name(), "good.json");
    EXPECT_NE(session.problem().find("bad.json"), std::string::npos);
}

}  // namespace
}  // namespace kumquat
