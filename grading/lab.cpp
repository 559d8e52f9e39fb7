// lab.cpp -- reading lab.json, with errors that say where and what is missing.
#include "grading/lab.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

namespace kumquat::grading {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr unsigned format_version = 1;

HoleEntry read_hole(const json& from) {
    return {from.at("name"), from.at("file"), from.at("anchor")};
}

Curve read_curve(const json& from) {
    Curve curve{from.at("figure"), from.at("full"), from.value("none", 0u), {}};
    const json others = from.value("others", json::object());
    for (const auto& [name, figure] : others.items()) {
        curve.others.emplace_back(name, figure);
    }
    return curve;
}

/// \throws LabError if the specification has no rule of this name
model::Rule rule_named(const std::string& name) {
    const auto* const found =
        std::ranges::find(model::rule_table, name, &model::RuleInfo::name);
    if (found == std::end(model::rule_table)) {
        throw LabError(fmt::format("The specification has no rule \"{}\".", name));
    }
    return static_cast<model::Rule>(found - model::rule_table);
}

Test read_test(const json& from, const std::string& stage, const json& defaults) {
    Test test;
    test.name = from.at("name");
    test.title = from.at("title");
    test.stage = stage;
    test.points = from.at("points");
    test.rule = from.at("rule");
    test.source = from.value("source", "");
    test.hole = from.at("hole");
    test.anchor = from.at("anchor");
    test.needs = from.value("needs", std::vector<std::string>{});
    test.hints = from.at("hints");
    for (const json& rule : from.value("rules", json::array())) {
        test.rules.push_back(rule_named(rule));
    }
    const json budget = from.value("budget", defaults);
    test.instruction_budget = budget.at("instructions");
    test.virtual_ms = budget.at("virtual_ms");
    if (from.contains("curve")) {
        test.curve = read_curve(from.at("curve"));
    }
    return test;
}

Test read_challenge(json from, const json& defaults) {
    from["points"] = 0;
    from["rule"] = from.at("title");
    from["anchor"] = "challenges";
    return read_test(from, "challenges", defaults);
}

bool stands_before(const Lab& lab, const std::string& parent, const Test& test) {
    for (const Test& other : lab.tests) {
        if (&other == &test) {
            return false;
        }
        if (other.name == parent) {
            return true;
        }
    }
    return false;
}

void check(const Lab& lab, const fs::path& file) {
    for (const auto& [rule, hole] : lab.keepers) {
        lab.hole(hole);
    }
    for (const Test& test : lab.tests) {
        lab.hole(test.hole);
        for (const std::string& parent : test.needs) {
            if (!stands_before(lab, parent, test)) {
                throw LabError(
                    fmt::format("{}: {} needs {}, which does not stand before it.",
                                file.string(), test.name, parent));
            }
        }
    }
}

json parse(const fs::path& file) try {
    std::ifstream in{file};
    if (!in) {
        throw LabError(fmt::format("{} cannot be opened.", file.string()));
    }
    return json::parse(in);
} catch (const json::exception& error) {
    throw LabError(fmt::format("{} cannot be used: {}.", file.string(), error.what()));
}

Lab lab_from(const json& from, const fs::path& file) try {
    if (from.at("format") != "kumquat-lab" || from.at("version") > format_version) {
        throw LabError(fmt::format("{} is not a kumquat-lab file of version {}.",
                                   file.string(), format_version));
    }
    Lab lab;
    lab.number = from.at("lab");
    lab.name = from.at("name");
    lab.title = from.at("title");
    lab.handout = from.at("handout");
    lab.folder = file.parent_path();
    lab.baseline = from.value("baseline", 0u);
    lab.program = from.value("program", "");
    lab.kernel_part = from.value("kernel_part", "labs/programs/guest_no_root.cpp");
    lab.servers = from.value("servers", lab.servers);
    lab.switches = from.value("switches", lab.switches);
    lab.measured_switches = from.value("measured_switches", lab.measured_switches);
    lab.doors = from.value("doors", lab.doors);
    lab.stacks_anywhere = from.value("stacks_anywhere", lab.stacks_anywhere);
    lab.keepers = from.value("keepers", lab.keepers);
    for (const json& hole : from.at("holes")) {
        lab.holes.push_back(read_hole(hole));
    }
    for (const json& stage : from.at("stages")) {
        lab.stages.push_back(stage.at("name"));
        for (const json& test : stage.at("claims")) {
            lab.tests.push_back(read_test(test, lab.stages.back(), from.at("budget")));
        }
    }
    for (const json& challenge : from.value("challenges", json::array())) {
        lab.challenges.push_back(read_challenge(challenge, from.at("budget")));
        lab.hole(lab.challenges.back().hole);
    }
    check(lab, file);
    return lab;
} catch (const json::exception& error) {
    throw LabError(fmt::format("{} cannot be used: {}.", file.string(), error.what()));
}

}  // namespace

