// grade_json.cpp -- one JSON object for each lab and each claim, in a fixed order of keys.
#include "grading/grade_json.hpp"

#include "grading/run_trace.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kumquat::grading {

namespace {

using Json = nlohmann::ordered_json;

constexpr unsigned format_version = 1;

void add_if_any(Json& to, const char* key, const std::string& value) {
    if (!value.empty()) {
        to[key] = value;
    }
}

/// The figure of a claim that gives points for one, and what it is laid beside.
Json of_curve(const Curve& curve, uint64_t value) {
    Json to;
    to["figure"] = curve.figure;
    to["value"] = value;
    to["full"] = curve.full;
    to["none"] = curve.none;
    to["others"] = Json::object();
    for (const auto& [name, figure] : curve.others) {
        to["others"][name] = figure;
    }
    return to;
}

Json of_test(const TestResult& result, const Lab& lab) {
    Json to;
    to["name"] = result.test.name;
    to["title"] = result.test.title;
    to["stage"] = result.test.stage;
    to["status"] = name_of(result.status);
    to["points"] = result.points();
    to["max_points"] = result.test.points;
    to["nonce"] = fmt::format("{:016X}", result.nonce);
    to["instructions"] = result.instructions;
    to["rule"] = result.test.rule;
    add_if_any(to, "source", result.test.source);
    to["handout"] = fmt::format("handouts/{}#{}", lab.handout, result.test.anchor);
    add_if_any(to, "kind", result.kind);
    add_if_any(to, "saw", result.saw);
    add_if_any(to, "chain", result.chain);
    add_if_any(to, "so", result.so);
    add_if_any(to, "where", result.where);
    if (!result.hole.empty()) {
        to["hole"] = result.hole;
        to["file"] = lab.hole(result.hole).file;
    }
    if (result.status == Status::failed && !result.test.hints.empty()) {
        to["hint"] = result.test.hints[0];
    }
    add_if_any(to, "needs", result.missing);
    if (result.figure && result.test.curve) {
        to["curve"] = of_curve(*result.test.curve, *result.figure);
    }
    if (result.isolated) {
        to["isolated"] = name_of(*result.isolated);
    }
    if (result.blamed_lab) {
        to["because_of_lab"] = *result.blamed_lab;
    }
    if (result.has_trace) {
        to["trace"] = trace_file("", result.test.name).string();
    }
    if (result.has_reference) {
        const auto folder = "labs" / lab.folder.filename();
        to["reference"] = reference_trace_file(folder, result.test.name).string();
    }
    if (result.status == Status::failed) {
        // Whatever bytes a kernel may print, the file stays valid UTF-8.
        to["console"] = result.console;
    }
    return to;
}

}  // namespace

std::string grade_json(const std::vector<LabResult>& results) {
    Json to;
    to["format"] = "kumquat-grade";
    to["version"] = format_version;
    to["labs"] = Json::array();
    for (const LabResult& result : results) {
        Json lab;
        lab["lab"] = result.lab.number;
        lab["title"] = result.lab.title;
        if (result.lab.is_hidden) {
            lab["hidden"] = true;
        }
        lab["points"] = result.points();
        lab["max_points"] = result.max_points();
        add_if_any(lab, "build_error", result.build_error);
        if (result.was_isolated) {
            lab["isolated_points"] = result.isolated_points();
            add_if_any(lab, "isolated_build_error", result.isolated_build_error);
        }
        lab["tests"] = Json::array();
        for (const TestResult& test : result.tests) {
            lab["tests"].push_back(of_test(test, result.lab));
        }
        to["labs"].push_back(lab);
    }
    return to.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kumquat::grading
