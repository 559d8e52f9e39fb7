// digest.hpp -- what a file or a folder holds, as 64 hexadecimal digits.
// Whoever has the same digits has the same content: a result says for what it was computed.
// Source: FIPS 180-4, "Secure Hash Standard", SHA-256.
#pragma once

#include "tools/machine/files.hpp"

#include <filesystem>
#include <string>

namespace kumquat::autograde {

std::string digest_of_text(const std::string& text);

/// Of a file, or of every file in a folder with its name, except for what was built. Links are not
/// followed: they count by their name.
std::string digest_of(const std::filesystem::path& path);

using machine::content_of;

}  // namespace kumquat::autograde
