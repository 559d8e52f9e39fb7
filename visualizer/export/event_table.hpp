// event_table.hpp -- all events for a spreadsheet: number, time, kind, words.
#pragma once

#include "visualizer/model/model.hpp"

#include <string>

namespace kumquat {

std::string event_table(const Model& model);

}  // namespace kumquat
