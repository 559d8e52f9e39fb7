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
        sum += test.isolated == Status::passed ? test.test.points : 0;
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
