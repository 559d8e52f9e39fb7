// findings.cpp -- all finders, event by event.
#include "findings.hpp"

#include <algorithm>

namespace kumquat {

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
    is_over_ = true;
    return false;
}

}  // namespace kumquat
