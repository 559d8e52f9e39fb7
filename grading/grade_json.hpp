// grade_json.hpp -- results for other programs; the shape is in grade.schema.json.
#pragma once

#include "grading/result.hpp"

#include <string>
#include <vector>

namespace kumquat::grading {

/// The text of grade.json: the same for the same tree and nonces, whenever it is made.
std::string grade_json(const std::vector<LabResult>& results);

}  // namespace kumquat::grading
