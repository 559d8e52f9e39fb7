// page_loss.hpp -- which page an event takes from a space, or leaves there to be read only.
#pragma once

#include "model.hpp"

#include <optional>

namespace kumquat {

struct PageLoss {
    uint32_t task, address;
    uint32_t frame;  // where it is in memory
    bool is_left;    // it only cannot be written any more
};

/// \return  nothing if the event takes no page: only an unmap does, and a grant from its source
std::optional<PageLoss> loss_of(const Model& model, int64_t event);

}  // namespace kumquat
