// roster.cpp -- a CSV library reads, we check.
#include "grading/autograde/roster.hpp"

#include "grading/text.hpp"

#include <fmt/format.h>

#define CSV_IO_NO_THREAD
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-truncation"  // it ends the name by itself
#include <libfccp/csv.h>
#pragma GCC diagnostic pop

namespace kumquat::autograde {

Roster read_roster(const std::filesystem::path& file) try {
    io::CSVReader<3, io::trim_chars<' ', '\r'>, io::double_quote_escape<',', '"'>>
        reader{file.string()};
    reader.read_header(io::ignore_extra_column | io::ignore_missing_column, "student",
                       "name", "email");
    if (!reader.has_column("student")) {
        throw CannotRun(
            fmt::format("{} has no column \"student\". Its first line names "
                        "the columns: student,name,email",
                        file.string()));
    }
    Roster roster;
    std::string student;
    for (Person person; reader.read_row(student, person.name, person.email);
         person = {}) {
        if (student.empty() || !roster.insert({student, person}).second) {
            throw CannotRun(
                fmt::format("{}, line {}: {}", file.string(), reader.get_file_line(),
                            student.empty() ? "there is no student."
                                            : student + " is there twice."));
        }
        student.clear();
    }
    return roster;
} catch (const io::error::base& error) {
    throw CannotRun(fmt::format("{} cannot be used: {}", file.string(), error.what()));
}

void expect_known(const std::vector<Submission>& submissions, const Roster& roster) {
    std::vector<std::string> known;
    for (const auto& [student, person] : roster) {
        known.push_back(student);
    }
    for (const Submission& submission : submissions) {
        if (!roster.contains(submission.student)) {
            throw CannotRun(
                fmt::format("{} is nobody's: the roster has no {}. Name the file like "
                            "the student, or add a line to the roster.{}",
                            submission.path.string(), submission.student,
                            grading::did_you_mean(submission.student, known)));
        }
    }
}

}  // namespace kumquat::autograde
