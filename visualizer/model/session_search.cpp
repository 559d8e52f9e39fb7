// session_search.cpp -- what is looked for, what is marked, what is pinned.
#include "session.hpp"

#include <algorithm>

namespace kumquat {

void Session::open_search() {
    is_search_open = true;
    wants_search_focus = true;
    is_typing = true;
    ++revision_;
}

void Session::close_search() {
    is_search_open = false;
    wants_search_focus = false;
    is_typing = false;
    typed.clear();
    search_for({});
    ++revision_;
}

void Session::search_for(const std::string& text) {
    const bool is_same = search_ != nullptr && search_->text() == text;
    if (!has_events() || is_same) {
        return;
    }
    const bool is_empty = text.find_first_not_of(' ') == std::string::npos;
    search_ = is_empty ? nullptr : std::make_unique<Search>(*model_, text, &findings());
    shows_found_only = shows_found_only && !is_empty;
    ++revision_;
}

/// What is found in the trace has words, too, and those come late.
void Session::search_again() {
    if (search_ != nullptr) {
        search_ = std::make_unique<Search>(*model_, search_->text(), &findings());
    }
}

bool Session::go_on_searching() {
    constexpr int64_t events_of_a_frame = 20'000;
    if (search_ == nullptr || search_->is_over()) {
        return false;
    }
    search_->go_on(events_of_a_frame);
    ++revision_;
    return true;
}

void Session::go_to_found(int direction) {
    if (search_ == nullptr) {
        return;
    }
    const int64_t event = search_->next_from(here_.event, direction);
    if (event >= 0) {
        go_to(event);
    }
}

void Session::toggle_mark() {
    if (!has_events()) {
        return;
    }
    const auto place = std::lower_bound(marks_.begin(), marks_.end(), here_.event);
    if (place != marks_.end() && *place == here_.event) {
        marks_.erase(place);
    } else {
        marks_.insert(place, here_.event);
    }
    measured_.reset();
    ++revision_;
}

void Session::set_marks(std::vector<int64_t> marks) {
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    std::erase_if(marks, [this](int64_t event) {
        return !has_events() || event < 0 || event >= model_->event_count();
    });
    marks_ = std::move(marks);
    measured_.reset();
    ++revision_;
}

const MeasuredSpan* Session::measured() const {
    if (marks_.size() < 2) {
        return nullptr;
    }
    if (!measured_ || measured_for_ != here_.thread) {
        measured_ = measure(*model_, marks_.front(), marks_.back(), here_.thread);
        measured_for_ = here_.thread;
    }
    return &*measured_;
}

void Session::toggle_pin(uint32_t thread) {
    if (std::erase(pinned_, thread) == 0) {
        pinned_.push_back(thread);
    }
    ++revision_;
}

}  // namespace kumquat
