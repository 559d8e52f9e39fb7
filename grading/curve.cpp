// curve.cpp -- a straight line, and bars.
#include "grading/curve.hpp"

#include "grading/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kumquat::grading {

namespace {

constexpr const char *yours = "yours", *bar = "█";

std::string bar_of(uint64_t length) {
    std::string text;
    for (uint64_t i = 0; i < length; ++i) {
        text += bar;
    }
    return text;
}

}  // namespace

unsigned points_on(const Curve& curve, uint64_t value, unsigned most) {
    if (value >= curve.none || curve.none <= curve.full) {
        return 0;
    }
    const uint64_t gained = curve.none - std::max(value, curve.full);
    const uint64_t whole = curve.none - curve.full;
    return static_cast<unsigned>((gained * most + whole / 2) / whole);
}

std::string plot_of(const Curve& curve, uint64_t value, size_t width) {
    auto rows = curve.others;
    rows.emplace_back("the reference", curve.full);
    rows.emplace_back(yours, value);
    std::ranges::stable_sort(rows, std::ranges::greater{},
                             [](const auto& row) { return row.second; });
    size_t name_width = 0;
    for (const auto& [name, figure] : rows) {
        name_width = std::max(name_width, columns_of(name));
    }
    const uint64_t longest = std::max<uint64_t>(rows.front().second, 1);
    const size_t room = width - name_width - 10;
    std::string text;
    for (const auto& [name, figure] : rows) {
        text += fmt::format("  {} {:>5} {}{}\n", padded(name, name_width), figure,
                            bar_of(figure * room / longest), name == yours ? " ←" : "");
    }
    return text;
}

}  // namespace kumquat::grading
