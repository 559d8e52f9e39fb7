// search.cpp -- going through the events, and back and forth among those found.
#include "search.hpp"

#include <algorithm>

namespace kumquat {

Search::Search(const Model& model,
               std::string text,
               const std::vector<Finding>* findings)
    : model_{model}, text_{std::move(text)} {
    Query query = parse_query(text_);
    problem_ = query.problem;
    if (problem_.empty()) {
        matcher_.emplace(model, std::move(query), findings);
        problem_ = matcher_->problem();
    }
    if (!problem_.empty()) {
        next_ = model.event_count();
    }
}

bool Search::go_on(int64_t events) {
    if (!problem_.empty()) {
        return false;
    }
    const int64_t end = std::min(model_.event_count(), next_ + events);
    for (; next_ < end; ++next_) {
        if (matcher_->matches(next_)) {
            found_.push_back(static_cast<uint32_t>(next_));
        }
    }
    return !is_over();
}

double Search::progress() const {
    return model_.event_count() == 0
               ? 1.0
               : static_cast<double>(next_) / static_cast<double>(model_.event_count());
}

size_t Search::rank_of(int64_t event) const {
    return static_cast<size_t>(
        std::upper_bound(found_.begin(), found_.end(), event,
                         [](int64_t wanted, uint32_t at) { return wanted < at; }) -
        found_.begin());
}

bool Search::is_found(int64_t event) const {
    const size_t rank = rank_of(event);
    return rank > 0 && found_[rank - 1] == event;
}

int64_t Search::next_from(int64_t event, int direction) const {
    if (found_.empty()) {
        return -1;
    }
    const size_t rank = rank_of(event);
    if (direction > 0) {
        return rank < found_.size() ? found_[rank] : found_.front();
    }
    const size_t before = rank - (is_found(event) ? 1 : 0);
    return before > 0 ? found_[before - 1] : found_.back();
}

}  // namespace kumquat
