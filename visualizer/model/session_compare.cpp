// session_compare.cpp -- the second trace, and what is said of both.
#include "session.hpp"

#include <algorithm>

namespace kumquat {

/// A second trace is whole before it is compared. The first difference is where to look.
void Session::keep_other(std::shared_ptr<Trace> trace, const std::string& name) {
    other_ = std::make_shared<Model>(std::move(trace));
    other_name_ = name;
    comparison_.reset();
    open(Tab::compare);
    const std::vector<uint32_t>& events = comparison().a();
    if (!comparison().differences().empty() && !events.empty()) {
        const size_t first = comparison().differences().front().a_begin;
        go_to(events[std::min(first, events.size() - 1)]);
    }
}

void Session::drop_other() {
    other_.reset();
    comparison_.reset();
    ++revision_;
}

void Session::compare_at(CompareLevel level) {
    if (level != compare_level_) {
        compare_level_ = level;
        comparison_.reset();
        ++revision_;
    }
}

const Comparison& Session::comparison() const {
    if (comparison_ == nullptr || compared_events_ != model_->event_count()) {
        comparison_ = std::make_unique<Comparison>(*model_, *other_, compare_level_);
        compared_events_ = model_->event_count();
    }
    return *comparison_;
}

/// The other trace is looked at, and this one stands beside it.
void Session::exchange_sides() {
    const Tab tab = here_.tab;
    std::shared_ptr<Model> mine = model_;
    forget_what_was_shown();
    model_ = std::move(other_);
    other_ = std::move(mine);
    std::swap(file_name_, other_name_);
    ++model_number_;
    here_.tab = tab;
    fit();
}

}  // namespace kumquat
