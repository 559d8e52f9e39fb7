// schema_test.cpp -- the JSON Schema says the same as kernel/abi/trace_kinds.hpp.
#include "kernel/abi/trace_kinds.hpp"
#include "synthetic_trace.hpp"

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

Json read_schema() {
    std::ifstream file{"visualizer/trace.schema.json"};
    return Json::parse(file);
}

bool is_valid(const Json& trace) {
    const Json text = read_schema();
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

}  // namespace
}  // namespace kumquat
