// story_test.cpp -- correct runs are accepted, missing events leave a trace undecided, and each
// rule is a promise.
#include "tests/model/raw_run.hpp"
#include "tests/model/scenes.hpp"
#include "tests/model/specification.hpp"

#include "visualizer/decode/trace.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>

namespace kumquat::model {
namespace {

/// What is wrong with a run that should be right; empty if nothing.
std::string objection(const std::function<void(Story&)>& continue_story) {
    Story story;
    continue_story(story);
    const Verdict verdict = check(story.run);
    return verdict.decision == Decision::conforms ? "" : text_of(story.run, verdict);
}

}  // namespace

TEST(story, correct_runs_conform) {
    EXPECT_EQ(objection([](Story&) {}), "");
    EXPECT_EQ(objection([](Story& s) { call(s); }), "");
    EXPECT_EQ(objection([](Story& s) { second_waits(s); }), "");
    EXPECT_EQ(objection([](Story& s) {
                  sleep(s);
                  wake_up(s);
                  s.result(root, 0x20).make_ready(root);
              }),
              "");
    EXPECT_EQ(objection([](Story& s) { lend_page(s); }), "");
}

TEST(story, what_is_lent_can_be_taken_back) {
    EXPECT_EQ(
        objection([](Story& s) {
            lend_page(s);
            s.tell(TraceKind::unmap_start, {client, 0x5030, 0});
            s.tell(TraceKind::unmap, {6, 0x7000, 0x5032, 1, client});
            s.tell(TraceKind::unmap_end, {client});
            s.tell(TraceKind::unmap_start, {client, 0x80, 0x80000002});
            s.tell(TraceKind::unmap, {6, 0x7000, 0x5030, 0, client});
            s.tell(TraceKind::unmap, {5, 0x5000, 0x5032, 0, client});
            s.tell(TraceKind::unmap_end, {client}).tell(TraceKind::user_mark, {client});
        }),
        "");
}

// handouts/reference/l4-v2.md, [fault.10]
TEST(story, sigma0_may_lose_more_than_it_flushes) {
    const auto flush = [](Story& s, uint32_t mask, uint32_t fpage) {
        s.yield_to(client).send(sigma0, then).transfer(client, sigma0, then | met);
        s.result(sigma0, 0x4000).receive(client, sigma0);
        s.wait(client, sigma0, IpcPhase::receive);
        s.tell(TraceKind::ipc_wake, {sigma0, client}).hand_to(sigma0);
        s.page(TraceKind::map, 2, 0x800000, 0x80005A, 0, 0x800000);
        s.tell(TraceKind::unmap_start, {sigma0, fpage, mask});
        s.tell(TraceKind::unmap, {2, 0x800000, 0x80005A, 0, sigma0});
        s.tell(TraceKind::unmap_end, {sigma0});
    };
    constexpr uint32_t and_mine = 0x80000002, page_of_it = 0x805030,
                       page_behind = 0xC00030;
    EXPECT_EQ(objection([&](Story& s) { flush(s, and_mine, page_of_it); }), "");
    EXPECT_NE(objection([&](Story& s) { flush(s, and_mine, page_behind); }), "");
    EXPECT_NE(objection([&](Story& s) { flush(s, 2, page_of_it); }), "");
}

TEST(story, a_grant_moves_a_page_with_its_children) {
    EXPECT_EQ(
        objection([](Story& s) {
            open_window(s);
            constexpr uint32_t flags = trace_ipc_map | met | trace_ipc_mapped;
            s.send(server, trace_ipc_map, 0x7000, 0x5033);
            s.page(TraceKind::grant, 6, 0x7000, 0x5032, 5, 0x5000);
            s.transfer(client, server, flags, 0x7000, 0x5033).result(server, 0x4002);
            s.result(client, 0).tell(TraceKind::page_fault,
                                     {client, 0x5000, 0x1000, 0, root});
        }),
        "");
}

TEST(story, a_long_message_may_fault_and_fail) {
    EXPECT_EQ(objection([](Story& s) {
                  serve(s);
                  s.send(server, trace_ipc_memory);
                  s.tell(TraceKind::transfer_start, {client, server, 0x1000, 0x2000});
                  s.tell(TraceKind::transfer_fault, {client, server, 0x9000, 0, 1000});
                  constexpr uint32_t fault =
                      trace_ipc_fault | then | trace_ipc_send_zero;
                  s.send(root, fault, 0x9000, 0xFFFFFFFF).result(client, 0x30);
                  s.tell(TraceKind::transfer_abort, {client, server, 0xA0});
                  s.result(server, 0xA0).make_ready(server).result(client, 0xB0);
              }),
              "");
}

TEST(story, a_task_is_deleted_with_all_that_it_has) {
    EXPECT_EQ(objection([](Story& s) {
                  lend_page(s);
                  s.yield_to(server).yield_to(root);
                  s.tell(TraceKind::ready_remove, {client, 16});
                  s.tell(TraceKind::thread_delete, {client, root});
                  s.tell(TraceKind::unmap, {5, 0x5000, 0x5032, 0, root});
                  s.tell(TraceKind::unmap, {6, 0x7000, 0x5032, 0, root});
                  s.tell(TraceKind::task_delete, {5, root}).create_task(5);
              }),
              "");
}

TEST(story, interrupts_are_attached_and_delivered) {
    EXPECT_EQ(
        objection([](Story& s) {
            constexpr uint32_t line_1 = trace_ipc_interrupt | 1 << trace_ipc_line_shift;
            s.receive(root, no_thread, line_1 | trace_ipc_receive_zero);
            s.tell(TraceKind::interrupt_attach, {root, 1}).result(root, 0x20);
            s.receive(root, no_thread, line_1).wait(root, no_thread, IpcPhase::receive);
            s.choose(client, SwitchReason::block).tell(TraceKind::interrupt, {root, 1});
            s.tell(TraceKind::interrupt_deliver, {root, 1}).result(root, 0);
        }),
        "");
}

TEST(story, lost_events_leave_it_undecided) {
    Story story;
    story.tell(TraceKind::lost, {3}).tell(TraceKind::ipc_wake, {sigma0, root});
    const Verdict verdict = check(story.run);
    EXPECT_EQ(verdict.decision, Decision::undecidable);
    EXPECT_EQ(verdict.event + 2, story.run.events.size());
}

TEST(story, a_trace_tells_how_the_kernel_was_built) {
    Trace trace;
    trace.build = {{"git", "unknown"}, {"CLANS", "on"}};
    EXPECT_TRUE(run_from(trace).is("CLANS", "on"));
    EXPECT_FALSE(run_from(trace).is("CLANS", "off"));
}

TEST(story, times_are_those_of_the_trace_file) {
    trace::RawTrace raw;
    raw.ring.start_tsc = 1'000;
    const auto at = [](uint64_t tsc, TraceKind kind, uint32_t drained_ns) {
        return TraceRecord{tsc, static_cast<uint32_t>(kind), {0, drained_ns}};
    };
    raw.records = {at(1'040, TraceKind::timer, 0), at(1'100, TraceKind::drain, 50),
                   at(1'120, TraceKind::timer, 0)};
    const model::Run run = run_from(raw);
    ASSERT_EQ(run.events.size(), 3u);
    EXPECT_EQ(run.events[0].time, 40) << "the first event is not the beginning";
    EXPECT_EQ(run.events[2].time, 70) << "without what draining took";
}

TEST(rules, each_comes_from_a_promise_of_the_reference) {
    std::ifstream file{"handouts/reference/l4-v2.md"};
    const std::string reference{std::istreambuf_iterator<char>{file}, {}};
    ASSERT_FALSE(reference.empty());
    for (const RuleInfo& rule : rule_table) {
        const std::string promise = "**[" + std::string{rule.promise} + "]**";
        EXPECT_TRUE(rule.promise == "trace" ||
                    reference.find(promise) != std::string::npos)
            << rule.name << " cites " << promise;
    }
}

}  // namespace kumquat::model
