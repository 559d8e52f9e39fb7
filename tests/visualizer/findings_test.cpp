// findings_test.cpp -- patterns worth a look, in traces of a few events; and what looks like them.
#include "hand_written_trace.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/finding_stretch.hpp"
#include "visualizer/model/findings.hpp"
#include "visualizer/model/session.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kumquat {
namespace {

constexpr int64_t never = 4294967295, send = 0, receive = 1, nobody = -1;
constexpr int64_t calls = trace_ipc_then_receives, no_wait = trace_ipc_send_zero;
constexpr int64_t takes_all = trace_ipc_open;

std::vector<Finding> findings_in(const std::string& text) {
    const Model model{decode_trace(text, "t.json").trace};
    Findings findings{model};
    while (findings.go_on(1)) {
    }
    for (const Finding& finding : findings.list()) {
        EXPECT_FALSE(finding_words(model, finding).empty());
    }
    return findings.list();
}

std::string creation(int64_t thread, int64_t priority) {
    return row(thread + 1, TraceKind::thread_create, {thread, 0, priority, 0, 0});
}

TEST(findings, a_circle_without_a_timeout_is_a_deadlock) {
    const std::string text = head(2) +
                             row(1, TraceKind::ipc_block, {0, 1, send, never}) +
                             row(2, TraceKind::ipc_block, {1, 0, send, never});
    const auto found = findings_in(text + "]}");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, Finding::Kind::circle);
    EXPECT_EQ(found[0].event, 1);
    const std::string end = row(3, TraceKind::ipc_result, {1, 0x50});
    EXPECT_TRUE(findings_in(text + end + "]}").empty()) << "somebody ended it";
}

TEST(findings, a_circle_with_a_timeout_ends_by_itself) {
    EXPECT_TRUE(findings_in(head(2) +
                            row(1, TraceKind::ipc_block, {0, 1, send, never}) +
                            row(2, TraceKind::ipc_block, {1, 0, send, 2000}) + "]}")
                    .empty());
}

TEST(findings, a_server_that_waits_for_a_sleeper_is_stuck) {
    const std::string text = head(3) +
                             row(1, TraceKind::ipc_transfer, {1, 0, 0, 0, 0}) +
                             row(2, TraceKind::ipc_send, {0, 1, 0, 0, 0}) +
                             row(3, TraceKind::ipc_block, {0, 1, send, never});
    const std::string sleeper =
        row(4, TraceKind::ipc_receive, {1, nobody, 0, 0}) +
        row(5, TraceKind::ipc_block, {1, nobody, receive, never});
    const auto found = findings_in(
        text + sleeper + row(6, TraceKind::ipc_block, {2, 0, send, never}) + "]}");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, Finding::Kind::stuck);
    EXPECT_EQ(found[0].threads, (std::vector<uint32_t>{0, 1}));
    EXPECT_EQ(found[0].behind, (std::vector<uint32_t>{2}));
    EXPECT_EQ(found[0].client_message, 0);
    const std::string short_sleep =
        row(4, TraceKind::ipc_receive, {1, nobody, 0, 0}) +
        row(5, TraceKind::ipc_block, {1, nobody, receive, 9});
    EXPECT_TRUE(findings_in(text + short_sleep + "]}").empty()) << "it can still come";
}

/// 0 waits to send to `to` after a message of 1, which goes its own way.
std::string answer_to(int64_t to, int64_t timeout, const std::string& end) {
    return head(3) + row(1, TraceKind::ipc_transfer, {1, 0, 0, 0, 0}) +
           row(2, TraceKind::ipc_send, {0, to, 0, 0, 0}) +
           row(3, TraceKind::ipc_block, {0, to, send, timeout}) + end + "]}";
}

std::string sleeps(int64_t thread) {
    return row(4, TraceKind::ipc_receive, {thread, nobody, 0, 0}) +
           row(5, TraceKind::ipc_block, {thread, nobody, receive, never});
}

