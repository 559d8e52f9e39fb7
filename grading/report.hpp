// report.hpp -- results for people: a line for each stage, then every failure with its reason.
#pragma once

#include "grading/result.hpp"

#include <filesystem>
#include <string>

namespace kumquat::grading {

struct ReportOptions {
    std::filesystem::path tree = ".";  // where holes are looked up
    bool colour = false;
    bool quiet = false;    // one line a lab
    bool verbose = false;  // each claim with its title; the console of failures
    double seconds = 0;    // how long the lab took
};

/// The whole report of one lab.
std::string report(const LabResult& result, const ReportOptions& options);

/// Where the student writes a hole: "kernel/x86/serial.cpp:41"; only the file if the line with
/// its name is gone.
std::string place_of_hole(const std::filesystem::path& tree, const HoleEntry& hole);

}  // namespace kumquat::grading