std::vector<model::Rule> Lab::rules_of_others(const Test& test) const {
    std::vector<model::Rule> found;
    for (const Test& other : tests) {
        std::ranges::copy_if(other.rules, std::back_inserter(found), [&](auto rule) {
            return std::ranges::find(test.rules, rule) == test.rules.end();
        });
    }
    return found;
}

unsigned Lab::max_points() const {
    unsigned sum = 0;
    for (const Test& test : tests) {
        sum += test.points;
    }
    return sum;
}

const HoleEntry& Lab::hole(const std::string& hole_name) const {
    const auto found =
        std::find_if(holes.begin(), holes.end(),
                     [&](const HoleEntry& hole) { return hole.name == hole_name; });
    if (found == holes.end()) {
        throw LabError(fmt::format("Lab {} has no hole \"{}\".", number, hole_name));
    }
    return *found;
}

const Lab& lab_of(const std::vector<Lab>& labs, unsigned number) {
    const auto found = std::ranges::find(labs, number, &Lab::number);
    if (found == labs.end()) {
        throw LabError(fmt::format("The course has no lab {}.", number));
    }
    return *found;
}

std::string lab_folder_name(unsigned number) { return fmt::format("lab{:02}", number); }

Lab read_lab(const fs::path& file) { return lab_from(parse(file), file); }

std::vector<Lab> read_hidden_labs(const fs::path& tree, const fs::path& hidden) {
    std::vector<Lab> found;
    for (const Lab& lab : read_labs(tree)) {
        const fs::path file = hidden / lab.folder.filename() / "lab.json";
        if (fs::exists(file)) {
            json both = parse(lab.folder / "lab.json");
            both.merge_patch(parse(file));
            found.push_back(lab_from(both, file));
            found.back().is_hidden = true;
            found.back().challenges.clear();
            found.back().title += ", hidden claims";
        }
    }
    if (found.empty()) {
        throw LabError(fmt::format(
            "{} holds no hidden claims: no folder there has a lab.json and "
            "the name of a lab's folder, such as {}.",
            hidden.string(), read_labs(tree).front().folder.filename().string()));
    }
    return found;
}

std::vector<Lab> read_labs(const fs::path& tree) {
    std::vector<Lab> labs;
    if (fs::is_directory(tree / "labs")) {
        for (const fs::directory_entry& entry : fs::directory_iterator{tree / "labs"}) {
            if (fs::exists(entry.path() / "lab.json")) {
                labs.push_back(read_lab(entry.path() / "lab.json"));
            }
        }
    }
    if (labs.empty()) {
        throw LabError(
            fmt::format("There is no labs/lab*/lab.json below {}. Run make grade in "
                        "the top folder of a Kumquat tree.",
                        fs::absolute(tree).lexically_normal().string()));
    }
    std::sort(labs.begin(), labs.end(),
              [](const Lab& a, const Lab& b) { return a.number < b.number; });
    return labs;
}

}  // namespace kumquat::grading
