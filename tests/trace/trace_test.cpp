// trace_test.cpp -- lives, times, files and conversions of a small story.
#include "tests/trace/sample.hpp"

#include "tools/trace/chrome.hpp"
#include "tools/trace/compare.hpp"
#include "tools/trace/json.hpp"
#include "tools/trace/validate.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace kumquat::trace {
namespace {

Trace story() {
    return build_trace(small_story(), {.git = "abc", .names = {{"4.0", "boss"}}});
}

std::string json_text(const Trace& trace) {
    std::ostringstream stream;
    write_json(stream, trace);
    return stream.str();
}

TEST(lives, number_that_recurs_gets_a_second_row) {
    const Trace trace = story();
    ASSERT_EQ(trace.tasks.size(), 5u);  // 0, 4, 5, 9 (never made), 5 again
    EXPECT_EQ(trace.tasks[2].id, 5u);
    EXPECT_EQ(trace.tasks[2].to, 120);
    EXPECT_EQ(trace.tasks[4].id, 5u);
    EXPECT_EQ(trace.tasks[4].from, 120);
    ASSERT_EQ(trace.threads.size(), 5u);
    EXPECT_EQ(trace.threads[2].id, "5.0");
    EXPECT_EQ(trace.threads[2].to, 110);  // died before its task was made anew
    EXPECT_EQ(trace.threads[4].priority, 50u);
    EXPECT_EQ(trace.events.back().columns[1], 4);  // the second life
    EXPECT_EQ(trace.events[6].columns[1], 2);      // the first
}

TEST(lives, thread_that_never_existed_has_an_empty_life) {
    const Trace trace = story();
    EXPECT_EQ(trace.threads[3].id, "9.0");
    EXPECT_EQ(trace.threads[3].from, trace.threads[3].to);
}

TEST(lives, names_come_from_events_conventions_and_the_command_line) {
    const Trace trace = story();
    EXPECT_EQ(trace.tasks[1].name, "root");
    EXPECT_EQ(trace.tasks[2].name, "server");
    EXPECT_EQ(trace.threads[0].name, "idle");
    EXPECT_EQ(trace.threads[1].name, "boss");
    EXPECT_EQ(trace.threads[2].name, "server");
    EXPECT_EQ(summary(trace), "4 tasks, 4 threads, 14 events");
}

TEST(lives, task_that_is_named_as_chief_before_its_creation_has_one_row) {
    RawTrace raw = small_story();
    raw.records[1] = record(1015, TraceKind::task_create, {2, 4, no_thread});
    raw.records.insert(raw.records.begin() + 2,
                       record(1020, TraceKind::task_create, {4, 0, no_thread}));
    const Trace trace = build_trace(raw, {});
    const auto roots =
        std::ranges::count_if(trace.tasks, [](const Task& t) { return t.id == 4; });
    EXPECT_EQ(roots, 1);
}

TEST(times, drain_is_taken_out_and_time_never_goes_back) {
    RawTrace raw = small_story();
    raw.records.insert(raw.records.begin() + 2,
                       record(1525, TraceKind::drain, {2, 500}));
    for (std::size_t i = 3; i < raw.records.size(); ++i) {
        raw.records[i].tsc += 500;
    }
    const Trace trace = build_trace(raw, {});
    EXPECT_EQ(trace.events[2].time, 25);
    EXPECT_EQ(trace.events[3].time, 30);
    EXPECT_EQ(trace.events.back().time, story().events.back().time);
}

TEST(times, records_that_the_kernel_gave_up_are_counted) {
    RawTrace raw = small_story();
    raw.ring.lost = 3;
    const Trace trace = build_trace(raw, {});
    EXPECT_EQ(trace.dropped, 3u);
    EXPECT_EQ(trace.kinds[trace.events[0].kind].name, "lost");
}

TEST(times, unknown_kind_is_refused) {
    RawTrace raw = small_story();
    raw.records[3].kind = 99;
    EXPECT_THROW(build_trace(raw, {}), std::runtime_error);
}

TEST(json, file_is_valid_ends_with_events_and_reads_back_the_same) {
    const std::string text = json_text(story());
    const auto document = nlohmann::ordered_json::parse(text);
    EXPECT_EQ(validate(document, find_schema()), std::vector<std::string>{});
    EXPECT_EQ(document.at("build").at("config").at("SCHED"), "benno");
    EXPECT_EQ(json_text(trace_from_json(document)), text);
}

TEST(json, line_of_an_event_is_right) {
    const Trace trace = story();
    std::istringstream lines{json_text(trace)};
    std::string line;
    for (std::size_t i = 0; i < line_of_event(trace, 7); ++i) {
        std::getline(lines, line);
    }
    EXPECT_NE(line.find("[80,9,1,2,7,8,1]"), std::string::npos) << line;
}

/// What validate() says about the story after one change.
std::vector<std::string> problems_after(void (*change)(nlohmann::ordered_json&)) {
    auto document = nlohmann::ordered_json::parse(json_text(story()));
    change(document);
    return validate(document, find_schema());
}

TEST(validation, each_damage_is_found) {
    using Json = nlohmann::ordered_json;
    EXPECT_FALSE(problems_after([](Json& d) { d["format"] = "other"; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["version"] = 2; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d.erase("tasks"); }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["events"][3] = "x"; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["events"][3][1] = 77; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["events"][7][2] = 20; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["events"][7].push_back(1); }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["events"][7][0] = 3; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["dropped"] = 1; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["threads"][1]["task"] = 50; }).empty());
    EXPECT_FALSE(problems_after([](Json& d) { d["extra_at_the_end"] = 1; }).empty());
}