TEST(findings, a_server_that_waits_for_a_dead_client_is_stuck) {
    const std::string death = row(4, TraceKind::thread_dead, {1, 2});
    const auto found = findings_in(answer_to(1, never, death));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, Finding::Kind::stuck);
}

TEST(findings, who_does_not_wait_with_an_answer_is_no_stuck_server) {
    EXPECT_EQ(findings_in(answer_to(1, never, sleeps(1))).size(), 1u);
    EXPECT_TRUE(findings_in(answer_to(1, 2000, sleeps(1))).empty())
        << "its wait has an end";
    EXPECT_TRUE(findings_in(answer_to(2, never, sleeps(2))).empty())
        << "it was another one that had sent";
    const auto calls_back = findings_in(
        answer_to(1, never, row(6, TraceKind::ipc_block, {1, 0, send, never})));
    ASSERT_EQ(calls_back.size(), 1u);
    EXPECT_EQ(calls_back[0].kind, Finding::Kind::circle) << "one name is enough";
    const std::string gives_up = row(6, TraceKind::ipc_block, {0, 1, receive, never});
    EXPECT_TRUE(findings_in(answer_to(1, never, sleeps(1) + gives_up)).empty())
        << "it has no answer in its hands any more";
}

std::string told_in(const std::string& text) {
    const Model model{decode_trace(text, "t.json").trace};
    Findings findings{model};
    while (findings.go_on(1)) {
    }
    std::string told;
    for (const Finding& finding : findings.list()) {
        told += finding_told(model, finding) + "\n";
    }
    return told;
}

TEST(findings, a_circle_names_who_waits_behind_it) {
    const std::string text = head(4) +
                             row(1, TraceKind::ipc_block, {3, 2, send, never}) +
                             row(2, TraceKind::ipc_block, {2, 0, send, never}) +
                             row(3, TraceKind::ipc_block, {0, 1, send, never}) +
                             row(4, TraceKind::ipc_block, {1, 0, send, never}) + "]}";
    const auto found = findings_in(text);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].threads, (std::vector<uint32_t>{1, 0}));
    EXPECT_EQ(found[0].behind, (std::vector<uint32_t>{2, 3}));
    EXPECT_NE(
        told_in(text).find("a circle since t 4. No wait has a timeout, so none of "
                           "them can ever go on. 4.2 and 4.3 wait behind them."),
        std::string::npos)
        << told_in(text);
}

TEST(findings, a_stuck_server_says_whether_its_client_called) {
    const auto told = [](int64_t flags) {
        return told_in(head(2) + row(1, TraceKind::ipc_transfer, {1, 0, 0, 0, flags}) +
                       row(2, TraceKind::ipc_send, {0, 1, 0, 0, 0}) +
                       row(3, TraceKind::ipc_block, {0, 1, send, never}) +
                       row(4, TraceKind::ipc_receive, {1, nobody, 0, 0}) +
                       row(5, TraceKind::ipc_block, {1, nobody, receive, never}) +
                       "]}");
    };
    EXPECT_NE(told(0).find("Since t 3 4.0 waits to hand its answer to 4.1, without a "
                           "timeout. 4.1 only sent its message (t 1) and did not call"),
              std::string::npos)
        << told(0);
    EXPECT_NE(told(0).find("From t 5 on 4.1 sleeps, without a timeout."),
              std::string::npos)
        << told(0);
    EXPECT_NE(told(calls).find("4.1 called (t 1), but waits for the answer no more"),
              std::string::npos)
        << told(calls);
}

TEST(findings, a_client_that_calls_again_is_no_server) {
    const std::string text =
        head(2) + row(1, TraceKind::ipc_transfer, {1, 0, 0, 0, 0}) +
        row(2, TraceKind::ipc_send, {0, 1, 0, 0, calls}) +
        row(3, TraceKind::ipc_block, {0, 1, send, never}) +
        row(4, TraceKind::ipc_receive, {1, nobody, 0, 0}) +
        row(5, TraceKind::ipc_block, {1, nobody, receive, never}) + "]}";
    EXPECT_TRUE(findings_in(text).empty());
}

