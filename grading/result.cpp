// result.cpp -- sums of points, and names of a status.
#include "grading/result.hpp"

namespace kumquat::grading {

const char* name_of(Status status) {
    switch (status) {
    case Status::passed:
        return "passed";
    case Status::failed:
        return "failed";
    case Status::not_run:
        return "not_run";
    case Status::could_not_grade:
        return "could_not_grade";
    }
    return "unknown";
}

namespace {

/// All or none; for a figure, what it is worth.
unsigned
points_for(const Test& test, bool passed, const std::optional<uint64_t>& figure) {
    if (figure && test.curve) {
        return points_on(*test.curve, *figure, test.points);
    }
    return passed ? test.points : 0;
}

}  // namespace

unsigned TestResult::points() const {
    return points_for(test, status == Status::passed, figure);
}

unsigned LabResult::points() const {
    unsigned sum = 0;
    for (const TestResult& test : tests) {
        sum += test.points();
    }
    return sum;
}

unsigned LabResult::isolated_points() const {
    unsigned sum = 0;
    for (const TestResult& test : tests) {
        sum += points_for(test.test, test.isolated == Status::passed,
                          test.isolated_figure);
    }
    return sum;
}

unsigned LabResult::max_points() const {
    unsigned sum = 0;
    for (const TestResult& test : tests) {
        sum += test.test.points;
    }
    return sum;
}

}  // namespace kumquat::grading
