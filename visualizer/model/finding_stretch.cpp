// finding_stretch.cpp -- from the cause to the stuck state.
#include "finding_stretch.hpp"

#include <algorithm>

namespace kumquat {

namespace {

/// When a thread came into the state that it has after an event.
int64_t state_begin(const Model& model, uint32_t thread, int64_t event) {
    const int64_t since = model.history(thread).since(event);
    return model.event(since == before_all_events ? std::max<int64_t>(0, event) : since)
        .time;
}

}  // namespace

/// Of a circle all threads matter. Else the first suffers and the second is the cause, which goes its
/// own way afterwards; further ones come to suffer later.
Stretch stretch_of(const Model& model, const Finding& finding) {
    const bool is_circle = finding.kind == Finding::Kind::circle;
    const int64_t time = model.event(finding.event).time;
    Stretch stretch{time, time};
    for (size_t i = 0; i < finding.threads.size(); ++i) {
        const uint32_t thread = finding.threads[i];
        if (is_circle || i < 2) {
            stretch.begin =
                std::min(stretch.begin, state_begin(model, thread, finding.event - 1));
        }
        if (is_circle || i != 1) {
            stretch.end =
                std::max(stretch.end, state_begin(model, thread, finding.until));
        }
    }
    return stretch;
}

}  // namespace kumquat
