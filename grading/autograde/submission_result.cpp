// submission_result.cpp -- to JSON and back.
#include "grading/autograde/submission_result.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/named.hpp"

#include <stdexcept>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* format_name = "kumquat-submission";
constexpr unsigned format_version = 1;
constexpr SubmissionStatus statuses[] = {
    SubmissionStatus::graded, SubmissionStatus::does_not_build,
    SubmissionStatus::rejected, SubmissionStatus::infrastructure_error};

}  // namespace

const char* name_of(SubmissionStatus status) {
    switch (status) {
    case SubmissionStatus::graded:
        return "graded";
    case SubmissionStatus::does_not_build:
        return "does_not_build";
    case SubmissionStatus::rejected:
        return "rejected";
    case SubmissionStatus::infrastructure_error:
        return "infrastructure_error";
    }
    return "unknown";
}

fs::path result_file(const fs::path& out, unsigned lab, const std::string& student) {
    return out / "results" / grading::lab_folder_name(lab) / (student + ".json");
}

void write_result(const SubmissionResult& result, const fs::path& file) {
    Json to;
    to["format"] = format_name;
    to["version"] = format_version;
    to["student"] = result.student;
    to["lab"] = result.lab;
    to["status"] = name_of(result.status);
    to["reason"] = result.reason;
    to["points"] = result.points;
    to["max_points"] = result.max_points;
    to["boots"] = result.boots;
    to["tier"] = result.tier;
    to["submission"] = result.submission;
    to["course"] = result.course;
    to["missing"] = result.missing;
    to["grade"] = result.grade;
    for (const auto& [key, lab] :
         {std::pair{"hidden", &result.hidden}, std::pair{"whole", &result.whole}}) {
        if (!lab->is_null()) {
            to[key] = *lab;
        }
    }
    machine::write_whole(file,
                         to.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::optional<SubmissionResult> read_result(const fs::path& file) try {
    const Json from = Json::parse(content_of(file));
    if (from.at("format") != format_name || from.at("version") != format_version) {
        return std::nullopt;
    }
    return SubmissionResult{from.at("student"),
                            from.at("lab"),
                            named(statuses, from.at("status")),
                            from.at("reason"),
                            from.at("points"),
                            from.at("max_points"),
                            from.at("boots"),
                            from.at("tier"),
                            from.at("submission"),
                            from.at("course"),
                            from.at("missing"),
                            from.at("grade"),
                            from.value("hidden", Json{}),
                            from.value("whole", Json{})};
} catch (const std::exception&) {
    return std::nullopt;
}

}  // namespace kumquat::autograde
