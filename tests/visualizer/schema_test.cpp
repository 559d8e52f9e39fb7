// schema_test.cpp -- the JSON Schema says the same as kernel/abi/trace_kinds.hpp.
#include "kernel/abi/trace_kinds.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/model/lesson.hpp"
#include "visualizer/model/microscope.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace kumquat {
namespace {

using Json = nlohmann::json;

Json read_file(const std::string& path) {
    std::ifstream file{path};
    return Json::parse(file);
}

Json read_schema() { return read_file("visualizer/trace.schema.json"); }

bool is_valid(const Json& trace, const Json& text = read_schema()) {
    valijson::Schema schema;
    valijson::SchemaParser{}.populateSchema(
        valijson::adapters::NlohmannJsonAdapter{text}, schema);
    return valijson::Validator{}.validate(
        schema, valijson::adapters::NlohmannJsonAdapter{trace}, nullptr);
}

TEST(schema, names_the_kernels_kinds_and_columns_in_the_kernels_order) {
    std::vector<std::vector<std::string>> kernel, schema;
    for (const TraceKindInfo& kind : trace_kind_table) {
        kernel.push_back({kind.name});
        for (const char* column : kind.columns) {
            if (column != nullptr) {
                kernel.back().push_back(column);
            }
        }
    }
    const Json text = read_schema();
    for (const Json& kind : text.at("definitions").at("known_kind").at("oneOf")) {
        schema.emplace_back();
        for (const Json& item : kind.at("items")) {
            schema.back().push_back(item.at("const"));
        }
    }
    EXPECT_EQ(schema, kernel);
}

TEST(schema, knows_no_kind_under_two_names) {
    std::vector<std::string> kernel;
    for (const TraceKindInfo& kind : trace_kind_table) {
        kernel.emplace_back(kind.name);
    }
    const Json other =
        read_schema().at("definitions").at("other_kind").at("items").at(0);
    EXPECT_EQ(other.at("not").at("enum").get<std::vector<std::string>>(), kernel);
}

TEST(schema, accepts_a_trace_and_refuses_broken_ones) {
    const Json good = Json::parse(synthetic_trace(200));
    EXPECT_TRUE(is_valid(good));
    const auto with = [&](const char* pointer, const Json& value) {
        Json trace = good;
        trace[Json::json_pointer{pointer}] = value;
        return trace;
    };
    EXPECT_TRUE(is_valid(with("/kinds/0", {"comet", "colour"})));
    EXPECT_FALSE(is_valid(with("/kinds/0", {"timer", "clock_us"})))
        << "a known kind, wrong columns";
    EXPECT_FALSE(is_valid(with("/version", 2)));
    EXPECT_FALSE(is_valid(with("/format", "durian")));
    EXPECT_FALSE(is_valid(with("/events/3/0", 1.5)));
    EXPECT_FALSE(is_valid(with("/events/3", Json::array({1}))));
    EXPECT_FALSE(is_valid(with("/threads/0/id", "four")));
    EXPECT_FALSE(is_valid(with("/dropped", -1)));
}

/// A file that the visualizer reads, beside its schema.
void expect_valid(const std::string& path, const std::string& schema) {
    const Json file = read_file(path);
    const Json text = read_file(schema);
    EXPECT_TRUE(is_valid(file, text)) << path;
    for (const char* key : {"format", "version", "title"}) {
        Json broken = file;
        broken.erase(key);
        EXPECT_FALSE(is_valid(broken, text)) << "without its " << key;
    }
}

TEST(schema, fits_the_lesson_about_the_demo_and_so_does_the_reader) {
    expect_valid("visualizer/lessons/demo.json", "visualizer/lesson.schema.json");
    const Json file = read_file("visualizer/lessons/demo.json");
    const LessonResult result = read_lesson(file.dump(), "demo.json");
    EXPECT_EQ(result.problem, "");
    EXPECT_GE(result.lesson.steps.size(), 8u);
    EXPECT_LE(result.lesson.steps.size(), 12u);
    Json broken = file;
    broken["steps"][0]["colour"] = 1;
    EXPECT_FALSE(is_valid(broken, read_file("visualizer/lesson.schema.json")));
    EXPECT_NE(read_lesson(broken.dump(), "demo.json").problem, "");
}

TEST(schema, fits_the_recording_for_the_microscope_and_so_does_the_reader) {
    const std::string path = "visualizer/examples/microscope.json";
    const Json text = read_file("visualizer/microscope.schema.json");
    expect_valid(path, "visualizer/microscope.schema.json");
    const Json file = read_file(path);
    EXPECT_EQ(read_microscope(file.dump(), "m.json").problem, "");
    for (const auto& [pointer, wrong] :
         {std::pair<const char*, Json>{"/instructions/0/address", "C0"},
          std::pair<const char*, Json>{"/instructions/1/registers/esp", -1},
          std::pair<const char*, Json>{"/instructions/0/memory/0/kind", "fetch"},
          std::pair<const char*, Json>{"/instructions/0/line", "x"},
          std::pair<const char*, Json>{"/instructions/0/misses",
                                       Json::parse(R"([{"size": 4096}])")},
          std::pair<const char*, Json>{"/instructions", Json::array()}}) {
        Json broken = file;
        broken[Json::json_pointer{pointer}] = wrong;
        EXPECT_FALSE(is_valid(broken, text)) << pointer;
        EXPECT_NE(read_microscope(broken.dump(), "m.json").problem, "") << pointer;
    }
}

TEST(microscope, adds_up_lines_and_pages) {
    const auto result = read_microscope(
        R"({"format":"kumquat-microscope","version":1,"title":"t","line_bytes":32,)"
        R"("registers":{"eax":"0x1"},"instructions":[)"
        R"({"address":"0x101e","text":"a","bytes":"89 04 24","memory":[)"
        R"({"kind":"write","address":"0x2ffe","size":4}],"registers":{"eax":5}},)"
        R"({"address":"0x1021","text":"b","bytes":"90","registers":{"ebx":7},)"
        R"("memory":[{"kind":"read","address":"0x2ffc"},)"
        R"({"kind":"read","address":"0x2100","size":8,"by":"descriptor"}]}]})",
        "m.json");
    ASSERT_EQ(result.problem, "");
    const auto& steps = result.microscope.steps;
    EXPECT_EQ(steps[0].first.code_lines, (std::vector<uint32_t>{0x1000, 0x1020}))
        << "three bytes from 0x101E reach into the next line";
    EXPECT_EQ(steps[0].first.data_lines, (std::vector<uint32_t>{0x2FE0, 0x3000}));
    EXPECT_EQ(steps[0].first.pages, (std::vector<uint32_t>{0x1000, 0x2000, 0x3000}));
    EXPECT_TRUE(steps[1].first.code_lines.empty());
    EXPECT_TRUE(steps[1].first.data_lines.empty()) << "descriptors are no data";
    EXPECT_EQ(steps[1].pages, 3u);
    using Registers = std::vector<std::pair<std::string, uint32_t>>;
    EXPECT_EQ(result.microscope.registers_after(0), (Registers{{"eax", 5}}));
    EXPECT_EQ(result.microscope.registers_after(1),
              (Registers{{"eax", 5}, {"ebx", 7}}));
}

TEST(microscope, believes_a_recording_that_says_which_pages_are_missed) {
    const auto steps_of = [](const char* behind_the_title, const char* misses) {
        return read_microscope(
                   std::string{
                       R"({"format":"kumquat-microscope","version":1,"title":"t",)"} +
                       behind_the_title +
                       R"("instructions":[{"address":"0x1000","text":"a"},)"
                       R"({"address":"0x2000","text":"b")" +
                       misses + "}]}",
                   "m.json")
            .microscope.steps;
    };
    const auto guessed = steps_of("", "");
    ASSERT_EQ(guessed.size(), 2u);
    EXPECT_EQ(guessed[1].pages, 2u);
    const auto told =
        steps_of("", R"(,"misses":[{"address":"0x400000","size":4194304}])");
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(told[0].pages, 0u);
    EXPECT_EQ(told[1].first.pages, (std::vector<uint32_t>{0x400000}));
    EXPECT_EQ(told[1].pages, 1u);
    EXPECT_EQ(steps_of(R"("model":[],)", "").at(1).pages, 0u) << "it has counted none";
}

}  // namespace
}  // namespace kumquat