/// 0 has priority 30 and waits for 1 (priority 10), which is ready; 2 runs for a while.
std::string waits_while_another_runs(int64_t priority_of_2, int64_t until) {
    return head(3) + creation(0, 30) + creation(1, 10) + creation(2, priority_of_2) +
           row(10, TraceKind::ready_insert, {1, 10}) +
           row(11, TraceKind::ipc_block, {0, 1, send, never}) +
           row(12, TraceKind::context_switch, {0, 2, 1, 2}) +
           row(until, TraceKind::context_switch, {2, 1, 1, 1}) + "]}";
}

TEST(findings, who_runs_between_two_priorities_inverts_them) {
    const auto found = findings_in(waits_while_another_runs(20, 5'000'000));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, Finding::Kind::inversion);
    EXPECT_EQ(found[0].threads, (std::vector<uint32_t>{0, 1, 2}));
    EXPECT_TRUE(findings_in(waits_while_another_runs(20, 50'000)).empty())
        << "for a moment";
    EXPECT_TRUE(findings_in(waits_while_another_runs(40, 5'000'000)).empty())
        << "it is more important than both";
    EXPECT_TRUE(findings_in(waits_while_another_runs(10, 5'000'000)).empty())
        << "it is no more important than the one that is waited for";
}

TEST(findings, who_waits_for_a_thread_that_is_not_ready_is_not_kept_waiting_by_others) {
    std::string text = waits_while_another_runs(20, 5'000'000);
    const std::string ready = row(10, TraceKind::ready_insert, {1, 10});
    text.erase(text.find(ready), ready.size());
    EXPECT_TRUE(findings_in(text).empty());
}

TEST(findings, two_that_are_waited_for_one_after_the_other_are_two_inversions) {
    const auto found = findings_in(
        head(5) + creation(0, 30) + creation(1, 10) + creation(2, 20) + creation(3, 5) +
        creation(4, 20) + row(10, TraceKind::ready_insert, {1, 10}) +
        row(11, TraceKind::ready_insert, {3, 5}) +
        row(12, TraceKind::ipc_block, {0, 1, send, never}) +
        row(13, TraceKind::context_switch, {0, 2, 1, 2}) +
        row(2'000'000, TraceKind::ipc_block, {1, 3, send, never}) +
        row(2'000'001, TraceKind::context_switch, {2, 4, 2, 4}) +
        row(5'000'000, TraceKind::context_switch, {4, 3, 1, 3}) + "]}");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].threads, (std::vector<uint32_t>{0, 1, 2}));
    EXPECT_EQ(found[1].threads, (std::vector<uint32_t>{0, 3, 4}));
}

TEST(findings, each_time_that_priorities_are_inverted_is_found) {
    std::string text = waits_while_another_runs(20, 5'000'000);
    text.resize(text.size() - 2);
    text += row(5'000'001, TraceKind::context_switch, {1, 2, 2, 2}) +
            row(5'300'001, TraceKind::context_switch, {2, 1, 1, 1}) +
            row(5'300'002, TraceKind::context_switch, {1, 2, 2, 2}) +
            row(5'300'003, TraceKind::context_switch, {2, 1, 1, 1}) + "]}";
    const auto found = findings_in(text);
    ASSERT_EQ(found.size(), 2u) << "the third was over in a moment";
    EXPECT_LT(found[0].event, found[1].event);
    for (size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(found[i].number, i + 1);
        EXPECT_EQ(found[i].times, 2u);
        EXPECT_EQ(found[i].longest, found[0].event);
    }
    const std::string told = told_in(text);
    EXPECT_NE(told.find("This is number 1 of 2, the longest."), std::string::npos)
        << told;
    EXPECT_NE(told.find("This is number 2 of 2; the longest begins at t 12."),
              std::string::npos)
        << told;
}

