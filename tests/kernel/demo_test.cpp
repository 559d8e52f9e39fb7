// demo_test.cpp -- the demo, again and again, and in both emulators.
#include "tests/kernel/boot.hpp"

#include "tools/trace/compare.hpp"
#include "tools/trace/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace kumquat::test {

namespace {

trace::Trace trace_of(const machine::Outcome& outcome) {
    return trace::build_trace(trace::read_ring(outcome.memory.bytes()), {});
}

/// How many events of a kind there are.
long count(const trace::Trace& trace, const std::string& kind) {
    return std::count_if(
        trace.events.begin(), trace.events.end(),
        [&](const auto& event) { return trace.kinds[event.kind].name == kind; });
}

}  // namespace

TEST(demo, two_runs_are_the_same_to_the_event) {
    const machine::Outcome first = machine::run(run_of(demo_programs("")));
    const machine::Outcome second = machine::run(run_of(demo_programs("")));
    ASSERT_EQ(first.ending, machine::Ending::exited) << first.sentence();
    EXPECT_EQ(first.console, second.console);
    EXPECT_EQ(first.instructions, second.instructions);
    EXPECT_EQ(trace::compare_events(trace_of(first), trace_of(second)), std::nullopt);
}

TEST(demo, shows_what_the_visualizer_needs) {
    const machine::Outcome outcome = machine::run(run_of(demo_programs("")));
    const trace::Trace trace = trace_of(outcome);
    EXPECT_EQ(trace.dropped, 0u);
    EXPECT_GE(trace.events.size(), 2000u);
    EXPECT_GE(count(trace, "page_fault"), 10);
    EXPECT_GE(count(trace, "ipc_timeout"), 1);
    EXPECT_GE(count(trace, "user_mark"), 1);
    std::set<int64_t> tasks;
    for (const trace::Event& event : trace.events) {
        if (trace.kinds[event.kind].name == "ipc_transfer") {
            tasks.insert(trace.threads[static_cast<size_t>(event.columns[0])].task);
        }
    }
    EXPECT_GE(tasks.size(), 3u) << "messages from at least three tasks";
}

TEST(demo, each_thread_has_the_same_messages_in_qemu_and_bochs) {
    const machine::Outcome qemu = machine::run(run_of(demo_programs("steady")));
    ASSERT_EQ(qemu.exit_value, 0u) << qemu.sentence();
    machine::Run run = run_of(demo_programs("steady"));
    run.command_line = "trace=stream";
    run.capture_port_e9 = true;
    const machine::Outcome bochs = machine::run_bochs(run);
    ASSERT_EQ(bochs.ending, machine::Ending::exited) << bochs.sentence();
    const trace::Trace there =
        trace::build_trace(trace::read_frames(bochs.port_e9), {});
    EXPECT_EQ(there.dropped, 0u);
    EXPECT_EQ(trace::compare_ipc_per_thread(trace_of(qemu), there), std::nullopt);
    // The first line tells the memory, which is not the same to the kilobyte.
    const auto without_first = [](std::string text) {
        return text.substr(text.find('\n'));
    };
    EXPECT_EQ(without_first(qemu.console), without_first(bochs.console));
}

TEST(demo, a_small_ring_is_drained_without_losing_an_event) {
    const machine::Outcome whole = machine::run(run_of(demo_programs("steady")));
    machine::Run run = run_of(demo_programs("steady"));
    run.command_line = "trace=stream tracekb=4";
    run.capture_port_e9 = true;
    const machine::Outcome drained = machine::run(run);
    const trace::Trace stream =
        trace::build_trace(trace::read_frames(drained.port_e9), {});
    EXPECT_EQ(stream.dropped, 0u);
    EXPECT_GE(count(stream, "drain"), 5);
    EXPECT_EQ(trace::compare_ipc_per_thread(trace_of(whole), stream), std::nullopt);
}

}  // namespace kumquat::test
