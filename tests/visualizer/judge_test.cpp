// judge_test.cpp -- a trace that breaks a rule is shown all the same, and the rule is named.
#include "synthetic_trace.hpp"
#include "tests/model/story.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/judge/judgement.hpp"
#include "visualizer/model/instant.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace kumquat {
namespace {

/// A run as a file of it would be read; one life for each thread and task.
Trace trace_of(const model::Run& run) {
    std::string kinds, tasks, threads, events;
    std::map<uint32_t, int> task_rows, thread_rows;
    const auto row_of = [](std::map<uint32_t, int>& rows, uint32_t number) {
        return number == no_thread
                   ? -1
                   : rows.emplace(number, static_cast<int>(rows.size())).first->second;
    };
    for (const model::Event& event : run.events) {
        events +=
            fmt::format(",\n[{},{}", event.time, static_cast<uint32_t>(event.kind));
        const TraceKindInfo& kind = trace_kind_table[static_cast<uint32_t>(event.kind)];
        for (int i = 0; i < static_cast<int>(trace_columns_max); ++i) {
            if (kind.columns[i] == nullptr) {
                break;
            }
            const ColumnMeaning meaning = meaning_of_column(kind.columns[i]);
            events += meaning == ColumnMeaning::thread
                          ? fmt::format(",{}", row_of(thread_rows, event[i]))
                      : meaning == ColumnMeaning::task
                          ? fmt::format(",{}", row_of(task_rows, event[i]))
                          : fmt::format(",{}", event[i]);
        }
        events += "]";
    }
    std::map<int, uint32_t> by_row;
    for (const auto& [number, row] : task_rows) {
        by_row[row] = number;
    }
    for (const auto& [row, number] : by_row) {
        tasks +=
            fmt::format(",{{\"id\":{},\"name\":\"\",\"from\":0,\"to\":null}}", number);
    }
    by_row.clear();
    for (const auto& [number, row] : thread_rows) {
        by_row[row] = number;
    }
    for (const auto& [row, number] : by_row) {
        threads += fmt::format(
            ",{{\"id\":\"{}\",\"task\":0,\"name\":\"\",\"from\":0,\"to\":null}}",
            model::thread_text(number));
    }
    for (const TraceKindInfo& kind : trace_kind_table) {
        kinds += fmt::format(",[\"{}\"", kind.name);
        for (const char* column : kind.columns) {
            kinds += column == nullptr ? "" : fmt::format(",\"{}\"", column);
        }
        kinds += "]";
    }
    const DecodeResult result = decode_trace(
        fmt::format(
            "{{\"format\":\"kumquat-trace\",\"version\":1,\"unit\":\"virtual_ns\","
            "\"dropped\":0,\"kinds\":[{}],\"tasks\":[{}],\"threads\":[{}],"
            "\"events\":[{}]}}",
            kinds.substr(1), tasks.substr(1), threads.substr(1), events.substr(1)),
        "story");
    EXPECT_EQ(result.problem, "");
    return result.trace;
}

TEST(judge, a_correct_run_conforms) {
    const Judgement judgement = judge(trace_of(model::Story{}.run));
    EXPECT_EQ(judgement.decision, Judgement::Decision::conforms) << judgement.why;
    EXPECT_EQ(judgement.event, -1);
}

TEST(judge, the_rule_that_is_broken_is_named_with_its_event) {
    model::Story story;
    story.send(model::server).transfer(model::root, model::server, 0);
    const Trace trace = trace_of(story.run);
    const Judgement judgement = judge(trace);
    EXPECT_EQ(judgement.decision, Judgement::Decision::breaks);
    EXPECT_EQ(judgement.rule, "rendezvous.no_transfer_without_receiver");
    EXPECT_EQ(judgement.promise, "ipc.send.4");
    EXPECT_EQ(judgement.event, static_cast<int64_t>(trace.events.size()) - 1);
    const Model model{trace};
    Instant instant{model};
    instant.seek(judgement.event);
    EXPECT_NE(instant.running(), no_index) << "it is shown all the same";
}

TEST(judge, a_generated_trace_conforms) {
    for (const unsigned clients : {2u, 3u, 8u}) {
        const Judgement judgement =
            judge(decode_trace(synthetic_trace(4000, clients), "t").trace);
        EXPECT_EQ(judgement.decision, Judgement::Decision::conforms)
            << "event " << judgement.event + 1 << ": " << judgement.rule << ", "
            << judgement.why;
    }
}

TEST(judge, events_of_unknown_kinds_do_not_shift_the_place) {
    std::string text = synthetic_trace(100);
    const std::string to_itself = fmt::format(
        ",\n[99999999,{},1,1,0,1]", static_cast<uint32_t>(TraceKind::context_switch));
    text.insert(text.rfind("]}"), to_itself);
    const Trace without = decode_trace(text, "t").trace;
    text.replace(text.find("\"user_mark\""), 11, "\"comet_seen\"");
    const Trace with = decode_trace(text, "t").trace;
    const Judgement one = judge(without), other = judge(with);
    ASSERT_EQ(one.decision, Judgement::Decision::breaks);
    EXPECT_EQ(one.event, static_cast<int64_t>(without.events.size()) - 1);
    EXPECT_EQ(one.event, other.event);
}

}  // namespace
}  // namespace kumquat
