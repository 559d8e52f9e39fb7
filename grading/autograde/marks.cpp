// marks.cpp -- CSV, and counts.
#include "grading/autograde/marks.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

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

}  // namespace

void write_marks(const std::vector<SubmissionResult>& results,
                 const std::filesystem::path& out) {
    std::ofstream csv{out / "marks.csv", std::ios::binary};
    csv << "student,lab,status,points,max_points,reason\r\n";
    for (const SubmissionResult& result : results) {
        const bool has_mark = result.status != SubmissionStatus::infrastructure_error;
        csv << fmt::format("{},{},{},{},{},{}\r\n", field(result.student), result.lab,
                           name_of(result.status),
                           has_mark ? std::to_string(result.points) : "",
                           result.max_points, field(result.reason));
    }
}

std::string summary(const std::vector<SubmissionResult>& results,
                    const std::filesystem::path& out) {
    std::string text;
    for (const auto& [status, words] :
         {std::pair{SubmissionStatus::graded, "graded"},
          std::pair{SubmissionStatus::does_not_build, "do not build"},
          std::pair{SubmissionStatus::rejected, "rejected"},
          std::pair{SubmissionStatus::infrastructure_error,
                    "without a mark: infrastructure errors"}}) {
        const auto count =
            std::ranges::count(results, status, &SubmissionResult::status);
        if (count != 0) {
            text += fmt::format("{:>6} {}\n", count, words);
        }
    }
    for (const SubmissionResult& result : results) {
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
