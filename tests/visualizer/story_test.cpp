// story_test.cpp -- a trace told in scenes.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/session.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace kumquat {
namespace {

constexpr uint32_t call = trace_ipc_then_receives;

TEST(story, a_call_and_its_answer_are_one_scene) {
    const Model model{
        decode_trace(head(3) + call_and_answer(1, 7) + "]}", "t.json").trace};
    const Story story{model};
    ASSERT_EQ(story.scenes().size(), 1u);
    const std::string words = scene_words(model, story.scenes()[0]);
    EXPECT_NE(words.find("4.0 calls 4.1"), std::string::npos) << words;
    EXPECT_NE(words.find("107"), std::string::npos) << words;
    EXPECT_NE(words.find("after 10 instructions"), std::string::npos) << words;
}

TEST(story, calls_of_one_kind_in_a_row_are_one_scene) {
    std::string text = head(3) + call_and_answer(1, 1);
    for (int64_t i = 1; i < 5; ++i) {
        text += call_and_answer(1 + 100 * i, i);
    }
    text += row(900, TraceKind::ipc_transfer, {2, 1, 9, 9, call}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    const Story story{model};
    ASSERT_EQ(story.scenes().size(), 2u);
    EXPECT_EQ(story.scenes()[0].repeats, 4u);
    EXPECT_EQ(story.scenes()[1].from, 2u) << "another client is another scene";
    EXPECT_EQ(story.scenes()[1].answer, -1);
}

TEST(story, a_page_fault_ends_with_its_pagers_answer) {
    const std::string text =
        head(3) + row(1, TraceKind::page_fault, {0, 4096, 64, 2, 1}) +
        row(2, TraceKind::ipc_transfer, {0, 1, 4096, 64, trace_ipc_fault | call}) +
        row(3, TraceKind::map, {0, 4096, 32768, 0, 4096}) +
        row(4, TraceKind::ipc_transfer, {1, 0, 0, 0, trace_ipc_mapped}) + "]}";
    const Model model{decode_trace(text, "t.json").trace};
    const Story story{model};
    ASSERT_EQ(story.scenes().size(), 1u);
    EXPECT_EQ(story.scenes()[0].last, 3);
    const std::string words = scene_words(model, story.scenes()[0]);
    EXPECT_NE(words.find("gives a page"), std::string::npos) << words;
}

TEST(story, covers_every_message_of_a_trace_and_is_much_shorter) {
    const Model model{decode_trace(synthetic_trace(4000), "t.json").trace};
    const Story story{model};
    EXPECT_LT(story.scenes().size() * 4, static_cast<size_t>(model.event_count()));
    EXPECT_TRUE(std::is_sorted(
        story.scenes().begin(), story.scenes().end(),
        [](const Scene& a, const Scene& b) { return a.first < b.first; }));
    for (const Message& message : model.messages()) {
        bool is_covered = false;
        for (const Scene& scene : story.scenes()) {
            is_covered = is_covered ||
                         (scene.first <= message.event && message.event <= scene.last);
        }
        ASSERT_TRUE(is_covered) << "event " << message.event;
    }
    for (const Scene& scene : story.scenes()) {
        EXPECT_FALSE(scene_words(model, scene).empty());
    }
}

std::string words_of_scenes(const Model& model) {
    std::string text;
    const Story story{model};
    for (const Scene& scene : story.scenes()) {
        text += fmt::format("{} {}\n", model.event(scene.first).time,
                            scene_words(model, scene));
    }
    return text;
}

std::string story_of(const std::string& rows) {
    return words_of_scenes(Model{decode_trace(head(3) + rows + "]}", "t.json").trace});
}

constexpr int64_t never = 4294967295, to_send = 0, to_receive = 1;

TEST(story, a_message_that_nobody_takes_is_told_where_it_was_sent) {
    const std::string story =
        story_of(row(1, TraceKind::ipc_receive, {1, -1, 0, 0}) +
                 row(2, TraceKind::ipc_block, {1, -1, to_receive, 3840}) +
                 row(30, TraceKind::ipc_send, {0, 1, 7, 8, trace_ipc_send_zero}) +
                 row(40, TraceKind::ipc_result, {0, 0x30}) +
                 row(50, TraceKind::user_mark, {0, 0x41, 0, 0, 0}));
    EXPECT_EQ(story, "30 4.0 sends 7, 8 to 4.1, which sleeps: the send timeout is "
                     "zero, so the message is lost.\n50 4.0 says \"A\".\n");
}

TEST(story, a_timeout_is_told_with_the_message_that_it_ends) {
    const std::string story =
        story_of(row(1, TraceKind::ipc_send, {0, 1, 7, 8, call}) +
                 row(2, TraceKind::ipc_block, {0, 1, to_send, 20}) +
                 row(3, TraceKind::user_mark, {1, 0x41, 0, 0, 0}) +
                 row(21, TraceKind::ipc_timeout, {0, to_send}) +
                 row(22, TraceKind::ipc_result, {0, 0x30}));
    EXPECT_EQ(story,
              "1 4.0 calls 4.1, which is not there, with 7, 8: nobody takes it in "
              "time: the send timeout is over after 21 instructions.\n"
              "3 4.1 says \"A\".\n");
    const std::string answer = story_of(
        call_and_answer(1, 7) +
        row(100, TraceKind::ipc_transfer, {0, 1, 3, 0, call | trace_ipc_met_waiting}) +
        row(101, TraceKind::ipc_block, {0, 1, to_receive, 20}) +
        row(130, TraceKind::ipc_timeout, {0, to_receive}) +
        row(131, TraceKind::ipc_result, {0, 0x20}));
    EXPECT_NE(answer.find("\n100 4.0 calls 4.1, which waits for work, with 3, 0; no "
                          "answer comes: receive timeout after 31 instructions.\n"),
              std::string::npos)
        << answer;
    EXPECT_EQ(answer.find("waited too long"), std::string::npos) << answer;
}

TEST(story, a_message_that_waits_to_the_end_says_so) {
    const std::string story =
        story_of(row(1, TraceKind::ipc_send, {0, 1, 7, 8, call}) +
                 row(2, TraceKind::ipc_block, {0, 1, to_send, never}) +
                 row(9001, TraceKind::timer, {1, 9}));
    EXPECT_NE(story.find("1 4.0 calls 4.1"), std::string::npos) << story;
    EXPECT_NE(story.find("nobody takes it before the trace ends, 9,000 instructions "
                         "later, and the wait has no timeout."),
              std::string::npos)
        << story;
    const std::string answer = story_of(
        row(1, TraceKind::ipc_transfer, {0, 1, 3, 0, call | trace_ipc_met_waiting}) +
        row(2, TraceKind::ipc_block, {0, 1, to_receive, never}) +
        row(5001, TraceKind::timer, {1, 9}));
    EXPECT_NE(answer.find("no answer comes before the trace ends, 5,000"),
              std::string::npos)
        << answer;
}

TEST(story, the_answer_to_a_call_is_counted_from_the_call) {
    const std::string story =
        story_of(row(1, TraceKind::ipc_send, {0, 1, 7, 8, call}) +
                 row(2, TraceKind::ipc_block, {0, 1, to_send, never}) +
                 row(3, TraceKind::user_mark, {2, 0x41, 0, 0, 0}) +
                 row(8001, TraceKind::ipc_transfer, {0, 1, 7, 8, call}) +
                 row(8002, TraceKind::ipc_result, {1, 0x4000}) +
                 row(8003, TraceKind::ipc_block, {0, 1, to_receive, never}) +
                 row(8500, TraceKind::ipc_send, {1, 0, 9, 0, trace_ipc_send_zero}) +
                 row(8501, TraceKind::ipc_transfer,
                     {1, 0, 9, 0, trace_ipc_send_zero | trace_ipc_met_waiting}));
    EXPECT_EQ(story,
              "1 4.0 calls 4.1, which comes to it 8,000 instructions later, with 7, "
              "8; the answer, 9, 0, comes after 8,500 instructions, 500 of them "
              "since it was taken.\n3 4.2 says \"A\".\n");
}

TEST(story, an_answer_that_had_to_wait_was_taken_all_the_same) {
    const std::string story = story_of(
        row(1, TraceKind::ipc_transfer, {0, 1, 7, 0, call | trace_ipc_met_waiting}) +
        row(2, TraceKind::ipc_send, {1, 0, 9, 0, 0}) +
        row(3, TraceKind::user_mark, {2, 0x41, 0, 0, 0}) +
        row(4, TraceKind::ipc_transfer, {1, 0, 9, 0, 0}));
    EXPECT_NE(story.find("\n2 4.1 sends 9, 0 to 4.0, which comes to it 2 instructions "
                         "later.\n"),
              std::string::npos)
        << story;
}

TEST(story, pages_come_with_their_rights) {
    const auto gift = [](int64_t fpage) {
        return story_of(
            row(1, TraceKind::page_fault, {0, 4096, 64, 2, 1}) +
            row(2, TraceKind::map, {0, 4096, fpage, 0, 4096}) +
            row(3, TraceKind::ipc_transfer, {1, 0, 0, 0, trace_ipc_mapped}));
    };
    EXPECT_NE(gift(0x8032).find("gives a page (writable)"), std::string::npos)
        << gift(0x8032);
    EXPECT_NE(gift(0x8030).find("gives a page (read only)"), std::string::npos)
        << gift(0x8030);
}

TEST(story, pages_that_the_kernel_gives_are_told_together) {
    constexpr int64_t kernel = -1;  // no task of the trace
    const std::string story =
        story_of(row(1, TraceKind::map, {0, 0x8000, 0x8032, kernel, 0x8000}) +
                 row(2, TraceKind::map, {0, 0x9000, 0x9030, kernel, 0x9000}));
    EXPECT_EQ(story, "1 The kernel gives 2 pages (1 of them writable) to task 4.\n");
}

int64_t scenes_of(const std::string& rows) {
    const std::string text = story_of(rows);
    return std::count(text.begin(), text.end(), '\n');
}

TEST(story, calls_that_are_answered_with_other_rights_are_two_scenes) {
    const auto asked = [](int64_t time, int64_t fpage) {
        return row(time, TraceKind::ipc_transfer,
                   {0, 1, 7, 0, call | trace_ipc_met_waiting}) +
               row(time + 1, TraceKind::map, {0, 4096, fpage, 0, 4096}) +
               row(time + 2, TraceKind::ipc_transfer, {1, 0, 0, 0, trace_ipc_mapped});
    };
    EXPECT_EQ(scenes_of(asked(1, 0x8032) + asked(11, 0x8032)), 1);
    EXPECT_EQ(scenes_of(asked(1, 0x8032) + asked(11, 0x8030)), 2);
}

TEST(story, messages_that_met_a_waiting_receiver_and_others_are_two_scenes) {
    const auto sent = [](int64_t time, int64_t flags) {
        return row(time, TraceKind::ipc_transfer, {0, 1, 7, 0, flags});
    };
    EXPECT_EQ(scenes_of(sent(1, 0) + sent(2, 0)), 1);
    EXPECT_EQ(scenes_of(sent(1, 0) + sent(2, trace_ipc_met_waiting)), 2);
}

TEST(story, a_call_that_failed_and_one_that_did_not_are_two_scenes) {
    const std::string failed =
        row(1, TraceKind::ipc_transfer, {0, 1, 7, 0, call | trace_ipc_met_waiting}) +
        row(2, TraceKind::ipc_result, {0, 0x20});
    EXPECT_EQ(scenes_of(failed + call_and_answer(11, 7)), 2);
}

TEST(story, a_wait_for_nothing_that_was_sent_is_told_by_its_end) {
    const std::string story =
        story_of(row(1, TraceKind::ipc_receive, {0, 1, 0, 0}) +
                 row(2, TraceKind::ipc_block, {0, 1, to_receive, 20}) +
                 row(30, TraceKind::ipc_timeout, {0, to_receive}));
    EXPECT_EQ(story.find("30 4.0 waited too long."), 0u) << story;
}

TEST(story, only_whom_one_called_can_answer) {
    const std::string story = story_of(
        row(1, TraceKind::ipc_transfer, {0, 1, 7, 0, call | trace_ipc_met_waiting}) +
        row(5, TraceKind::ipc_transfer, {2, 0, 9, 0, trace_ipc_met_waiting}));
    EXPECT_NE(story.find("\n5 4.2 sends 9, 0 to 4.0"), std::string::npos) << story;
}

TEST(story, who_takes_from_anybody_has_not_called) {
    const std::string story =
        story_of(row(1, TraceKind::ipc_transfer,
                     {0, 1, 7, 0, call | trace_ipc_open | trace_ipc_met_waiting}) +
                 row(5, TraceKind::ipc_transfer, {1, 0, 9, 0, trace_ipc_met_waiting}));
    EXPECT_EQ(story, "1 4.0 sends 7, 0 to 4.1, which waits for it.\n"
                     "5 4.1 sends 9, 0 to 4.0, which waits for it.\n");
}

TEST(story, what_comes_after_a_call_has_failed_is_no_answer_to_it) {
    const std::string story = story_of(
        row(1, TraceKind::ipc_transfer, {0, 1, 7, 0, call | trace_ipc_met_waiting}) +
        row(2, TraceKind::ipc_block, {0, 1, to_receive, 20}) +
        row(30, TraceKind::ipc_timeout, {0, to_receive}) +
        row(31, TraceKind::ipc_result, {0, 0x20}) +
        row(40, TraceKind::ipc_transfer, {1, 0, 9, 0, trace_ipc_met_waiting}));
    EXPECT_NE(story.find("\n40 4.1 sends 9, 0 to 4.0"), std::string::npos) << story;
}

TEST(story, a_page_fault_says_where_it_got_stuck) {
    const std::string fault = row(1, TraceKind::page_fault, {0, 4096, 64, 2, 1});
    EXPECT_NE(story_of(fault).find("pager 4.1, which does not take the question."),
              std::string::npos)
        << story_of(fault);
    const std::string asked = fault + row(2, TraceKind::ipc_transfer,
                                          {0, 1, 4096, 64, trace_ipc_fault | call});
    EXPECT_NE(story_of(asked).find("pager 4.1, which does not answer."),
              std::string::npos)
        << story_of(asked);
}

TEST(story, what_is_worth_a_look_is_told_where_it_begins) {
    Session session;
    session.load(head(3) + row(1, TraceKind::ipc_send, {0, 1, 0, 0, call}) +
                     row(2, TraceKind::ipc_block, {0, 1, to_send, never}) +
                     row(3, TraceKind::ipc_send, {1, 0, 0, 0, call}) +
                     row(4, TraceKind::ipc_block, {1, 0, to_send, never}) +
                     row(5, TraceKind::user_mark, {2, 0x41, 0, 0, 0}) + "]}",
                 "t.json");
    EXPECT_EQ(session.story().scenes().size(), 3u);
    while (session.go_on_finding()) {
    }
    ASSERT_EQ(session.findings().size(), 1u);
    ASSERT_EQ(session.story().scenes().size(), 4u);
    session.go_to_next_finding();
    const Scene& here =
        session.story().scenes()[session.story().scene_at(session.selected())];
    EXPECT_EQ(here.kind, Scene::Kind::finding);
    const std::string words = scene_words(session.model(), here);
    EXPECT_EQ(words.find("Deadlock. 4.1 waits to send to 4.0"), 0u) << words;
}

}  // namespace
}  // namespace kumquat
