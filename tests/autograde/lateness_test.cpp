// lateness_test.cpp -- who is in the course, when labs are due, and what lateness costs.
#include "grading/autograde/lateness.hpp"
#include "grading/autograde/marks.hpp"
#include "tools/machine/files.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kumquat::autograde {
namespace {

namespace fs = std::filesystem;
using machine::content_of;
using machine::write_whole;
using nlohmann::json;

constexpr const char* schema = "grading/course.schema.json";

json a_course() {
    return {{"format", "kumquat-course"},
            {"version", 1},
            {"late", {{"free_days", 2}, {"percent_a_day", 25}, {"most_days", 4}}},
            {"labs",
             {{{"lab", 5}, {"due", "2026-03-01T00:00:00+01:00"}},
              {{"lab", 6}, {"due", "2026-03-08T00:00:00Z"}}}},
            {"extensions",
             {{{"student", "bob"}, {"lab", 5}, {"due", "2026-03-03T00:00:00+01:00"}}}}};
}

class Course : public testing::Test {
protected:
    CourseFile read(const json& text) const {
        write_whole(folder_.path() / "course.json", text.dump());
        return read_course_file(folder_.path() / "course.json", schema);
    }

    /// What is wrong with it; empty if nothing is.
    std::string refused(const json& text) const {
        try {
            read(text);
            return "";
        } catch (const CannotRun& error) {
            return error.what();
        }
    }

    Roster roster(const std::string& text) const {
        write_whole(folder_.path() / "roster.csv", text);
        return read_roster(folder_.path() / "roster.csv");
    }

