// exports_test.cpp -- what platforms get, also from a kernel that writes their markup.
#include "grading/autograde/exports.hpp"

#include "grading/autograde/digest.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <gtest/gtest.h>

namespace kumquat::autograde {
namespace {

using Json = nlohmann::ordered_json;

Json claim(const char* name, const char* status, unsigned points) {
    return {{"name", name},     {"stage", "one"},   {"status", status},
            {"points", points}, {"max_points", 3u}, {"rule", "A rule."},
            {"handout", "h#a"}};
}

SubmissionResult graded() {
    SubmissionResult result;
    result.student = "alice";
    result.lab = 5;
    result.status = SubmissionStatus::graded;
    result.points = 3;
    result.grade["tests"] = {claim("g.passes", "passed", 3),
                             claim("g.fails", "failed", 0),
                             claim("g.waits", "not_run", 0)};
    result.grade["tests"][1]["saw"] = "\"]]></failure><script>\x1B[2J\xFF&";
    result.grade["tests"][2]["needs"] = "g.fails";
    return result;
}

TEST(exports, gradescope_gets_a_test_for_each_claim) {
    const Json json = Json::parse(gradescope_json(graded()));
    EXPECT_EQ(json["score"], 3);
    ASSERT_EQ(json["tests"].size(), 3u);
    EXPECT_EQ(json["tests"][0]["status"], "passed");
    EXPECT_EQ(json["tests"][1]["status"], "failed");
    EXPECT_EQ(json["tests"][1]["max_score"], 3);
    EXPECT_EQ(json["tests"][1]["output_format"], "text");
    EXPECT_NE(json["tests"][2]["output"].get<std::string>().find("needs: g.fails"),
              std::string::npos);
}

TEST(exports, autolab_gets_the_points_of_each_stage_in_one_line) {
    EXPECT_EQ(autolab_line(graded()), "{\"scores\":{\"one\":3}}\n");
    SubmissionResult rejected;
    rejected.status = SubmissionStatus::rejected;
    EXPECT_EQ(autolab_line(rejected), "{\"scores\":{\"submission\":0}}\n");
}

TEST(exports, junit_counts_and_escapes) {
    const std::string xml = junit_xml(graded());
    EXPECT_NE(xml.find("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""),
              std::string::npos)
        << xml;
    EXPECT_NE(xml.find("&quot;]]&gt;&lt;/failure&gt;&lt;script&gt;\\x1B[2J\\xFF&amp;"),
              std::string::npos)
        << xml;
    EXPECT_EQ(xml.find("<script>"), std::string::npos);
    SubmissionResult rejected;
    rejected.status = SubmissionStatus::rejected;
    rejected.reason = "It holds a <link>.";
    EXPECT_NE(
        junit_xml(rejected).find("name=\"rejected\"><failure message=\"It holds a "
                                 "&lt;link&gt;.\"/>"),
        std::string::npos);
}

TEST(exports, nobody_gets_a_zero_for_an_infrastructure_error) {
    const machine::TemporaryDirectory out;
    SubmissionResult result = graded();
    const auto file = out.path() / "gradescope/lab05/alice.json";
    write_exports(result, out.path());
    EXPECT_EQ(content_of(file), gradescope_json(result));
    result.status = SubmissionStatus::infrastructure_error;
    write_exports(result, out.path());
    EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace kumquat::autograde