TEST(chrome, nothing_is_lost) {
    const Trace trace = story();
    const auto text = chrome_document(trace).dump();
    const auto document = nlohmann::ordered_json::parse(text);
    EXPECT_EQ(json_text(trace_from_chrome(document)), json_text(trace));
    int spans = 0, arrows = 0;
    for (const auto& entry : document.at("traceEvents")) {
        EXPECT_TRUE(entry.at("ph") == "M" || entry.contains("ts"));
        spans += entry.at("ph") == "X" ? 1 : 0;
        arrows += entry.at("ph") == "s" ? 1 : 0;
    }
    EXPECT_EQ(spans, 2);
    EXPECT_EQ(arrows, 1);
}

TEST(comparison, equal_traces_are_equal_and_one_changed_word_is_found) {
    EXPECT_EQ(compare_events(story(), story()), std::nullopt);
    RawTrace raw = small_story();
    raw.records[8].columns[2] = 6;
    const auto difference = compare_events(story(), build_trace(raw, {}));
    ASSERT_TRUE(difference.has_value());
    EXPECT_NE(difference->find("event 8"), std::string::npos) << *difference;
    raw = small_story();
    raw.records.pop_back();
    EXPECT_TRUE(compare_events(story(), build_trace(raw, {})).has_value());
}

TEST(comparison, messages_of_a_thread_do_not_depend_on_time_and_order_of_arrival) {
    RawTrace raw = small_story();
    for (TraceRecord& one : raw.records) {
        one.tsc = start_tsc + 3 * (one.tsc - start_tsc);
    }
    raw.records[8].columns[4] &= ~uint32_t{trace_ipc_met_waiting};
    EXPECT_TRUE(compare_events(story(), build_trace(raw, {})).has_value());
    EXPECT_EQ(compare_ipc_per_thread(story(), build_trace(raw, {})), std::nullopt);
    raw.records[8].columns[3] = 9;  // an address of the root task
    EXPECT_EQ(compare_ipc_per_thread(story(), build_trace(raw, {})), std::nullopt);
    raw.records[9].columns[3] = 9;
    EXPECT_TRUE(compare_ipc_per_thread(story(), build_trace(raw, {})).has_value());
    raw = small_story();
    raw.records.erase(raw.records.begin() + 9);
    EXPECT_TRUE(compare_ipc_per_thread(story(), build_trace(raw, {})).has_value());
}

}  // namespace
}  // namespace kumquat::trace
