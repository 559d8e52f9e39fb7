// report.cpp -- see report.hpp.
#include "tools/bench/report.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

namespace kumquat::bench {

namespace {

using Json = nlohmann::ordered_json;

const Target* target_of(const Row& row, const std::string& figure) {
    const auto found = std::ranges::find_if(
        row.targets, [&](const Target& target) { return target.figure == figure; });
    return found == row.targets.end() ? nullptr : &*found;
}

std::string line_of(const std::string& name,
                    const std::string& figure,
                    const std::string& target,
                    const std::string& peers) {
    return fmt::format("{:<46} {:>9}  {:<14} {}\n", name, figure, target, peers);
}

std::string target_text(const Target* target, uint64_t value) {
    if (target == nullptr) {
        return "";
    }
    return fmt::format("<= {}{}", target->limit,
                       value > target->limit ? " MISSED" : "");
}

const Figure* figure_of(const std::vector<Result>& results,
                        const std::string& row,
                        const std::string& name) {
    for (const Result& result : results) {
        for (const Figure& figure : result.figures) {
            if (row == result.row->name && figure.name == name) {
                return &figure;
            }
        }
    }
    return nullptr;
}

}  // namespace

bool Result::misses_a_target() const {
    return std::ranges::any_of(figures, [this](const Figure& figure) {
        const Target* const target = target_of(*row, figure.name);
        return target != nullptr && figure.value > target->limit;
    });
}

std::string table_of(const std::vector<Result>& results) {
    std::string table = line_of("name", "figure", "target", "best others");
    for (const Result& result : results) {
        const Row& row = *result.row;
        if (result.figures.empty()) {
            table += line_of(row.name, "not yet", "", result.not_yet);
        }
        bool is_first = true;
        for (const Figure& figure : result.figures) {
            const std::string name = figure.name == "value"
                                         ? row.name
                                         : fmt::format("{}: {}", row.name, figure.name);
            std::string remark = is_first ? row.peers : "";
            remark += figure.place.empty() ? "" : "in " + figure.place;
            table +=
                line_of(name, fmt::format("{}", figure.value),
                        target_text(target_of(row, figure.name), figure.value), remark);
            is_first = false;
        }
    }
    return table;
}

std::string comparison_of(const std::vector<Result>& measured,
                          const std::vector<Result>& other) {
    std::string table =
        fmt::format("{:<40} {:>9} {:>9} {:>7}\n", "name", "default", "other", "times");
    for (const Result& result : measured) {
        for (const Figure& figure : result.figures) {
            const Figure* const theirs =
                figure_of(other, result.row->name, figure.name);
            if (theirs == nullptr || figure.value == 0) {
                continue;
            }
            table += fmt::format("{:<40} {:>9} {:>9} {:>7.2f}\n",
                                 fmt::format("{}: {}", result.row->name, figure.name),
                                 figure.value, theirs->value,
                                 static_cast<double>(theirs->value) /
                                     static_cast<double>(figure.value));
        }
    }
    for (const Result& result : other) {
        if (result.figures.empty()) {
            table += fmt::format("{}: {}\n", result.row->name, result.not_yet);
        }
    }
    return table;
}

std::string json_of(const std::vector<Result>& results) {
    Json rows = Json::array();
    for (const Result& result : results) {
        if (result.figures.empty()) {
            continue;
        }
        Json row{{"name", result.row->name}, {"unit", result.row->unit}};
        for (const Figure& figure : result.figures) {
            row[figure.name] = figure.value;
            if (!figure.place.empty()) {
                row["place"] = figure.place;
            }
        }
        rows.push_back(row);
    }
    return Json{{"format", "kumquat-bench"}, {"version", 1}, {"results", rows}}.dump(
               1) +
           "\n";
}

std::optional<std::string> size_json_of(const std::vector<Result>& results) {
    Json size{{"format", "kumquat-size"}, {"version", 1}};
    for (const char* name : {"text", "start_up", "data", "bss"}) {
        const Figure* const figure = figure_of(results, "size", name);
        if (figure == nullptr) {
            return std::nullopt;
        }
        size[name] = figure->value;
    }
    return size.dump(1) + "\n";
}

std::vector<std::string> exceeded_bounds(const std::vector<Result>& results,
                                         const std::filesystem::path& bounds) {
    std::vector<std::string> complaints;
    std::ifstream stream{bounds};
    const Json rows = Json::parse(stream);
    for (const auto& item : rows.items()) {
        const std::string& row = item.key();
        const bool was_measured = std::ranges::any_of(
            results, [&](const Result& result) { return result.row->name == row; });
        for (const auto& [name, limit] : item.value().items()) {
            const Figure* const figure = figure_of(results, row, name);
            if (was_measured && figure == nullptr) {
                complaints.push_back(
                    fmt::format("{}: there is no figure `{}` any more.", row, name));
            } else if (figure != nullptr && figure->value > limit.get<uint64_t>()) {
                complaints.push_back(fmt::format("{}: `{}` is {}, and its bound is {}.",
                                                 row, name, figure->value,
                                                 limit.get<uint64_t>()));
            }
        }
    }
    return complaints;
}

}  // namespace kumquat::bench
