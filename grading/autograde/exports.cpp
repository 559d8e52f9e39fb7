// exports.cpp -- one function for each platform.
#include "grading/autograde/exports.hpp"

#include "grading/text.hpp"

#include <fmt/format.h>
#include <fstream>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json claims_of(const SubmissionResult& result) {
    return result.grade.is_null() ? Json::array() : result.grade.at("tests");
}

/// What a person is told about a claim that has not passed.
std::string told_of(const Json& claim) {
    std::string text;
    for (const auto& [key, title] :
         {std::pair{"rule", "Rule"}, std::pair{"saw", "Saw"},
          std::pair{"chain", "Chain"}, std::pair{"so", "So"},
          std::pair{"where", "Where"}, std::pair{"needs", "Not run: needs"},
          std::pair{"handout", "Read"}}) {
        if (const auto found = claim.find(key); found != claim.end()) {
            text += fmt::format("{}: {}\n", title, grading::printable(*found));
        }
    }
    return text;
}

/// Characters that XML has no way to write are gone: printable() has spelt them out.
std::string in_xml(const std::string& text) {
    std::string escaped;
    for (const char c : grading::printable(text)) {
        switch (c) {
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '&':
            escaped += "&amp;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::string junit_case(const Json& claim, const std::string& suite) {
    const std::string name = claim.at("name"), status = claim.at("status");
    std::string inside;
    if (status == "failed") {
        inside = fmt::format("<failure message=\"{}\">{}</failure>",
                             in_xml(claim.value("saw", "")), in_xml(told_of(claim)));
    } else if (status == "not_run") {
        inside = fmt::format("<skipped message=\"needs {}\"/>",
                             in_xml(claim.value("needs", "what has failed")));
    }
    return fmt::format("<testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", suite,
                       in_xml(name), inside);
}

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

}  // namespace

std::string gradescope_json(const SubmissionResult& result) {
    Json to;
    to["score"] = result.points;
    to["output"] = result.reason;
    to["output_format"] = "text";
    to["visibility"] = "visible";
    to["stdout_visibility"] = "hidden";
    to["tests"] = Json::array();
    for (const Json& claim : claims_of(result)) {
        Json test;
        test["score"] = claim.at("points");
        test["max_score"] = claim.at("max_points");
        test["status"] = claim.at("status") == "passed" ? "passed" : "failed";
        test["name"] = claim.at("name");
        test["output"] =
            claim.at("status") == "passed" ? std::string{} : told_of(claim);
        test["output_format"] = "text";
        test["visibility"] = "visible";
        to["tests"].push_back(test);
    }
    return to.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string autolab_line(const SubmissionResult& result) {
    Json scores = Json::object();
    for (const Json& claim : claims_of(result)) {
        const std::string stage = claim.at("stage");
        scores[stage] = scores.value(stage, 0u) + claim.at("points").get<unsigned>();
    }
    if (scores.empty()) {
        scores["submission"] = result.points;
    }
    return Json{{"scores", scores}}.dump() + "\n";
}

std::string junit_xml(const SubmissionResult& result) {
    const std::string suite = fmt::format("lab{:02}", result.lab);
    std::string cases;
    size_t count = 0, failed = 0, skipped = 0;
    for (const Json& claim : claims_of(result)) {
        ++count;
        failed += claim.at("status") == "failed" ? 1 : 0;
        skipped += claim.at("status") == "not_run" ? 1 : 0;
        cases += junit_case(claim, suite);
    }
    if (count == 0) {
        count = failed = 1;
        cases = fmt::format(
            "<testcase classname=\"{}\" name=\"{}\"><failure message=\"{}\"/>"
            "</testcase>\n",
            suite, name_of(result.status), in_xml(result.reason));
    }
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                       "<testsuite name=\"{} {}\" tests=\"{}\" failures=\"{}\" "
                       "errors=\"0\" skipped=\"{}\">\n{}</testsuite>\n</testsuites>\n",
                       suite, in_xml(result.student), count, failed, skipped, cases);
}

void write_exports(const SubmissionResult& result, const fs::path& out) {
    const auto file = [&](const char* platform, const char* ending) {
        return out / platform / fmt::format("lab{:02}", result.lab) /
               (result.student + ending);
    };
    const fs::path gradescope = file("gradescope", ".json"),
                   autolab = file("autolab", ".txt"), junit = file("junit", ".xml");
    if (result.status == SubmissionStatus::infrastructure_error) {
        for (const fs::path& old : {gradescope, autolab, junit}) {
            fs::remove(old);
        }
        return;
    }
    write(gradescope, gradescope_json(result));
    write(autolab, autolab_line(result));
    write(junit, junit_xml(result));
}

}  // namespace kumquat::autograde
