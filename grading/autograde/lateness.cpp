// lateness.cpp -- read dates, count days.
#include "grading/autograde/lateness.hpp"

#include "tools/trace/validate.hpp"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// \throws std::runtime_error for a day that no calendar has; the schema has checked the form
Time time_from(const std::string& text) {
    tm parts{};
    const char* const end = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S%z", &parts);
    const std::chrono::seconds zone{parts.tm_gmtoff};
    if (end == nullptr || *end != '\0') {
        throw std::runtime_error(fmt::format("there is no time {}", text));
    }
    return Time{std::chrono::seconds{timegm(&parts)}} - zone;
}

std::map<StudentAndLab, Time>
times_of_students(const json& from, const char* key, const char* time) {
    std::map<StudentAndLab, Time> times;
    for (const json& one : from.value(key, json::array())) {
        times[{one.at("student"), one.at("lab")}] = time_from(one.at(time));
    }
    return times;
}

template <typename Key>
std::optional<Time> find(const std::map<Key, Time>& times, const Key& key) {
    const auto found = times.find(key);
    return found == times.end() ? std::nullopt : std::optional{found->second};
}

/// When the content of a submission was last changed.
Time last_change(const fs::path& path) {
    struct stat status {};
    lstat(path.c_str(), &status);
    Time last{std::chrono::seconds{status.st_mtim.tv_sec}};
    if (S_ISDIR(status.st_mode)) {
        for (const auto& entry : fs::directory_iterator{path}) {
            if (entry.path().filename() != "build") {
                last = std::max(last, last_change(entry.path()));
            }
        }
    }
    return last;
}

unsigned days_between(Time due, Time handed_in) {
    const auto late = std::chrono::ceil<std::chrono::days>(handed_in - due).count();
    return static_cast<unsigned>(std::max<decltype(late)>(late, 0));
}

}  // namespace

CourseFile read_course_file(const fs::path& file, const fs::path& schema) try {
    std::ifstream in{file};
    if (!in) {
        throw std::runtime_error("it cannot be opened");
    }
    const json from = json::parse(in);
    if (const auto problems = trace::schema_problems(from, schema); !problems.empty()) {
        throw std::runtime_error(fmt::format("{}", fmt::join(problems, " ")));
    }
    CourseFile course;
    const json late = from.value("late", json::object());
    course.free_days = late.value("free_days", 0u);
    course.percent_a_day = late.value("percent_a_day", 0u);
    if (late.contains("most_days")) {
        course.most_days = late.at("most_days").get<unsigned>();
    }
    for (const json& lab : from.at("labs")) {
        course.due[lab.at("lab")] = time_from(lab.at("due"));
    }
    course.extensions = times_of_students(from, "extensions", "due");
    course.handed_in = times_of_students(from, "handed_in", "at");
    return course;
} catch (const std::exception& error) {
    throw CannotRun(fmt::format("The course file {} cannot be used: {}. "
                                "grading/course.schema.json says what may stand in it.",
                                file.string(), error.what()));
}

std::vector<Lateness> lateness_of(const std::vector<Submission>& submissions,
                                  const CourseFile& course) {
    std::map<std::string, unsigned> free_days_used;
    std::vector<Lateness> all;
    for (const Submission& submission : submissions) {
        const StudentAndLab key{submission.student, submission.lab};
        const auto due = find(course.extensions, key);
        const auto usual = find(course.due, submission.lab);
        Lateness lateness;
        if (due || usual) {
            const auto told = find(course.handed_in, key);
            lateness.due = due ? *due : *usual;
            lateness.handed_in = told ? *told : last_change(submission.path);
            lateness.days = days_between(*lateness.due, *lateness.handed_in);
        }
        unsigned& used = free_days_used[submission.student];
        if (course.most_days && lateness.days > *course.most_days) {
            lateness.percent = 100;
        } else {
            lateness.free_days = std::min(lateness.days, course.free_days - used);
            used += lateness.free_days;
            lateness.percent = std::min(100u, (lateness.days - lateness.free_days) *
                                                  course.percent_a_day);
        }
        all.push_back(lateness);
    }
    return all;
}

}  // namespace kumquat::autograde
