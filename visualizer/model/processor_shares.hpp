// processor_shares.hpp -- who had the processor, over the whole trace, in little room.
// Its one idea: the whole trace is cut into columns and the lanes into bands of neighbours, so
// the answer has the size of the picture, however many events and threads there are.
#pragma once

#include "model.hpp"

#include <vector>

namespace kumquat {

constexpr int share_levels = 4;

/// Columns begin to end (exclusive) of a band, in which its threads had about equally much.
struct SharePart {
    int band, begin, end;
    int level;  // 1 to share_levels: of the columns' time. Who ran at all has 1.
};

/// \param bands  as many as lanes, or fewer
std::vector<SharePart> processor_shares(const Model& model, int bands, int columns);

}  // namespace kumquat
