// run_trace.hpp -- the trace of a run, kept as a file for whoever wants to see what happened.
// Each claim that ran leaves one in the tree, `make view TEST=x` shows it. A starter tree holds those of
// the reference, each of a run with the same numbers, so that the two can be laid side by side.
#pragma once

#include "tools/machine/machine.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace kumquat::grading {

/// The nonce of the reference's runs. (That of a run that counts is drawn anew each time.)
constexpr uint64_t reference_nonce = 0x1993;

/// Where the trace of a claim lies, and where the reference's, in a lab's folder.
std::filesystem::path trace_file(const std::filesystem::path& tree,
                                 const std::string& test);
std::filesystem::path reference_trace_file(const std::filesystem::path& lab_folder,
                                           const std::string& test);

/// Write the trace that a machine left. \return false: it left none, or it cannot be written
bool write_trace(const machine::Outcome& outcome, const std::filesystem::path& file);

}  // namespace kumquat::grading
