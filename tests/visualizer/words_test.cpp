// words_test.cpp -- an event in words says what became of it, and nothing that does not hold.
#include "hand_written_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/causes.hpp"
#include "visualizer/model/message_fate.hpp"
#include "visualizer/model/words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {
namespace {

constexpr int64_t never = 4294967295, to_send = 0, to_receive = 1, nobody = -1;
constexpr int64_t call = trace_ipc_then_receives;

/// Rows of a trace with three threads.
struct Told {
    explicit Told(const std::string& rows)
        : model{decode_trace(head(3) + rows + "]}", "t.json").trace} {}

    std::string headline(int64_t event) const {
        return words_of(model, event).headline;
    }
    std::string detail(int64_t event, size_t number) const {
        const EventWords words = words_of(model, event);
        return number < words.details.size() ? words.details[number] : "";
    }

    Model model;
};

std::string slept(int64_t timeout_us) {
    return row(1, TraceKind::ipc_receive, {0, nobody, 0, 0}) +
           row(2, TraceKind::ipc_block, {0, nobody, to_receive, timeout_us});
}

TEST(words, a_sleep_is_no_failure) {
    const Told told{slept(3840) +
                    row(4'000'002, TraceKind::ipc_timeout, {0, to_receive}) +
                    row(4'000'003, TraceKind::ipc_result, {0, 0x20})};
    EXPECT_EQ(told.headline(2), "4.0 wakes");
    EXPECT_EQ(told.detail(2, 0), "It has slept 4,000 µs; it wanted 3,840 µs, and the "
                                 "clock counts in ticks.");
    EXPECT_EQ(told.headline(3), "4.0 comes back from its ipc");
    const Told waited{row(1, TraceKind::ipc_receive, {0, 1, 0, 0}) +
                      row(2, TraceKind::ipc_block, {0, 1, to_receive, 3840}) +
                      row(9, TraceKind::ipc_timeout, {0, to_receive}) +
                      row(10, TraceKind::ipc_result, {0, 0x20})};
    EXPECT_EQ(waited.headline(2), "4.0 waited too long");
    EXPECT_EQ(waited.headline(3), "4.0 comes back: receive timeout");
}

TEST(words, who_sleeps_for_ever_is_not_woken_by_the_clock) {
    const Told for_a_while{slept(3840)}, for_ever{slept(never)};
    EXPECT_STREQ(state_meaning(for_a_while.model.state_after(0, 1)),
                 "it takes no message: the clock will wake it");
    EXPECT_STREQ(state_meaning(for_ever.model.state_after(0, 1)),
                 "it takes no message, and no timeout ends its sleep");
    EXPECT_EQ(for_a_while.detail(1, 0),
              "It will wait at most 3,840 µs, counted in ticks of the clock.");
    EXPECT_EQ(for_ever.detail(1, 0), "Its wait has no timeout.")
        << "a message may still end it";
}

TEST(words, a_message_says_that_it_was_not_taken) {
    const Told told{row(1, TraceKind::ipc_send, {0, 1, 7, 8, trace_ipc_send_zero}) +
                    row(2, TraceKind::ipc_result, {0, 0x30}) +
                    row(3, TraceKind::ipc_send, {0, 1, 7, 8, 0}) +
                    row(4, TraceKind::ipc_transfer, {0, 1, 7, 8, 0}) +
                    row(5, TraceKind::ipc_result, {0, 0}) +
                    row(6, TraceKind::ipc_send, {0, nobody, 7, 8, 0}) +
                    row(7, TraceKind::ipc_result, {0, 0x10}) +
                    row(8, TraceKind::ipc_send, {0, 1, 7, 8, call}) +
                    row(9, TraceKind::ipc_block, {0, 1, to_send, never})};
    EXPECT_EQ(told.headline(0), "4.0 sends to 4.1, in vain");
    EXPECT_EQ(told.detail(0, 1), "4.1 cannot take the message yet: it is not there.");
    EXPECT_EQ(told.detail(0, 2),
              "Not taken: the send timeout is zero, so the message is lost.");
    EXPECT_EQ(told.headline(1), "4.0 comes back: send timeout");
    EXPECT_EQ(told.headline(2), "4.0 sends to 4.1");
    EXPECT_EQ(told.detail(2, 2), "");
    EXPECT_EQ(told.detail(5, 2), "Not taken: there is no such thread.");
    EXPECT_EQ(told.headline(7), "4.0 calls 4.1");
    EXPECT_EQ(told.detail(7, 2),
              "Not taken: nobody takes it before the trace ends, 1 instruction later, "
              "and the wait has no timeout.");
}

TEST(fate, of_a_message_that_waited_is_found_behind_any_number_of_events) {
    std::string rows = row(1, TraceKind::ipc_send, {0, 1, 7, 8, call}) +
                       row(2, TraceKind::ipc_block, {0, 1, to_send, never});
    for (int64_t i = 0; i < 20'000; ++i) {
        rows += row(3 + i, TraceKind::timer, {2, i});
    }
    const Told taken{rows + row(30'000, TraceKind::ipc_transfer, {0, 1, 7, 8, call})};
    EXPECT_EQ(fate_of_message(taken.model, 0).kind, MessageFate::Kind::taken);
    EXPECT_EQ(fate_of_message(taken.model, 0).event, 20'002);
    const Told waiting{rows};
    EXPECT_EQ(fate_of_message(waiting.model, 0).kind, MessageFate::Kind::waiting);
    for (const TraceKind end : {TraceKind::thread_dead, TraceKind::thread_delete}) {
        const Told stopped{rows + row(30'000, end, {0, 2})};
        EXPECT_EQ(fate_of_message(stopped.model, 0).kind, MessageFate::Kind::failed);
        EXPECT_EQ(message_fate_words(stopped.model, 0),
                  "nobody has taken it when its sender is stopped");
    }
    const Told cancelled{rows + row(30'000, TraceKind::ipc_cancel, {0, 2}) +
                         row(30'001, TraceKind::ipc_result, {0, 0x50})};
    EXPECT_EQ(message_fate_words(cancelled.model, 0),
              "the send is cancelled after 30,000 instructions");
}

TEST(fate, of_a_message_is_not_that_of_a_later_one) {
    const std::string sent = row(1, TraceKind::ipc_send, {0, 1, 7, 8, 0});
    const Told next{sent + row(2, TraceKind::ipc_send, {0, 2, 7, 8, 0}) +
                    row(3, TraceKind::ipc_transfer, {0, 2, 7, 8, 0})};
    EXPECT_EQ(fate_of_message(next.model, 0).kind, MessageFate::Kind::unknown);
    std::string rows = sent;
    for (int64_t i = 0; i < 20'000; ++i) {
        rows += row(3 + i, TraceKind::timer, {2, i});
    }
    rows += row(30'000, TraceKind::ipc_block, {0, 2, to_send, never});
    EXPECT_EQ(fate_of_message(Told{rows}.model, 0).kind, MessageFate::Kind::unknown);
}

TEST(fate, a_page_fault_within_a_message_is_another_message) {
    const Told told{row(1, TraceKind::ipc_send, {0, 1, 7, 8, 0}) +
                    row(2, TraceKind::transfer_start, {0, 1, 0, 0}) +
                    row(3, TraceKind::transfer_fault, {0, 1, 0x7000, 0, 20}) +
                    row(4, TraceKind::ipc_send, {0, 2, 7, 8, trace_ipc_fault}) +
                    row(5, TraceKind::ipc_transfer, {0, 2, 7, 8, trace_ipc_fault}) +
                    row(6, TraceKind::ipc_transfer, {0, 1, 7, 8, 0})};
    EXPECT_EQ(fate_of_message(told.model, 0).event, 5);
    EXPECT_EQ(fate_of_message(told.model, 3).event, 4);
}

TEST(words, a_slice_that_ends_as_somebody_more_important_wakes_tells_both) {
    const auto switched_to = [](int64_t priority) {
        return Told{row(1, TraceKind::thread_create, {0, 2, 10, 0, 0}) +
                    row(2, TraceKind::thread_create, {1, 2, priority, 0, 0}) +
                    row(3, TraceKind::context_switch, {0, 1, 3, 1})};
    };
    EXPECT_EQ(switched_to(40).detail(2, 0), "The timeslice is used up.");
    EXPECT_EQ(switched_to(40).detail(2, 1), "4.1 goes first: its priority is higher.");
    EXPECT_EQ(switched_to(10).detail(2, 1), "The timeslice belongs to 4.1.");
}

TEST(words, a_thread_has_the_processor_until_the_switch) {
    const Told told{row(1, TraceKind::context_switch, {1, 0, 1, 0}) +
                    row(2, TraceKind::ready_insert, {0, 10}) +
                    row(3, TraceKind::context_switch, {0, 1, 2, 1}) +
                    row(4, TraceKind::ready_insert, {0, 10})};
    EXPECT_EQ(told.model.state_after(0, 1).state, LaneState::running);
    EXPECT_EQ(told.model.state_after(0, 2).state, LaneState::ready);
}

TEST(words, of_the_shortest_kind_leave_out_names_of_tasks) {
    std::string text =
        head(1) + row(1, TraceKind::map, {0, 0x800000, 0x8032, 0, 64}) + "]}";
    const std::string nameless = R"("chief":0,"name":"")";
    text.replace(text.find(nameless), nameless.size(), R"("chief":0,"name":"printer")");
    const Model model{decode_trace(text, "t.json").trace};
    EXPECT_EQ(words_of(model, 0).headline, "task 4 printer gets a page at 0x00800000");
    EXPECT_EQ(words_of(model, 0, thread_id).headline,
              "task 4 gets a page at 0x00800000");
    EXPECT_EQ(words_of(model, 0).details[0], "4 KB, writable, frame 0x00008000.");
}

TEST(words, a_chain_of_waits_says_how_long_its_end_does_not_come) {
    const std::string waits = row(1, TraceKind::context_switch, {2, 1, 1, 1}) +
                              row(2, TraceKind::ipc_block, {0, 1, to_send, never});
    const auto end_of = [](const std::string& rows) {
        const Told told{rows};
        return wait_words(told.model, waits_of(told.model, 0, 1)).back();
    };
    EXPECT_EQ(end_of(waits), "4.1 does not wait itself at this moment, it is running; "
                             "4.0 waits for it until the trace "
                             "ends.");
    EXPECT_EQ(end_of(waits + row(70, TraceKind::ipc_transfer, {0, 1, 0, 0, call})),
              "4.1 does not wait itself at this moment, it is running; 4.0 waits for "
              "it until t 70.");
}

}  // namespace
}  // namespace kumquat
