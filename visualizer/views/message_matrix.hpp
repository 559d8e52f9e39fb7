// message_matrix.hpp -- who sends to whom, as a table of shades: a row sends, a column receives.
#pragma once

#include "sheet.hpp"
#include "visualizer/model/statistics.hpp"

namespace kumquat {

/// A click on a cell goes to the first message of the pair.
void draw_message_matrix(Sheet& sheet, Session& session, const Statistics& statistics);

}  // namespace kumquat
