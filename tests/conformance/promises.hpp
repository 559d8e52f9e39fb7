// promises.hpp -- what the interface promises, and which claims prove it.
// The one idea: both are read from the texts themselves, the reference and the sources of the
// tests, so that no list has to be kept beside them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kumquat::conformance {

/// A claim in a source: claim("ipc.send.6 ipc.receive.4", "senders are served in order", ...).
struct Claim {
    std::vector<std::string> promises;
    std::string sentence;
    std::string file;
};

/// Names of promises in order: "[name]" in bold at the begin of a list item or table row.
std::vector<std::string> promises_in(const std::string& reference);

/// Calls of claim(), claim_that() and printed() with two literals before the values.
std::vector<Claim> claims_in(const std::string& source, const std::string& file);

/// The text of a file. \throws std::runtime_error if it cannot be read
std::string text_of(const std::filesystem::path& file);

}  // namespace kumquat::conformance
