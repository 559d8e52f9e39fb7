// validate.hpp -- is this file a trace that every reader can rely on?
// The JSON Schema in visualizer/ says what shape it has; what no schema can say (indices
// exist, times do not decrease, rows are as long as their kind) is checked here.
#pragma once

#include "tools/trace/trace.hpp"

#include <filesystem>

namespace kumquat::trace {

/// \return what is wrong, a sentence each, at most about 20; empty if nothing is
std::vector<std::string> validate(const nlohmann::ordered_json& document,
                                  const std::filesystem::path& schema);

/// Where a document does not follow a JSON Schema, a sentence each; empty if it does.
/// \throws std::runtime_error if the schema is not there
std::vector<std::string> schema_problems(const nlohmann::json& document,
                                         const std::filesystem::path& schema_file);

/// visualizer/trace.schema.json, looked for above the program's own folder and above the
/// current one. \throws std::runtime_error if there is none
std::filesystem::path find_schema();

}  // namespace kumquat::trace
