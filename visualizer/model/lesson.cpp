// lesson.cpp -- from JSON to steps, from steps to events.
#include "lesson.hpp"

#include "json_head.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace kumquat {

namespace {

using Json = nlohmann::json;

constexpr size_t steps_max = 100;

/// Reads the members of one step; the first that is wrong is kept as the problem.
class StepReader {
public:
    StepReader(const Json& json, size_t number) : json_{json}, number_{number} {}

    LessonStep read() {
        LessonStep step;
        if (!json_.is_object()) {
            complain("is not an object");
            return step;
        }
        for (const auto& member : json_.items()) {
            read_member(step, member.key(), member.value());
        }
        if (problem.empty() && step.say.empty()) {
            complain("says nothing: \"say\" is missing");
        }
        check_query(step.find, "find");
        check_query(step.until, "until");
        return step;
    }

    std::string problem;

private:
    void read_member(LessonStep& step, const std::string& key, const Json& value) {
        struct Text {
            const char* name;
            std::string LessonStep::*member;
        };
        static constexpr Text texts[] = {
            {"title", &LessonStep::title}, {"say", &LessonStep::say},
            {"find", &LessonStep::find},   {"until", &LessonStep::until},
            {"view", &LessonStep::view},   {"follow", &LessonStep::follow},
            {"space", &LessonStep::space},
        };
        for (const Text& text : texts) {
            if (key == text.name) {
                if (!value.is_string()) {
                    complain("has a \"" + key + "\" that is not a text");
                    return;
                }
                step.*text.member = value.get<std::string>();
                return;
            }
        }
        if (key == "whole" && value.is_boolean()) {
            step.shows_whole = value.get<bool>();
        } else if (key == "occurrence" && value.is_number_integer()) {
            step.occurrence = value.get<int64_t>();
        } else if (key == "around" && value.is_number_integer()) {
            step.around = value.get<int64_t>();
        } else {
            complain("has \"" + key + "\", which is unknown or of the wrong type");
        }
    }

    void check_query(const std::string& text, const char* name) {
        const std::string wrong = parse_query(text).problem;
        if (!wrong.empty()) {
            complain(fmt::format("has a \"{}\" that cannot be read: {}", name, wrong));
        }
    }

    void complain(const std::string& what) {
        if (problem.empty()) {
            problem = fmt::format("step {} {}", number_, what);
        }
    }

    const Json& json_;
    size_t number_;
};

}  // namespace

LessonResult read_lesson(std::string_view text, const std::string& file_name) {
    LessonResult result;
    const Json json = Json::parse(text, nullptr, false);
    const auto refuse = [&](const std::string& why) {
        result.problem =
            fmt::format("{} is no lesson that can be shown: {}.", file_name, why);
        return result;
    };
    if (const std::string wrong = problem_of_head(json, "kumquat-lesson");
        !wrong.empty()) {
        return refuse(wrong);
    }
    result.lesson.title = text_of(json, "title");
    if (result.lesson.title.empty() || !json.contains("steps") ||
        !json["steps"].is_array() || json["steps"].empty() ||
        json["steps"].size() > steps_max) {
        return refuse(fmt::format("it needs a title, and 1 to {} steps", steps_max));
    }
    for (const Json& step : json["steps"]) {
        StepReader reader{step, result.lesson.steps.size() + 1};
        result.lesson.steps.push_back(reader.read());
        if (!reader.problem.empty()) {
            return refuse(reader.problem);
        }
    }
    return result;
}

int64_t event_of_step(const Model& model, const LessonStep& step, int64_t before) {
    if (step.find.empty()) {
        return before;
    }
    Search search{model, step.find};
    const auto enough = static_cast<size_t>(std::max<int64_t>(1, step.occurrence));
    while (search.go_on(1000)) {
        if (step.occurrence > 0 && search.found().size() >= enough) {
            break;
        }
    }
    const auto& found = search.found();
    if (found.empty() || (step.occurrence > 0 && found.size() < enough)) {
        return -1;
    }
    return step.occurrence < 0 ? found.back() : found[enough - 1];
}

int64_t end_of_step(const Model& model, const LessonStep& step, int64_t event) {
    if (step.until.empty()) {
        return -1;
    }
    Search search{model, step.until};
    while (search.go_on(1000)) {
    }
    const size_t rank = search.rank_of(event);
    return rank < search.found().size() ? int64_t{search.found()[rank]} : -1;
}

}  // namespace kumquat
