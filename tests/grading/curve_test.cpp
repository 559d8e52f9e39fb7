// curve_test.cpp -- points for a figure, and how they are shown.
#include "grading/curve.hpp"

#include "grading/grade_json.hpp"
#include "grading/report.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kumquat::grading {
namespace {

const Curve steps{"steps", 60, 160, {{"somebody", 100}}};

TEST(curve, all_for_the_reference_and_less_none_for_the_worst_and_more) {
    EXPECT_EQ(points_on(steps, 60, 10), 10u);
    EXPECT_EQ(points_on(steps, 12, 10), 10u);
    EXPECT_EQ(points_on(steps, 160, 10), 0u);
    EXPECT_EQ(points_on(steps, 5000, 10), 0u);
}

TEST(curve, a_straight_line_between_rounded_to_the_nearest) {
    EXPECT_EQ(points_on(steps, 110, 10), 5u);
    EXPECT_EQ(points_on(steps, 65, 10), 10u);
    EXPECT_EQ(points_on(steps, 66, 10), 9u);
    EXPECT_EQ(points_on(steps, 155, 10), 1u);
    EXPECT_EQ(points_on(steps, 156, 10), 0u);
}

TEST(curve, a_curve_without_a_slope_is_worth_nothing) {
    EXPECT_EQ(points_on({"steps", 10, 10, {}}, 5, 10), 0u);
}

TEST(curve, the_plot_has_a_bar_for_each_the_longest_first) {
    EXPECT_EQ(plot_of(steps, 80, 33), "  somebody        100 ██████████\n"
                                      "  yours            80 ████████ ←\n"
                                      "  the reference    60 ██████\n");
}

/// A lab with one claim, which has counted 80.
LabResult counted() {
    LabResult lab;
    lab.lab.stages = {"one"};
    lab.lab.holes = {{"a hole", "kernel/none.cpp", "section"}};
    lab.lab.handout = "x.md";
    TestResult result;
    result.test.name = "curve.steps";
    result.test.stage = "one";
    result.test.points = 10;
    result.test.hole = "a hole";
    result.test.anchor = "section";
    result.test.curve = steps;
    result.status = Status::failed;
    result.figure = 80;
    lab.tests = {result};
    return lab;
}

TEST(curve, a_part_of_the_points_is_counted_and_told) {
    EXPECT_EQ(counted().points(), 8u);
    const std::string text = report(counted(), {});
    EXPECT_NE(text.find("8 of 10 points"), std::string::npos) << text;
    EXPECT_NE(text.find(" steps   "), std::string::npos) << text;
    const auto json = nlohmann::json::parse(grade_json({counted()}));
    const auto test = json["labs"][0]["tests"][0];
    EXPECT_EQ(test["points"], 8);
    EXPECT_EQ(test["curve"]["value"], 80);
    EXPECT_EQ(test["curve"]["others"]["somebody"], 100);
}

TEST(curve, a_claim_that_failed_otherwise_is_worth_nothing) {
    LabResult lab = counted();
    lab.tests[0].figure.reset();
    EXPECT_EQ(lab.points(), 0u);
}

TEST(curve, alone_on_the_reference_a_figure_counts_likewise) {
    LabResult lab = counted();
    lab.tests[0].isolated = Status::failed;
    EXPECT_EQ(lab.isolated_points(), 0u);
    lab.tests[0].isolated_figure = 110;
    EXPECT_EQ(lab.isolated_points(), 5u);
}

}  // namespace
}  // namespace kumquat::grading