/// 1 sends to 0 with timeout zero in vain; later 0 waits.
std::string message_that_nobody_took(const std::string& between) {
    return head(3) + row(1, TraceKind::ipc_send, {1, 0, 0, 0, no_wait}) +
           row(2, TraceKind::ipc_result, {1, 0x30}) + between +
           row(5, TraceKind::ipc_receive, {0, 1, 0, 0}) +
           row(6, TraceKind::ipc_block, {0, 1, receive, never});
}

TEST(findings, who_waits_for_a_message_that_was_lost_waits_in_vain) {
    const auto found = findings_in(message_that_nobody_took("") + "]}");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, Finding::Kind::lost);
    EXPECT_EQ(found[0].event, 0);
    EXPECT_EQ(found[0].threads, (std::vector<uint32_t>{0, 1}));
}

TEST(findings, a_later_message_makes_up_for_a_lost_one) {
    const std::string later = row(3, TraceKind::ipc_transfer, {1, 0, 0, 0, 0});
    EXPECT_TRUE(findings_in(message_that_nobody_took(later) + "]}").empty());
    const std::string any = row(3, TraceKind::ipc_receive, {0, nobody, 0, takes_all}) +
                            row(4, TraceKind::ipc_transfer, {2, 0, 0, 0, 0});
    EXPECT_TRUE(findings_in(message_that_nobody_took(any) + "]}").empty())
        << "who takes from anybody looks at all that there is to do";
    const std::string end = row(7, TraceKind::ipc_transfer, {1, 0, 0, 0, 0});
    EXPECT_TRUE(findings_in(message_that_nobody_took("") + end + "]}").empty());
    const std::string next_wait = row(8, TraceKind::ipc_block, {0, 2, receive, never});
    EXPECT_TRUE(
        findings_in(message_that_nobody_took("") + end + next_wait + "]}").empty())
        << "it waits for something else now";
    const std::string other = row(3, TraceKind::ipc_transfer, {2, 0, 0, 0, 0});
    EXPECT_EQ(findings_in(message_that_nobody_took(other) + "]}").size(), 1u)
        << "it is from another one";
}

TEST(findings, a_wait_with_a_timeout_is_not_in_vain) {
    const std::string shorter = row(7, TraceKind::ipc_block, {0, 1, receive, 2000});
    const std::string all = message_that_nobody_took("");
    const std::string wait = row(6, TraceKind::ipc_block, {0, 1, receive, never});
    EXPECT_TRUE(
        findings_in(all.substr(0, all.size() - wait.size()) + shorter + "]}").empty());
}

/// A pager has a page, and lends it to a thread of task 4, with the right to write.
struct Loan {
    std::string id = "5";  // of the pager
    std::string before = {}, after = {};
    int64_t access = 0;  // of the page fault: to read
};
constexpr int64_t client = 0, lender = 1, other = 2, page = 0x100030, can_write = 2;

std::string lent(int64_t time, int64_t task, int64_t rights = 0) {
    return row(time, TraceKind::map, {task, 0xA00000, page | rights, lender, 0x900000});
}

std::string text_of(const Loan& loan) {
    std::string text = head(1);
    const std::string only = R"({"id":4,"chief":0,"name":"","from":0,"to":null})";
    text.replace(text.find(only), only.size(),
                 only + R"(,{"id":)" + loan.id +
                     R"(,"chief":0,"name":"","from":0,"to":null})" +
                     R"(,{"id":6,"chief":0,"name":"","from":0,"to":null})");
    return text + row(1, TraceKind::map, {lender, 0x900000, page | can_write, -1, 0}) +
           loan.before +
           row(3, TraceKind::page_fault, {0, 0x800000, 0, loan.access, -1}) +
           row(4, TraceKind::map,
               {client, 0x800000, page | can_write, lender, 0x900000}) +
           loan.after + "]}";
}

std::vector<Finding> findings_of(const Loan& loan) {
    return findings_in(text_of(loan));
}

