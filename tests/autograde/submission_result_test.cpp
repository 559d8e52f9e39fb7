// submission_result_test.cpp -- results as files: whole, read as they were written, as the schema says.
#include "grading/autograde/digest.hpp"
#include "grading/autograde/submission_result.hpp"
#include "grading/grade_json.hpp"
#include "tests/grading/schema.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace kumquat::autograde {
namespace {

namespace fs = std::filesystem;

SubmissionResult result_of(SubmissionStatus status) {
    SubmissionResult result;
    result.student = "alice";
    result.lab = 5;
    result.status = status;
    result.max_points = 9;
    result.tier = "user";
    result.reason = status == SubmissionStatus::graded ? "" : "A reason.";
    return result;
}

/// With a claim that has failed and is worth points all the same: its figure is on a curve.
SubmissionResult graded() {
    grading::LabResult claims;
    claims.lab.handout = "11-the-fast-path.md";
    claims.tests.emplace_back();
    grading::TestResult& figure = claims.tests.back();
    figure.test.name = "cost.instructions";
    figure.test.anchor = "cost";
    figure.test.points = 9;
    figure.test.curve = grading::Curve{"instructions", 67, 217, {{"Hazelnut", 126}}};
    figure.figure = 142;
    figure.status = grading::Status::failed;
    SubmissionResult result = result_of(SubmissionStatus::graded);
    result.points = claims.points();
    result.grade =
        nlohmann::ordered_json::parse(grading::grade_json({claims}))["labs"][0];
    return result;
}

nlohmann::json written(const SubmissionResult& result) {
    const machine::TemporaryDirectory folder;
    write_result(result, folder.path() / "result");
    return nlohmann::json::parse(content_of(folder.path() / "result"));
}

testing::AssertionResult is_valid(const nlohmann::json& json) {
    return grading::follows(json, "grading/submission.schema.json");
}

TEST(submission_result, is_read_as_it_was_written) {
    const machine::TemporaryDirectory folder;
    const fs::path file = result_file(folder.path(), 5, "alice");
    SubmissionResult result = result_of(SubmissionStatus::rejected);
    result.reason = "Bytes \xFF that are no text";
    result.missing = {"kernel/a.cpp"};
    write_result(result, file);
    const auto read = read_result(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->status, SubmissionStatus::rejected);
    EXPECT_EQ(read->missing, result.missing);
    write_result(*read, folder.path() / "again");
    EXPECT_EQ(content_of(folder.path() / "again"), content_of(file));
}

TEST(submission_result, that_is_cut_off_or_foreign_is_none) {
    const machine::TemporaryDirectory folder;
    const fs::path file = folder.path() / "result";
    EXPECT_FALSE(read_result(file));
    write_result(result_of(SubmissionStatus::graded), file);
    const std::string text = content_of(file);
    std::ofstream{file} << text.substr(0, text.size() / 2);
    EXPECT_FALSE(read_result(file));
    std::ofstream{file} << R"({"format": "kumquat-grade", "version": 1})";
    EXPECT_FALSE(read_result(file));
}

TEST(submission_result, follows_its_schema) {
    EXPECT_GT(graded().points, 0u);
    EXPECT_TRUE(is_valid(written(graded())));
    for (const auto status :
         {SubmissionStatus::does_not_build, SubmissionStatus::rejected,
          SubmissionStatus::infrastructure_error}) {
        EXPECT_TRUE(is_valid(written(result_of(status)))) << name_of(status);
    }
}

TEST(submission_result, schema_refuses_what_is_wrong) {
    SubmissionResult zero_for_nothing = result_of(SubmissionStatus::rejected);
    zero_for_nothing.points = 1;
    EXPECT_FALSE(is_valid(written(zero_for_nothing)));
    nlohmann::json json = written(graded());
    json["grade"]["tests"][0]["status"] = "good";
    EXPECT_FALSE(is_valid(json)) << "the lab is as in grade.json";
    json = written(graded());
    json["grade"] = nullptr;
    EXPECT_FALSE(is_valid(json));
    json = written(graded());
    json["student"] = "../alice";
    EXPECT_FALSE(is_valid(json));
}

}  // namespace
}  // namespace kumquat::autograde
