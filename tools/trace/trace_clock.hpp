// trace_clock.hpp -- the time of a record: since the ring's start, without what draining took, and never
// backwards.
#pragma once

#include "tools/trace/raw_trace.hpp"

#include <algorithm>

namespace kumquat::trace {

/// Asked for the records of one trace, in their order.
class TraceClock {
public:
    explicit TraceClock(const RawTrace& raw) : start_{raw.ring.start_tsc} {}

    /// Nanoseconds.
    int64_t time_of(const TraceRecord& record) {
        if (static_cast<TraceKind>(record.kind) == TraceKind::drain) {
            drained_ += record.columns[1];
        }
        last_ = std::max(last_, static_cast<int64_t>(record.tsc - start_) - drained_);
        return last_;
    }

private:
    uint64_t start_;
    int64_t drained_ = 0, last_ = 0;
};

}  // namespace kumquat::trace
