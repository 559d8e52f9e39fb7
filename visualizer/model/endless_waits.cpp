// endless_waits.cpp -- from the finding, or from a later wait for one of its threads.
#include "endless_waits.hpp"

#include <algorithm>

namespace kumquat {

bool leaves_endless_waits(Finding::Kind kind) {
    switch (kind) {
    case Finding::Kind::circle:
    case Finding::Kind::stuck:
    case Finding::Kind::lost:
        return true;
    case Finding::Kind::inversion:
    case Finding::Kind::wide_page:
        return false;
    }
    return false;
}

/// Of a circle all threads wait for ever; else only the first: the second is the cause.
std::vector<EndlessWait> endless_waits_of(const Model& model, const Finding& finding) {
    std::vector<EndlessWait> waits;
    if (!leaves_endless_waits(finding.kind)) {
        return waits;
    }
    const bool is_circle = finding.kind == Finding::Kind::circle;
    std::vector<uint32_t> threads = finding.threads;
    threads.resize(is_circle ? threads.size() : std::min<size_t>(1, threads.size()));
    threads.insert(threads.end(), finding.behind.begin(), finding.behind.end());
    for (const uint32_t thread : threads) {
        const History<ThreadRecord>& history = model.history(thread);
        const ThreadRecord record = history.after(finding.until);
        if (record.is_waiting()) {
            waits.push_back({thread, record.partner,
                             std::max(finding.event, history.since(finding.until))});
        }
    }
    return waits;
}

}  // namespace kumquat
