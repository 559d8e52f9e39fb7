// json.hpp -- a look as a file: visualizer/microscope.schema.json.
#pragma once

#include "tools/microscope/look.hpp"

#include <string>

namespace kumquat::microscope {

/// \param kernel  name of the kernel's file, for people
std::string
json_of(const Operation& operation, const Look& look, const std::string& kernel);

}  // namespace kumquat::microscope