TEST(findings, a_page_is_wide_if_others_may_only_read_it) {
    EXPECT_TRUE(findings_of({}).empty()) << "it is its own";
    for (const Loan& loan : {Loan{.after = lent(5, client) + lent(6, other)},
                             Loan{.before = lent(2, other)}}) {
        const auto found = findings_of(loan);
        ASSERT_EQ(found.size(), 1u);
        EXPECT_EQ(found[0].kind, Finding::Kind::wide_page);
        EXPECT_EQ(found[0].event, loan.before.empty() ? 2 : 3);
        EXPECT_EQ(found[0].threads, (std::vector<uint32_t>{0}));
        EXPECT_EQ(found[0].address, 0x800000u);
    }
    EXPECT_EQ(findings_of({.after = lent(5, client) + lent(6, other)})[0].tasks,
              (std::vector<uint32_t>{client, lender, other}));
}

TEST(findings, a_wide_page_is_shown_in_its_address_space) {
    Session session;
    session.load(text_of({.before = lent(2, other)}), "t.json");
    while (session.go_on_finding()) {
    }
    session.go_to_finding(0);
    EXPECT_EQ(session.tab(), Tab::spaces);
    EXPECT_EQ(session.task(), uint32_t{client});
    session.back();
    EXPECT_EQ(session.selected(), 0) << "one comes back to where one was";
}

TEST(findings, a_page_is_not_wide_for_a_good_reason) {
    const std::string taken_back =
        row(5, TraceKind::unmap, {client, 0x800000, page | can_write, 0, 0});
    constexpr int64_t write = 2;
    EXPECT_TRUE(findings_of({.after = lent(5, client)}).empty())
        << "it is itself the other";
    EXPECT_TRUE(findings_of({.before = lent(2, client)}).empty()) << "the same, before";
    EXPECT_TRUE(findings_of({.after = lent(5, other, can_write)}).empty())
        << "the other may write as well";
    EXPECT_TRUE(findings_of({.after = taken_back + lent(6, other)}).empty())
        << "it is not there any more";
    EXPECT_TRUE(findings_of({.after = lent(5, other), .access = write}).empty())
        << "it has asked for that right";
    EXPECT_TRUE(findings_of({.id = "2", .after = lent(5, other)}).empty())
        << "sigma0 gives what is asked for";
}

TEST(findings, there_are_none_in_a_trace_where_all_goes_well) {
    const Model model{decode_trace(synthetic_trace(20'000), "t.json").trace};
    Findings findings{model};
    while (findings.go_on(1'000)) {
    }
    for (const Finding& finding : findings.list()) {
        ADD_FAILURE() << finding_words(model, finding);
    }
}

TEST(finding_stretch, of_a_circle_begins_with_its_first_wait) {
    const Model model{
        decode_trace(head(2) + row(1, TraceKind::ipc_block, {0, 1, send, never}) +
                         row(50, TraceKind::timer, {0, 9}) +
                         row(100, TraceKind::ipc_block, {1, 0, send, never}) +
                         row(130, TraceKind::timer, {0, 9}) + "]}",
                     "t.json")
            .trace};
    const Stretch stretch =
        stretch_of(model, Finding{Finding::Kind::circle, 2, 3, {1, 0}});
    EXPECT_EQ(stretch.begin, 1);
    EXPECT_EQ(stretch.end, 100);
}

TEST(finding_stretch, is_that_of_the_victim_and_the_cause) {
    const Model model{
        decode_trace(head(3) + row(1, TraceKind::ipc_block, {2, 1, send, never}) +
                         row(10, TraceKind::ipc_block, {0, 1, send, never}) +
                         row(20, TraceKind::ipc_block, {1, 2, send, never}) +
                         row(30, TraceKind::timer, {0, 9}) +
                         row(40, TraceKind::ipc_block, {1, 2, receive, never}) +
                         row(50, TraceKind::timer, {0, 9}) + "]}",
                     "t.json")
            .trace};
    const Stretch stretch =
        stretch_of(model, Finding{Finding::Kind::inversion, 3, 5, {0, 1, 2}});
    EXPECT_EQ(stretch.begin, 10) << "what the third did before matters to nobody";
    EXPECT_EQ(stretch.end, 30) << "the cause goes its own way afterwards";
}

}  // namespace
}  // namespace kumquat
