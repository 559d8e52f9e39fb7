// chains_test.cpp -- why threads wait, who woke them, what belongs to one message; numbers.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/causes.hpp"
#include "visualizer/model/exchange.hpp"
#include "visualizer/model/session.hpp"
#include "visualizer/model/statistics.hpp"
#include "visualizer/model/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kumquat {
namespace {

enum : uint32_t { idle, sigma0, root, pager, server, ticker, client };

TEST(waits, two_that_both_send_first_are_a_circle) {
    const std::string text = head(2) +
                             row(1, TraceKind::ipc_block, {0, 1, 0, 4294967295}) +
                             row(2, TraceKind::ipc_block, {1, 0, 0, 4294967295}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    const WaitChain chain = waits_of(model, 0, 1);
    EXPECT_TRUE(chain.is_cycle);
    EXPECT_EQ(chain.waits.size(), 2u);
    EXPECT_NE(wait_words(model, chain).back().find("deadlock"), std::string::npos);
    EXPECT_FALSE(waits_of(model, 0, 0).is_cycle) << "the second does not wait yet";
}

TEST(waits, who_receives_from_nobody_sleeps) {
    const std::string text = head(1) + row(1, TraceKind::ipc_receive, {0, -1, 0, 0}) +
                             row(2, TraceKind::ipc_block, {0, -1, 1, 2000}) +
                             row(3, TraceKind::ipc_receive, {0, -1, 1, 2}) +
                             row(4, TraceKind::ipc_block, {0, -1, 1, 2000}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    EXPECT_EQ(model.state_after(0, 1).state, LaneState::sleeping);
    EXPECT_EQ(model.state_after(0, 3).state, LaneState::waiting_to_receive);
    EXPECT_EQ(model.state_after(0, 3).from, TakesFrom::anyone);
    const StateTimes times = model.times_until(0, 4);
    EXPECT_EQ(times[static_cast<size_t>(LaneState::sleeping)], 2) << "from t 2 to t 4";
    EXPECT_EQ(times[static_cast<size_t>(LaneState::waiting_to_receive)], 0);
    EXPECT_STREQ(state_name(LaneState::sleeping), "sleeping");
}

TEST(waits, a_sleep_takes_longer_than_was_asked_for_and_its_end_is_told) {
    const std::string asleep = head(1) + row(1, TraceKind::ipc_receive, {0, -1, 0, 0}) +
                               row(2, TraceKind::ipc_block, {0, -1, 1, 3840});
    const auto words_in = [](const std::string& text) {
        const Model model{decode_trace(text + "]}", "t.json").trace};
        return wait_words(model, waits_of(model, 0, 1));
    };
    EXPECT_EQ(words_in(asleep),
              (std::vector<std::string>{
                  "4.0 sleeps, since t 2, for 3,840 µs, counted in ticks of the clock.",
                  "No thread can wake it by a message; the clock will."}));
    const std::string wakes = row(4'800'000, TraceKind::context_switch, {-1, 0, 0, 0});
    EXPECT_EQ(words_in(asleep + wakes).back(),
              "No thread can wake it by a message: it sleeps until t 4,800,000.");
}

/// 4.0 carries a long message to 4.1, in whose space a page is missing: 4.2 is the pager.
TEST(waits, who_carries_a_message_waits_while_a_page_is_fetched_for_the_other) {
    const std::string text =
        head(3) + row(1, TraceKind::context_switch, {2, 0, 0, 0}) +
        row(2, TraceKind::transfer_start, {0, 1, 0, 0}) +
        row(3, TraceKind::context_switch, {0, 1, 0, 0}) +
        row(4, TraceKind::transfer_fault, {1, 0, 0x70000000, 2, 4096}) +
        row(5, TraceKind::ipc_transfer, {1, 2, 0x70000000, 0, trace_ipc_fault}) +
        row(6, TraceKind::ipc_block, {1, 2, 1, 4096}) +
        row(7, TraceKind::context_switch, {1, 2, 0, 0}) +
        row(8, TraceKind::ipc_transfer, {2, 1, 0, 0, 0}) +
        row(9, TraceKind::context_switch, {2, 1, 0, 0}) +
        row(10, TraceKind::context_switch, {1, 0, 0, 0}) +
        row(11, TraceKind::ipc_transfer, {0, 1, 0, 0, 0}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    EXPECT_EQ(model.state_after(0, 2).state, LaneState::waiting_to_send);
    EXPECT_EQ(model.state_after(0, 2).partner, 1u);
    EXPECT_EQ(model.state_after(0, 6).state, LaneState::waiting_to_send)
        << "the page fault is a message of its own";
    EXPECT_EQ(model.state_after(0, 9).state, LaneState::running);
    EXPECT_EQ(model.state_after(1, 9).state, LaneState::waiting_to_receive);
    EXPECT_EQ(model.state_after(1, 10).state, LaneState::ready);
    Instant instant{model};
    instant.seek(9);
    EXPECT_EQ(instant.thread(0).transfer_partner, 1u);
    instant.seek(10);
    EXPECT_EQ(instant.thread(0).transfer_partner, no_index);
}

TEST(causes, a_server_runs_because_its_client_called) {
    const Model model{decode_trace(synthetic_trace(500), "t.json").trace};
    const auto& messages = model.messages();
    const auto call =
        std::find_if(messages.begin(), messages.end(), [](const Message& m) {
            return m.sender == client && m.receiver == server;
        });
    ASSERT_NE(call, messages.end());
    const std::vector<Cause> causes = causes_of(model, server, call->event, 0);
    ASSERT_GE(causes.size(), 2u);
    EXPECT_EQ(causes[0].thread, server);
    EXPECT_EQ(causes[0].from, call->event);
    EXPECT_TRUE(causes[0].was_woken);
    EXPECT_EQ(causes[1].thread, client);
    for (size_t i = 1; i < causes.size(); ++i) {
        EXPECT_LT(causes[i].from, causes[i - 1].from) << "it goes back in time";
    }
}

/// 4.0 asks 4.1, which answers with a page; while that is mapped, 4.2 sends something.
TEST(exchange, a_page_leads_to_the_message_that_carried_it) {
    const std::string text =
        head(3) + row(1, TraceKind::ipc_transfer, {0, 1, 8, 9, 0}) +
        row(2, TraceKind::map, {0, 0x800000, 0x100030, 0, 0x900000}) +
        row(3, TraceKind::ipc_transfer, {2, 1, 5, 5, 0}) +
        row(4, TraceKind::ipc_transfer, {1, 0, 7, 7, trace_ipc_mapped}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    EXPECT_EQ(message_with_page(model, 1), 3);
    EXPECT_EQ(exchange_at(model, 1)->transfer, 3) << "the answer, not the question";
    const Model cut{
        decode_trace(text.substr(0, text.rfind(",[")) + "]}", "t.json").trace};
    EXPECT_EQ(message_with_page(cut, 1), -1);
    EXPECT_EQ(exchange_at(cut, 1)->transfer, 0) << "then the latest message";
}

TEST(exchange, has_both_sides_of_every_message) {
    const Model model{decode_trace(synthetic_trace(2000), "t.json").trace};
    for (const Message& message : model.messages()) {
        const auto exchange = exchange_at(model, message.event);
        ASSERT_TRUE(exchange);
        EXPECT_EQ(exchange->sender, message.sender);
        EXPECT_EQ(exchange->receiver, message.receiver);
        ASSERT_GE(exchange->send, 0);
        EXPECT_LE(exchange->send, message.event);
        EXPECT_EQ(model.trace().column(model.event(exchange->send), 0), message.sender);
        EXPECT_TRUE(std::is_sorted(exchange->steps.begin(), exchange->steps.end()));
        EXPECT_TRUE(std::binary_search(exchange->steps.begin(), exchange->steps.end(),
                                       int64_t{message.event}));
        const auto from_send = exchange_at(model, exchange->send);
        ASSERT_TRUE(from_send);
        EXPECT_EQ(from_send->transfer, int64_t{message.event})
            << "found from its send too";
    }
}

TEST(statistics, counts_every_event_and_every_message) {
    const Model model{decode_trace(synthetic_trace(2000), "t.json").trace};
    const Statistics statistics{model};
    uint64_t events = 0, messages = 0;
    for (const Count& count : statistics.kinds) {
        events += count.count;
    }
    for (const auto& [pair, count] : statistics.messages) {
        messages += count.count;
    }
    EXPECT_EQ(events, static_cast<uint64_t>(model.event_count()));
    EXPECT_EQ(messages, model.messages().size());
    ASSERT_FALSE(statistics.calls.empty());
    EXPECT_LE(statistics.per_mille(500).time, statistics.per_mille(990).time);
    EXPECT_EQ(statistics.per_mille(1000).time, statistics.calls.back().time);
}

TEST(statistics, a_name_cannot_break_out_of_the_csv_file) {
    std::string text = synthetic_trace(100);
    const std::string name = "\"name\":\"client 1\"";
    text.replace(text.find(name), name.size(), "\"name\":\"\\\",=1+1\"");
    const Model model{decode_trace(text, "t.json").trace};
    const std::string csv = csv_of(model, Statistics{model});
    EXPECT_NE(csv.find("\"task 8 \"\",=1+1\""), std::string::npos) << csv;
}

TEST(places, back_and_forward_lead_through_what_was_visited) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    EXPECT_FALSE(session.can_go_back());
    session.go_to(100);
    session.open(Tab::queues);
    session.step(1);
    session.step(1);
    session.step(1);
    session.follow(client);
    session.back();
    EXPECT_EQ(session.followed(), no_index);
    EXPECT_EQ(session.selected(), 103);
    session.back();
    EXPECT_EQ(session.selected(), 100) << "steps that follow each other are one place";
    EXPECT_EQ(session.tab(), Tab::queues);
    session.back();
    EXPECT_EQ(session.tab(), Tab::timeline);
    session.forward();
    session.forward();
    session.forward();
    EXPECT_EQ(session.followed(), static_cast<uint32_t>(client));
    EXPECT_FALSE(session.can_go_forward());
    session.back();
    session.go_to(7);
    EXPECT_FALSE(session.can_go_forward()) << "a new way forgets the old one";
}

TEST(places, the_state_is_that_of_the_selected_event) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    Instant instant{session.model()};
    for (const int64_t event : {500, 3, 999, 0}) {
        session.go_to(event);
        instant.seek(event);
        EXPECT_EQ(session.now().running(), instant.running());
        EXPECT_EQ(session.before().event(), event - 1);
    }
    session.load(synthetic_trace(50), "other.json");
    EXPECT_EQ(session.now().event(), 0) << "a new file, a new state";
}

TEST(places, loading_can_be_stopped_and_keeps_what_has_come) {
    const std::string text = synthetic_trace(5000);
    Session session;
    session.begin_file("t.json", text.size());
    session.add_to_file(std::string_view{text}.substr(0, text.size() / 2));
    EXPECT_NEAR(session.progress(), 0.5, 0.01);
    session.cancel_file();
    EXPECT_FALSE(session.is_loading());
    EXPECT_TRUE(session.has_events());
    EXPECT_NE(session.problem().find("was stopped"), std::string::npos);
    EXPECT_FALSE(session.add_to_file("more")) << "nobody wants it any more";
}

}  // namespace
}  // namespace kumquat
