// result.hpp -- the outcome of grading, as values: what report and grade.json are made of.
#pragma once

#include "grading/lab.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::grading {

enum class Status {
    passed,
    failed,
    not_run,          // a claim that it needs has failed, or the kernel does not build
    could_not_grade,  // the host or the course's own files are to blame
};

/// "passed", "failed", "not_run", "could_not_grade".
const char* name_of(Status status);

struct TestResult {
    Test test;
    Status status = Status::not_run;
    uint64_t nonce = 0;
    uint64_t instructions = 0;  // of all its runs
    unsigned boots = 0;
    std::string kind;          // of the diagnosis; "verdict" if the claim itself failed
    std::string saw, so;       // of a failure
    std::string chain, where;  // of a crash
    std::string console;       // of the last run
    std::string hole;          // of a failure: the one to look at
    std::optional<uint64_t> figure;  // of a claim with a curve, if it was counted
    std::string missing;             // not_run: the claim that it needs
    bool has_trace = false;          // of the last run (grading/run_trace.hpp),
    bool has_reference = false;      // which the reference's can be laid beside

    std::optional<Status> isolated;  // with the lab's files on the reference's kernel,
    std::optional<uint64_t> isolated_figure;  // and what was counted there
    std::optional<unsigned> blamed_lab;       // it fails only together with these files

    /// All or none; for a figure, what it is worth.
    unsigned points() const;
};

struct LabResult {
    Lab lab;
    std::string build_error;  // the compiler's, if the kernel does not build
    std::vector<TestResult> tests;
    bool was_isolated = false;
    std::string isolated_build_error;

    unsigned points() const;
    /// Of the lab's files on the reference's kernel.
    unsigned isolated_points() const;
    unsigned max_points() const;
};

}  // namespace kumquat::grading
