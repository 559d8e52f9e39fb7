// curve.hpp -- points for a figure: all for what the reference reaches, none for what it costs
// without the work of the lab, and a straight line between the two.
// The figure is counted outside the machine; what a kernel says of itself is not asked.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kumquat::grading {

/// What a figure is worth. Less is better.
struct Curve {
    std::string figure;  // "instructions of a round trip"
    uint64_t full = 0;   // the reference's
    uint64_t none = 0;   // worth nothing; more than `full`
    std::vector<std::pair<std::string, uint64_t>>
        others;  // to compare with: name, figure
};

/// Points for a figure, rounded to the nearest; `most` for `full` and less.
unsigned points_on(const Curve& curve, uint64_t value, unsigned most);

/// The figures as a table and a plot in one: a line for each with a bar, the largest first.
std::string plot_of(const Curve& curve, uint64_t value, size_t width);

}  // namespace kumquat::grading
