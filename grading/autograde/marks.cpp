// marks.cpp -- CSV, and counts.
#include "grading/autograde/marks.hpp"

#include "tools/machine/files.hpp"

#include <algorithm>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <set>

namespace kumquat::autograde {

namespace {

/// One field. A spreadsheet takes a text that begins with one of =+-@ for a formula, and a student
/// may have chosen the text: a ' before it says that it is none.
std::string field(std::string text) {
    if (!text.empty() &&
        std::string{"=+-@\t\r"}.find(text.front()) != std::string::npos) {
        text.insert(0, "'");
    }
    std::ranges::replace(text, '\n', ' ');
    std::string quoted;
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string{c};
    }
    return text.find_first_of(",\"\r") == std::string::npos ? text
                                                            : "\"" + quoted + "\"";
}

/// A day and a time, of Greenwich: whoever reads it may live anywhere. Empty if there is none.
std::string time_in_words(const std::optional<Time>& time) {
    return time ? fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                              fmt::gmtime(Time::clock::to_time_t(*time)))
                : "";
}

/// Those of a roster of whom there is nothing, for each lab of the run.
std::string absent_lines(const std::vector<Mark>& marks, const Roster& roster) {
    std::map<unsigned, unsigned> max_points;  // by lab
    std::set<StudentAndLab> present;
    for (const Mark& mark : marks) {
        max_points[mark.result.lab] =
            std::max(max_points[mark.result.lab], mark.result.max_points);
        present.insert({mark.result.student, mark.result.lab});
    }
    std::string lines;
    for (const auto& [lab, most] : max_points) {
        for (const auto& [student, person] : roster) {
            if (!present.contains({student, lab})) {
                lines += fmt::format("{},{},{},nothing_handed_in,0,{},,,0,0,0,0,\r\n",
                                     field(student), field(person.name), lab, most);
            }
        }
    }
    return lines;
}

}  // namespace

std::string mark_of(const Mark& mark) {
    if (mark.result.status == SubmissionStatus::infrastructure_error) {
        return "";
    }
    const unsigned hundredths = mark.result.points * (100 - mark.lateness.percent);
    std::string text = fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
    text.resize(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

void write_marks(const std::vector<Mark>& marks,
                 const Roster& roster,
                 const std::filesystem::path& out) {
    std::string csv = "student,name,lab,status,points,max_points,due,handed_in,"
                      "days_late,free_days,percent_lost,mark,reason\r\n";
    for (const Mark& mark : marks) {
        const SubmissionResult& result = mark.result;
        const bool has_mark = result.status != SubmissionStatus::infrastructure_error;
        csv += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", field(result.student),
            field(mark.person.name), result.lab, name_of(result.status),
            has_mark ? std::to_string(result.points) : "", result.max_points,
            time_in_words(mark.lateness.due), time_in_words(mark.lateness.handed_in),
            mark.lateness.days, mark.lateness.free_days, mark.lateness.percent,
            mark_of(mark), field(result.reason));
    }
    machine::write_whole(out / "marks.csv", csv + absent_lines(marks, roster));
}

std::string summary(const std::vector<Mark>& marks, const std::filesystem::path& out) {
    std::string text;
    for (const auto& [status, words] :
         {std::pair{SubmissionStatus::graded, "graded"},
          std::pair{SubmissionStatus::does_not_build, "do not build"},
          std::pair{SubmissionStatus::rejected, "rejected"},
          std::pair{SubmissionStatus::infrastructure_error,
                    "without a mark: infrastructure errors"}}) {
        const auto count = std::ranges::count(
            marks, status, [](const Mark& mark) { return mark.result.status; });
        if (count != 0) {
            text += fmt::format("{:>6} {}\n", count, words);
        }
    }
    for (const auto& [result, lateness, person] : marks) {
        if (result.status == SubmissionStatus::infrastructure_error) {
            text += fmt::format("       {} (lab {}): {}\n", result.student, result.lab,
                                result.reason);
        }
    }
    return text + fmt::format("Marks    {}\nResults  {}\nLogs     {}\n",
                              (out / "marks.csv").string(), (out / "results").string(),
                              (out / "logs").string());
}

}  // namespace kumquat::autograde
