// report_test.cpp -- what a student reads, and what a program reads, of the same results.
#include "grading/report.hpp"

#include "grading/challenge.hpp"
#include "grading/grade_json.hpp"
#include "grading/text.hpp"
#include "tests/grading/schema.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kumquat::grading {
namespace {

Test test_of(const std::string& name, unsigned points) {
    Test test;
    test.name = name;
    test.title = "Title of " + name;
    test.stage = "one";
    test.points = points;
    test.rule = "A rule.";
    test.hole = "a hole";
    test.anchor = "section";
    test.hints = {"Think.", "Think again."};
    return test;
}

/// One passed, one failed, one not run.
LabResult three_tests() {
    LabResult result;
    result.lab.number = 3;
    result.lab.title = "Threads";
    result.lab.handout = "03-threads.md";
    result.lab.stages = {"one"};
    result.lab.holes = {{"a hole", "kernel/none.cpp", "section"}};
    TestResult passed, failed, not_run;
    passed.test = test_of("g.passes", 3);
    passed.status = Status::passed;
    failed.test = test_of("g.fails", 4);
    failed.status = Status::failed;
    failed.kind = "verdict";
    failed.nonce = 0x1234;
    failed.saw = "Something else.";
    failed.so = "It will hurt.";
    failed.console = "bad \xFF bytes\x1B[2J";
    not_run.test = test_of("g.waits", 5);
    not_run.missing = "g.fails";
    result.tests = {passed, failed, not_run};
    return result;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

testing::AssertionResult is_valid(const std::string& text) {
    return follows(nlohmann::json::parse(text), "grading/grade.schema.json");
}

TEST(report, says_rule_saw_so_where_again_and_hint) {
    const std::string text = report(three_tests(), {});
    for (const char* part :
         {"Lab 3 · Threads", "3 of 12 points", "✓✗–", "✗ g.fails", "Rule    A rule.",
          "Saw     Something else.", "So      It will hurt.", "your hole \"a hole\"",
          "make grade TEST=g.fails NONCE=0000000000001234",
          "handouts/03-threads.md#section", "Think. (1 of 2",
          "– not run: needs g.fails\n  g.waits\n", "Next: hole \"a hole\""}) {
        EXPECT_TRUE(holds(text, part)) << part << "\n" << text;
    }
    EXPECT_FALSE(holds(text, "\033")) << "colours only when asked for";
}

TEST(report, shows_what_happened_if_there_is_a_trace) {
    LabResult result = three_tests();
    EXPECT_FALSE(holds(report(result, {}), "make view"));
    result.tests[1].has_trace = true;
    EXPECT_TRUE(
        holds(report(result, {}), "Look    make view TEST=g.fails (make serve"));
    EXPECT_TRUE(holds(report(result, {}), "Replay  make replay TEST=g.fails:"));
    EXPECT_FALSE(holds(report(result, {}), "side by side"));
    result.tests[1].has_reference = true;
    EXPECT_TRUE(holds(report(result, {}), "side by side"));
    result.lab.folder = "/somewhere/labs/lab03-threads";
    const nlohmann::json test =
        nlohmann::json::parse(grade_json({result}))["labs"][0]["tests"][1];
    EXPECT_EQ(test["trace"], "build/grade/traces/g.fails.json");
    EXPECT_EQ(test["reference"], "labs/lab03-threads/traces/g.fails.reference.json");
    EXPECT_TRUE(is_valid(grade_json({result})));
}

TEST(report, leads_to_the_empty_hole_that_was_reached) {
    LabResult result = three_tests();
    result.lab.holes.push_back({"another", "kernel/other.cpp", "section"});
    result.tests[1].kind = "hole";
    result.tests[1].hole = "another";
    const std::string text = report(result, {});
    EXPECT_TRUE(holds(text, "Next: hole \"another\", kernel/other.cpp")) << text;
    EXPECT_FALSE(holds(text, "Also"));
}

TEST(report, tells_of_an_empty_hole_once) {
    LabResult result = three_tests();
    result.tests[1].kind = "hole";
    result.tests.push_back(result.tests[1]);
    result.tests.back().test.name = "g.fails_too";
    const std::string text = report(result, {});
    EXPECT_TRUE(holds(text, "Also    g.fails_too\n")) << text;
    EXPECT_FALSE(holds(text, "✗ g.fails_too"));
}

TEST(report, says_which_lab_is_to_blame) {
    LabResult result = three_tests();
    EXPECT_FALSE(holds(report(result, {}), "alone, on"));
    result.was_isolated = true;
    for (TestResult& test : result.tests) {
        test.isolated = Status::passed;
    }
    result.tests[1].blamed_lab = 2;
    const std::string text = report(result, {});
    EXPECT_TRUE(holds(text, "alone, on the reference's kernel")) << text;
    EXPECT_TRUE(holds(text, "12 of 12 points")) << text;
    EXPECT_TRUE(holds(text, "because of lab 2.")) << text;
    EXPECT_TRUE(holds(text, "Next: lab 2. make grade LAB=2")) << text;
    const std::string json = grade_json({result});
    EXPECT_TRUE(is_valid(json));
    EXPECT_EQ(nlohmann::json::parse(json)["labs"][0]["isolated_points"], 12);
    result.tests[1].isolated = Status::failed;
    EXPECT_FALSE(holds(report(result, {}), "because of lab"));
    result.isolated_build_error = "kernel/a.cpp:3: error: no such member\n";
    EXPECT_TRUE(holds(report(result, {}), "does not build:\n\n  kernel/a.cpp:3"));
}

TEST(report, tells_of_a_broken_rule_once) {
    LabResult result = three_tests();
    result.tests[1].kind = "rule";
    result.tests.push_back(result.tests[1]);
    result.tests.back().test.name = "g.fails_too";
    result.tests.back().saw = "The same rule, at another event.";
    EXPECT_TRUE(holds(report(result, {}), "Also    g.fails_too\n"));
    result.tests.back().so = "Another rule.";
    EXPECT_TRUE(holds(report(result, {}), "✗ g.fails_too"));
}

TEST(report, leads_on_when_all_is_well) {
    LabResult result = three_tests();
    result.tests.resize(1);
    EXPECT_TRUE(holds(report(result, {}), "handouts/03-threads.md#look-at-it"));
}

TEST(report, shows_the_box_of_a_panic) {
    LabResult result = three_tests();
    result.tests[1].console = "┌─ stopped\n│ a.cpp:3\n└─\n";
    EXPECT_TRUE(holds(report(result, {.verbose = true}), "| │ a.cpp:3\n"));
}

TEST(report, lays_challenges_beside_the_reference_and_tells_of_no_points) {
    LabResult result = three_tests();
    result.tests.resize(2);
    for (TestResult& test : result.tests) {
        test.test.points = 0;
        test.test.curve = Curve{"steps", 50, 0, {}};
        test.figure = test.status == Status::passed ? 40 : 60;
    }
    const std::string text = report_of_challenges(result, {});
    for (const char* part : {"1 of 2 met", "✓ Title of g.passes", "○ Title of g.fails",
                             "the reference    50", "yours            40", "Think."}) {
        EXPECT_TRUE(holds(text, part)) << part << "\n" << text;
    }
    EXPECT_FALSE(holds(text, "points"));
    EXPECT_TRUE(is_valid(grade_json({result})));
}

TEST(report, is_one_line_when_quiet) {
    const std::string text = report(three_tests(), {.quiet = true});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(report, shows_the_compiler_when_nothing_builds) {
    LabResult result = three_tests();
    result.build_error = "kernel/a.cpp:3: error: expected ';'\n";
    const std::string text = report(result, {});
    EXPECT_TRUE(holds(text, "does not build"));
    EXPECT_TRUE(holds(text, "expected ';'"));
    EXPECT_FALSE(holds(text, "✗"));
}

TEST(report, tells_once_what_the_host_kept_from_running) {
    LabResult result = three_tests();
    for (TestResult& test : result.tests) {
        test.status = Status::could_not_grade;
        test.saw = "No emulator.";
    }
    const std::string text = report(result, {});
    EXPECT_EQ(text.find("No emulator."), text.rfind("No emulator."));
    EXPECT_TRUE(holds(text, "g.fails, g.waits"));
    EXPECT_TRUE(holds(text, "make grade TEST=g.passes"));
    EXPECT_FALSE(holds(text, "Rule"));
    EXPECT_FALSE(holds(text, "Hint"));
}

TEST(report, never_lets_a_guest_write_to_the_terminal) {
    const std::string text = report(three_tests(), {.verbose = true});
    EXPECT_TRUE(holds(text, "| bad \\xFF bytes\\x1B[2J"));
}

TEST(grade_json, follows_its_schema_whatever_a_guest_prints) {
    EXPECT_TRUE(is_valid(grade_json({three_tests()})));
    LabResult broken = three_tests();
    broken.build_error = "error";
    EXPECT_TRUE(is_valid(grade_json({broken, three_tests()})));
}

TEST(grade_json, schema_refuses_what_is_wrong) {
    nlohmann::json json = nlohmann::json::parse(grade_json({three_tests()}));
    json["labs"][0]["tests"][0]["status"] = "good";
    EXPECT_FALSE(is_valid(json.dump()));
    json = nlohmann::json::parse(grade_json({three_tests()}));
    json["labs"][0].erase("points");
    EXPECT_FALSE(is_valid(json.dump()));
}

TEST(text, wraps_at_the_width_and_counts_characters_not_bytes) {
    EXPECT_EQ(wrapped("one two three", 7, 2), "one two\n  three");
    EXPECT_EQ(columns_of("✓✗– ok"), 6u);
    EXPECT_EQ(columns_of(paint("ok", Colour::good, true)), 2u);
    EXPECT_EQ(spread("a", "b", 5), "a   b");
}

}  // namespace
}  // namespace kumquat::grading
