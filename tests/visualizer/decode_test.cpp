// decode_test.cpp -- what is read from a trace file, and what is said of a bad one.
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {
namespace {

const std::string tables =
    "{\"format\":\"kumquat-trace\",\"version\":1,\"unit\":\"virtual_ns\",\"dropped\":3,"
    "\n"
    "\"build\":{\"git\":\"abc\",\"config\":{\"SCHED\":\"benno\",\"TRACE\":true}},\n"
    "\"kinds\":[[\"ipc_wake\",\"thread\",\"partner\"],[\"comet\",\"colour\",\"task\"]],"
    "\n"
    "\"tasks\":[{\"id\":4,\"chief\":0,\"name\":\"root\",\"from\":0,\"to\":null}],\n"
    "\"threads\":[{\"id\":\"4.0\",\"task\":0,\"name\":\"r\",\"priority\":9,\"from\":1,"
    "\"to\":7}],\n";

/// A file with these lines of events; the first event stands in line 7.
std::string file_with(const std::string& events) {
    return tables + "\"events\":[\n" + events + "]}\n";
}

std::string problem_of(const std::string& text) {
    return decode_trace(text, "t.json").problem;
}

TEST(decode, reads_every_part_of_a_file) {
    const DecodeResult result =
        decode_trace(file_with("[10,0,0,-1],\n[12,1,5,0]"), "t.json");
    EXPECT_EQ(result.problem, "");
    ASSERT_TRUE(result.is_usable);
    const Trace& trace = result.trace;
    EXPECT_EQ(trace.dropped, 3u);
    EXPECT_EQ(trace.unit, "virtual_ns");
    ASSERT_EQ(trace.build.size(), 3u);
    EXPECT_EQ(trace.build[1].second, "benno");
    ASSERT_EQ(trace.tasks.size(), 1u);
    EXPECT_EQ(trace.tasks[0].id, 4u);
    EXPECT_FALSE(trace.tasks[0].to.has_value());
    ASSERT_EQ(trace.threads.size(), 1u);
    EXPECT_EQ(trace.threads[0].id, "4.0");
    EXPECT_EQ(trace.threads[0].priority, 9u);
    EXPECT_EQ(trace.threads[0].to, 7);
    ASSERT_EQ(trace.events.size(), 2u);
    EXPECT_EQ(trace.events[1].time, 12);
    EXPECT_EQ(trace.column(trace.events[0], 0), 0u);
    EXPECT_EQ(trace.column(trace.events[0], 1), no_index);
}

TEST(decode, keeps_a_kind_that_it_does_not_know) {
    const Trace trace = decode_trace(file_with("[1,1,77,0]"), "t.json").trace;
    EXPECT_FALSE(trace.kinds[1].known.has_value());
    EXPECT_EQ(trace.kinds[1].meanings[1], ColumnMeaning::task);
    EXPECT_EQ(trace.columns_of(trace.events[0])[0], 77u);
}

TEST(decode, finds_the_kernels_columns_whatever_their_order_in_the_file) {
    std::string text = file_with("[1,0,-1,0]");
    text.replace(text.find("\"thread\",\"partner\""), 18, "\"partner\",\"thread\"");
    const Trace trace = decode_trace(text, "t.json").trace;
    EXPECT_EQ(trace.column(trace.events[0], 0), 0u) << "thread";
    EXPECT_EQ(trace.column(trace.events[0], 1), no_index) << "partner";
}

TEST(decode, times_never_decrease_and_the_odd_ones_are_counted) {
    const Trace trace = decode_trace(file_with("[9,0,0,0],[4,0,0,0]"), "t.json").trace;
    EXPECT_EQ(trace.events[1].time, 9);
    EXPECT_EQ(trace.backward_times, 1u);
}

TEST(decode, an_unknown_kind_number_is_named_with_its_line) {
    EXPECT_EQ(problem_of(file_with("[1,0,0,0],\n[2,1,5,0],\n[3,41,0]")),
              "Line 9 of t.json, near column 6: kind 41 is not in this file's list of "
              "kinds, which "
              "has 2. The first 2 events are shown.");
}

TEST(decode, a_cut_off_file_keeps_its_whole_events) {
    const std::string whole = synthetic_trace(300);
    const DecodeResult result =
        decode_trace(whole.substr(0, whole.size() - 400), "t.json");
    EXPECT_NE(result.problem.find("t.json is cut off: it ends in line"),
              std::string::npos)
        << result.problem;
    EXPECT_TRUE(result.is_usable);
    EXPECT_GT(result.trace.events.size(), 250u);
}

TEST(decode, every_way_to_cut_a_file_gives_a_message) {
    const std::string whole = file_with("[10,0,0,-1],\n[12,1,5,0]");
    for (size_t size = 0; size + 2 < whole.size(); ++size) {
        EXPECT_NE(problem_of(whole.substr(0, size)), "")
            << "cut to " << size << " bytes";
    }
}

TEST(decode, every_single_wrong_byte_leaves_a_valid_trace_or_a_message) {
    const std::string whole = file_with("[10,0,0,-1],\n[12,1,5,0]");
    for (size_t place = 0; place < whole.size(); ++place) {
        for (const char wrong : {'\0', '"', '[', '}', '9', '-', ',', '\xFF'}) {
            std::string text = whole;
            text[place] = wrong;
            const Trace trace = decode_trace(text, "t.json").trace;
            for (const Event& event : trace.events) {
                ASSERT_LT(event.kind, trace.kinds.size());
                ASSERT_LE(event.first_column + trace.kind_of(event).columns.size(),
                          trace.columns.size());
            }
        }
    }
}

struct BadFile {
    const char* what;
    std::string text;
    const char* says;
};

TEST(decode, says_what_is_wrong) {
    const auto replaced = [](const std::string& from, const std::string& to) {
        std::string text = file_with("[1,0,0,0]");
        return text.replace(text.find(from), from.size(), to);
    };
    const BadFile files[] = {
        {"empty", "", "t.json is empty"},
        {"blank", " \n\n", "t.json is empty"},
        {"an array", "[1,2]", "not a Kumquat trace"},
        {"other JSON", "{\"traceEvents\":[]}", "its first key is \"traceEvents\""},
        {"an empty object", "{}", "it has no \"format\""},
        {"text", "hello", "this is not JSON"},
        {"other format", replaced("kumquat-trace", "durian"),
         "the format is \"durian\""},
        {"too new", replaced("\"version\":1", "\"version\":2"),
         "it is version 2 of the format"},
        {"events first", replaced("\"kinds\"", "\"events\""), "comes before \"kinds\""},
        {"float time", file_with("[1.5,0,0,0]"), "the fraction 1.5"},
        {"text in event", file_with("[1,0,\"x\",0]"),
         "event 1 has a value of the wrong type"},
        {"null in event", file_with("[1,0,null,0]"), "wrong type (null)"},
        {"object in event", file_with("[1,0,{},0]"), "wrong type (an object)"},
        {"too few columns", file_with("[1,0,0]"), "has 1 of its 2 columns"},
        {"too many columns", file_with("[1,0,0,0,0]"), "more than its 2 columns"},
        {"no such thread", file_with("[1,0,7,0]"),
         "column \"thread\" of ipc_wake is 7"},
        {"negative number", file_with("[1,1,-1,0]"),
         "column \"colour\" of comet is -1"},
        {"33 bits", file_with("[1,1,4294967296,0]"), "must be below 4294967296"},
        {"65 bits", file_with("[99999999999999999999,0,0,0]"), "wrong type"},
        {"bare number", file_with("5"), "outside an event's brackets"},
        {"no time", file_with("[]"), "lacks its time"},
        {"task of thread", replaced("\"task\":0", "\"task\":8"),
         "belongs to task row 8"},
        {"name is a number", replaced("\"name\":\"r\"", "\"name\":5"),
         "\"name\" of a thread"},
        {"kinds no array", replaced("[[\"ipc_wake\"", "7,\"x\":[[\"ipc_wake\""),
         "wrong type"},
    };
    for (const BadFile& file : files) {
        const std::string problem = problem_of(file.text);
        EXPECT_NE(problem.find(file.says), std::string::npos)
            << file.what << ": the message is: " << problem;
    }
}

TEST(decode, keys_that_it_does_not_know_do_no_harm) {
    std::string text = file_with("[1,0,0,0]");
    text.replace(text.find("\"kinds\""), 7,
                 "\"x\":{\"events\":[[1,{}],null,1.5]},\"y\":[1],\"kinds\"");
    const DecodeResult result = decode_trace(text, "t.json");
    EXPECT_EQ(result.problem, "");
    EXPECT_EQ(result.trace.events.size(), 1u);
}

}  // namespace
}  // namespace kumquat
