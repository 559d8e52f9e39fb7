// csv.hpp -- a field of a table that a spreadsheet opens.
#pragma once

#include <string>

namespace kumquat {

/// Quoted, so that no text from a trace can end the field or be taken for a formula.
std::string csv_field(const std::string& text);

}  // namespace kumquat
