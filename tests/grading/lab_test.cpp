// lab_test.cpp -- lab.json is read rightly, and what is wrong in one is said.
#include "grading/challenge.hpp"

#include "tests/grading/schema.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kumquat::grading {
namespace {

using nlohmann::json;

json good_lab() {
    return json::parse(R"({
      "format": "kumquat-lab", "version": 1, "lab": 7, "name": "x", "title": "X",
      "handout": "07-x.md", "budget": {"instructions": 1000, "virtual_ms": 5},
      "holes": [{"name": "a hole", "file": "kernel/a.cpp", "anchor": "a"}],
      "stages": [{"name": "one", "claims": [
        {"name": "g.first", "title": "t", "points": 3, "rule": "r", "hole": "a hole",
         "anchor": "a", "hints": ["h"]},
        {"name": "g.second", "title": "t", "points": 4, "rule": "r", "hole": "a hole",
         "anchor": "a", "hints": ["h"], "needs": ["g.first"],
         "budget": {"instructions": 9, "virtual_ms": 8}}]}]})");
}

std::filesystem::path written(const std::string& text) {
    const auto file = std::filesystem::path{testing::TempDir()} / "lab.json";
    std::ofstream{file} << text;
    return file;
}

std::string error_of(const std::string& text) {
    try {
        static_cast<void>(read_lab(written(text)));
    } catch (const LabError& error) {
        return error.what();
    }
    return "no error";
}

TEST(lab, holds_points_parents_and_budgets) {
    const Lab lab = read_lab(written(good_lab().dump()));
    EXPECT_EQ(lab.number, 7u);
    EXPECT_EQ(lab.max_points(), 7u);
    ASSERT_EQ(lab.tests.size(), 2u);
    EXPECT_EQ(lab.tests[0].instruction_budget, 1000u);
    EXPECT_EQ(lab.tests[1].virtual_ms, 8u);
    EXPECT_EQ(lab.tests[1].needs, std::vector<std::string>{"g.first"});
    EXPECT_EQ(lab.hole("a hole").file, "kernel/a.cpp");
}

TEST(lab, challenges_stand_apart_and_have_no_points) {
    json text = good_lab();
    text["challenges"] =
        json::parse(R"([{"name": "c.few", "title": "t.", "hole": "a hole",
      "hints": ["h"], "curve": {"figure": "steps", "full": 12}}])");
    const Lab lab = read_lab(written(text.dump()));
    EXPECT_EQ(lab.max_points(), 7u);
    EXPECT_EQ(lab.tests.size(), 2u);
    const Lab apart = challenges_of(lab);
    ASSERT_EQ(apart.tests.size(), 1u);
    EXPECT_TRUE(apart.tests[0].is_challenge());
    EXPECT_EQ(apart.tests[0].curve->full, 12u);
    EXPECT_EQ(apart.max_points(), 0u);
    EXPECT_TRUE(meets(*apart.tests[0].curve, 13));
    EXPECT_FALSE(meets(*apart.tests[0].curve, 14));
    text["challenges"][0]["hole"] = "another";
    EXPECT_NE(error_of(text.dump()).find("no hole \"another\""), std::string::npos);
}

TEST(lab, a_rule_that_a_claim_is_about_is_excused_in_the_others) {
    json text = good_lab();
    text["stages"][0]["claims"][0]["rules"] = {"faults.tell_the_address"};
    const Lab lab = read_lab(written(text.dump()));
    EXPECT_TRUE(lab.rules_of_others(lab.tests[0]).empty());
    EXPECT_EQ(lab.rules_of_others(lab.tests[1]),
              std::vector{model::Rule::faults_tell_the_address});
    text["stages"][0]["claims"][0]["rules"] = {"faults.tell_a_story"};
    EXPECT_NE(error_of(text.dump()).find("no rule \"faults.tell_a_story\""),
              std::string::npos);
}

TEST(lab, refuses_a_parent_that_does_not_stand_before) {
    json lab = good_lab();
    lab["stages"][0]["claims"][0]["needs"] = {"g.second"};
    EXPECT_NE(error_of(lab.dump()).find("g.first needs g.second"), std::string::npos);
}

TEST(lab, refuses_a_hole_that_is_not_there) {
    json lab = good_lab();
    lab["stages"][0]["claims"][0]["hole"] = "another";
    EXPECT_NE(error_of(lab.dump()).find("no hole \"another\""), std::string::npos);
}

TEST(lab, says_what_is_missing_or_malformed) {
    json lab = good_lab();
    lab.erase("title");
    EXPECT_NE(error_of(lab.dump()).find("title"), std::string::npos);
    EXPECT_NE(error_of("{\"format\":").find("cannot be used"), std::string::npos);
    lab = good_lab();
    lab["version"] = 2;
    EXPECT_NE(error_of(lab.dump()).find("version 1"), std::string::npos);
}

TEST(lab, those_of_this_tree_are_sound) {
    for (const Lab& lab : read_labs(".")) {
        std::ifstream in{lab.folder / "lab.json"};
        EXPECT_TRUE(follows(json::parse(in), "grading/lab.schema.json")) << lab.title;
        EXPECT_GE(lab.tests.size(), 8u) << lab.title;
        for (const grading::Test& test : lab.tests) {
            EXPECT_FALSE(test.hints.empty()) << test.name;
            EXPECT_GT(test.points, 0u) << test.name;
        }
    }
}

TEST(lab, the_schema_knows_misspelt_words) {
    std::ifstream in{read_labs(".").front().folder / "lab.json"};
    json lab = json::parse(in);
    lab["holes"][0]["achor"] = "a";
    EXPECT_FALSE(follows(lab, "grading/lab.schema.json"));
}

}  // namespace
}  // namespace kumquat::grading
