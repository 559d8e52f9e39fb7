// page_loss.cpp -- the columns of unmap and grant.
#include "page_loss.hpp"

#include "kernel/abi/fpage.hpp"

namespace kumquat {

std::optional<PageLoss> loss_of(const Model& model, int64_t event) {
    const Trace& trace = model.trace();
    const Event& at = model.event(event);
    const auto column = [&](int position) {
        return trace.column(at, position, no_index);
    };
    const uint32_t frame = Fpage{column(2)}.base();
    const auto kind = trace.kind_of(at).known;
    if (kind == TraceKind::unmap) {  // task, address, frame, left, by
        return PageLoss{column(0), column(1), frame, column(3) != 0};
    }
    if (kind ==
        TraceKind::grant) {  // task, address, frame, source_task, source_address
        return PageLoss{column(3), column(4), frame, false};
    }
    return std::nullopt;
}

}  // namespace kumquat
