// json_head.hpp -- what all JSON files beside a trace begin with: a format and a version.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace kumquat {

/// What keeps a file from being read, as half a sentence; empty: it is an object of this format.
std::string problem_of_head(const nlohmann::json& json, const std::string& format);

/// A member that is a text; empty if it is missing or something else.
std::string text_of(const nlohmann::json& json, const char* key);

}  // namespace kumquat
