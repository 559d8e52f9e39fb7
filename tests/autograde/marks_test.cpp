// marks_test.cpp -- names of students, and the table of marks.
#include "grading/autograde/digest.hpp"
#include "grading/autograde/marks.hpp"
#include "grading/autograde/submissions.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace kumquat::autograde {
namespace {

namespace fs = std::filesystem;

SubmissionResult result_of(const std::string& student, SubmissionStatus status) {
    SubmissionResult result;
    result.student = student;
    result.lab = 5;
    result.status = status;
    result.points = 7;
    result.max_points = 9;
    return result;
}

TEST(submissions, are_named_like_their_files_and_folders) {
    const machine::TemporaryDirectory folder;
    for (const char* name :
         {"alice.tar.gz", "bob.zip", ".hidden", "J\xC3\xBCrgen.pdf"}) {
        std::ofstream{folder.path() / name} << "x";
    }
    fs::create_directory(folder.path() / "carol.v2");
    std::vector<std::string> students;
    for (const Submission& submission : find_submissions(folder.path(), 5)) {
        students.push_back(submission.student);
    }
    EXPECT_EQ(students, (std::vector<std::string>{"J%C3%BCrgen.pdf", "alice", "bob",
                                                  "carol.v2"}));
    std::ofstream{folder.path() / "bob.tar"} << "x";
    EXPECT_THROW(find_submissions(folder.path(), 5), CannotRun);
    EXPECT_THROW(find_submissions(folder.path(), std::nullopt), CannotRun);
    EXPECT_THROW(find_submissions(folder.path() / "nowhere", 5), CannotRun);
}

TEST(submissions, of_several_labs_lie_in_folders) {
    const machine::TemporaryDirectory folder;
    for (const char* lab : {"lab00", "lab05"}) {
        fs::create_directory(folder.path() / lab);
        std::ofstream{folder.path() / lab / "alice.zip"} << "x";
    }
    const auto found = find_submissions(folder.path(), std::nullopt);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[1].lab, 5u);
    EXPECT_EQ(found[1].student, "alice");
}

TEST(marks, are_a_table_in_which_no_formula_hides) {
    const machine::TemporaryDirectory folder;
    SubmissionResult formula = result_of("eve", SubmissionStatus::rejected);
    formula.points = 0;
    formula.reason = "=HYPERLINK(\"x\"),\nsecond line";
    const auto mark = [](const SubmissionResult& result) {
        return Mark{result, {}, {}};
    };
    write_marks({mark(result_of("alice", SubmissionStatus::graded)), mark(formula),
                 mark(result_of("bob", SubmissionStatus::infrastructure_error))},
                {}, folder.path());
    EXPECT_EQ(
        content_of(folder.path() / "marks.csv"),
        "student,name,lab,status,points,max_points,due,handed_in,"
        "days_late,free_days,percent_lost,mark,reason\r\n"
        "alice,,5,graded,7,9,,,0,0,0,7,\r\n"
        "eve,,5,rejected,0,9,,,0,0,0,0,\"'=HYPERLINK(\"\"x\"\"), second line\"\r\n"
        "bob,,5,infrastructure_error,,9,,,0,0,0,,\r\n");
}

}  // namespace
}  // namespace kumquat::autograde
