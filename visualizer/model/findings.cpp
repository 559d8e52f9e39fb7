// findings.cpp -- all finders, event by event.
#include "findings.hpp"

#include "causes.hpp"

#include <algorithm>
#include <map>

namespace kumquat {

std::vector<uint32_t>
Finder::behind_at_end(const std::vector<uint32_t>& threads) const {
    const auto is_one = [&](uint32_t thread) {
        return std::find(threads.begin(), threads.end(), thread) != threads.end();
    };
    std::vector<uint32_t> behind;
    for (uint32_t thread = 0; thread < trace_.threads.size(); ++thread) {
        const WaitChain chain = waits_of(model_, thread, last_event());
        const bool waits_for_one =
            std::any_of(chain.waits.begin(), chain.waits.end(),
                        [&](const Wait& wait) { return is_one(wait.record.partner); });
        if (waits_for_one && !is_one(thread)) {
            behind.push_back(thread);
        }
    }
    return behind;
}

Findings::Findings(const Model& model) : model_{model} {
    finders_.push_back(find_circles(model));
    finders_.push_back(find_stuck_servers(model));
    finders_.push_back(find_inversions(model));
    finders_.push_back(find_lost_messages(model));
    finders_.push_back(find_wide_pages(model));
}

bool Findings::go_on(int64_t events) {
    const int64_t end = std::min(next_ + events, model_.event_count());
    for (; next_ < end; ++next_) {
        const FileKind& kind = model_.trace().kind_of(model_.event(next_));
        if (!kind.known) {
            continue;
        }
        for (const auto& finder : finders_) {
            finder->note(next_, *kind.known);
        }
    }
    if (next_ < model_.event_count()) {
        return true;
    }
    for (const auto& finder : finders_) {
        finder->end();
        std::move(finder->found.begin(), finder->found.end(),
                  std::back_inserter(list_));
    }
    finders_.clear();
    std::stable_sort(
        list_.begin(), list_.end(),
        [](const Finding& a, const Finding& b) { return a.event < b.event; });
    count_repetitions();
    is_over_ = true;
    return false;
}

/// The others end with the trace, if at all: they cannot come again.
void Findings::count_repetitions() {
    std::map<std::vector<uint32_t>, std::vector<Finding*>> groups;  // by threads
    for (Finding& finding : list_) {
        if (finding.kind == Finding::Kind::inversion) {
            groups[finding.threads].push_back(&finding);
        }
    }
    const auto length = [this](const Finding* finding) {
        return model_.event(finding->until).time - model_.event(finding->event).time;
    };
    for (const auto& [threads, group] : groups) {
        const Finding* const longest = *std::max_element(
            group.begin(), group.end(),
            [&](const Finding* a, const Finding* b) { return length(a) < length(b); });
        uint32_t number = 0;
        for (Finding* const finding : group) {
            finding->number = ++number;
            finding->times = static_cast<uint32_t>(group.size());
            finding->longest = longest->event;
        }
    }
}

}  // namespace kumquat