    fs::path folder() const { return folder_.path(); }

private:
    machine::TemporaryDirectory folder_;
};

TEST_F(Course, days_are_counted_when_they_begin_and_zones_are_known) {
    const auto days = [&](const char* student, const char* at) {
        json text = a_course();
        text["handed_in"] = {{{"student", student}, {"lab", 5}, {"at", at}}};
        return lateness_of({{student, 5, "nowhere"}}, read(text)).front().days;
    };
    EXPECT_EQ(days("alice", "2026-02-28T23:00:00Z"), 0u);  // to the second
    EXPECT_EQ(days("alice", "2026-02-28T23:00:01Z"), 1u);
    EXPECT_EQ(days("alice", "2026-03-02T00:00:00+01:00"), 1u);
    EXPECT_EQ(days("alice", "2026-03-02T00:00:01+01:00"), 2u);
    EXPECT_EQ(days("bob", "2026-03-02T00:00:01+01:00"), 0u) << "he has an extension";
}

TEST_F(Course, free_days_are_used_for_the_first_labs_then_days_cost) {
    json text = a_course();
    text["handed_in"] = {
        {{"student", "alice"}, {"lab", 5}, {"at", "2026-03-01T12:00:00+01:00"}},
        {{"student", "alice"}, {"lab", 6}, {"at", "2026-03-10T12:00:00Z"}},
        {{"student", "carol"}, {"lab", 6}, {"at", "2026-03-12T00:00:01Z"}}};
    const auto all = lateness_of(
        {{"alice", 5, "nowhere"}, {"alice", 6, "nowhere"}, {"carol", 6, "nowhere"}},
        read(text));
    EXPECT_EQ(all[0].free_days, 1u);
    EXPECT_EQ(all[0].percent, 0u);
    EXPECT_EQ(all[1].days, 3u);
    EXPECT_EQ(all[1].free_days, 1u);
    EXPECT_EQ(all[1].percent, 50u);
    EXPECT_EQ(all[2].percent, 100u) << "behind the last day free days do not help";
    EXPECT_EQ(all[2].free_days, 0u);
}

TEST_F(Course, without_a_file_nobody_is_late_and_a_file_tells_its_own_time) {
    write_whole(folder() / "alice.zip", "x");
    const std::vector<Submission> submissions{{"alice", 5, folder() / "alice.zip"}};
    EXPECT_EQ(lateness_of(submissions, {}).front().days, 0u);
    fs::last_write_time(folder() / "alice.zip", fs::file_time_type::clock::now() -
                                                    std::chrono::hours{24 * 3650});
    EXPECT_EQ(lateness_of(submissions, read(a_course())).front().days, 0u);
}

TEST_F(Course, what_is_misspelt_is_refused_with_the_place) {
    json text = a_course();
    text["labs"][1]["deu"] = text["labs"][1]["due"];
    EXPECT_NE(refused(text).find("[labs][1]"), std::string::npos) << refused(text);
    text = a_course();
    text["labs"][0]["due"] = "2026-03-01";
    EXPECT_NE(refused(text), "");
    text = a_course();
    text["labs"][0]["due"] = "2026-13-01T00:00:00Z";
    EXPECT_NE(refused(text).find("2026-13-01"), std::string::npos) << refused(text);
    EXPECT_EQ(refused(a_course()), "");
    EXPECT_THROW(read_course_file(folder() / "nowhere", schema), CannotRun);
}

TEST_F(Course, a_roster_has_names_in_any_order_of_columns) {
    const Roster people = roster("id,name,student\r\n7,\"Lovelace, Ada\",alice\r\n");
    EXPECT_EQ(people.at("alice").name, "Lovelace, Ada");
    EXPECT_EQ(people.at("alice").email, "");
    EXPECT_THROW(roster("name\nAda\n"), CannotRun);
    EXPECT_THROW(roster("student\nalice\nalice\n"), CannotRun);
    EXPECT_THROW(roster("student,name\nalice\n"), CannotRun) << "a field is missing";
    EXPECT_THROW(roster(""), CannotRun);
}

TEST_F(Course, a_submission_of_nobody_is_refused) {
    const Roster people = roster("student\nalice\n");
    EXPECT_NO_THROW(expect_known({{"alice", 5, "alice.zip"}}, people));
    try {
        expect_known({{"alicee", 5, "alicee.zip"}}, people);
        FAIL();
    } catch (const CannotRun& error) {
        EXPECT_NE(std::string{error.what()}.find("Did you mean alice?"),
                  std::string::npos);
    }
}

TEST_F(Course, a_mark_is_what_lateness_leaves) {
    Mark mark{{}, {.days = 1, .free_days = 0, .percent = 15}, {}};
    mark.result.status = SubmissionStatus::graded;
    mark.result.points = 7;
    EXPECT_EQ(mark_of(mark), "5.95");
    mark.lateness.percent = 0;
    EXPECT_EQ(mark_of(mark), "7");
    mark.lateness.percent = 100;
    EXPECT_EQ(mark_of(mark), "0");
    mark.result.status = SubmissionStatus::infrastructure_error;
    EXPECT_EQ(mark_of(mark), "");
}

TEST_F(Course, who_hands_in_nothing_has_a_line) {
    Mark mark;
    mark.result.student = "alice";
    mark.result.lab = 5;
    mark.result.status = SubmissionStatus::graded;
    mark.result.points = mark.result.max_points = 9;
    mark.lateness.due = Time{std::chrono::seconds{86'400}};
    mark.lateness.handed_in = Time{std::chrono::seconds{90'061}};
    write_marks({mark}, roster("student,name\nalice,Ada\nbob,\"Babbage, C.\"\n"),
                folder());
    EXPECT_EQ(
        content_of(folder() / "marks.csv"),
        "student,name,lab,status,points,max_points,due,handed_in,"
        "days_late,free_days,percent_lost,mark,reason\r\n"
        "alice,,5,graded,9,9,1970-01-02T00:00:00Z,1970-01-02T01:01:01Z,0,0,0,9,\r\n"
        "bob,\"Babbage, C.\",5,nothing_handed_in,0,9,,,0,0,0,0,\r\n");
}

}  // namespace
}  // namespace kumquat::autograde
