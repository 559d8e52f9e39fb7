// session.cpp -- selecting, zooming and panning. Files: session_files.cpp.
#include "session.hpp"

#include <algorithm>

namespace kumquat {

void Session::report_problem(std::string problem) {
    problem_ = std::move(problem);
    ++revision_;
}

void Session::dismiss_problem() { report_problem({}); }

void Session::select(int64_t event) {
    if (!has_events()) {
        return;
    }
    selected_ = std::clamp<int64_t>(event, 0, model_->event_count() - 1);
    ++revision_;
}

void Session::step(int64_t events) {
    select(selected_ + events);
    keep_selection_visible();
}

void Session::step_within(uint32_t thread, int direction) {
    if (!has_events()) {
        return;
    }
    for (int64_t i = selected_ + direction; i >= 0 && i < model_->event_count();
         i += direction) {
        if (model_->concerns(i, thread)) {
            select(i);
            keep_selection_visible();
            return;
        }
    }
}

/// If the selection left the visible stretch, move the stretch so that it lies in the middle.
void Session::keep_selection_visible() {
    if (!has_events()) {
        return;
    }
    const double time = static_cast<double>(model_->event(selected_).time);
    if (time < view_begin_ || time > view_end_) {
        const double half = view_width() / 2;
        show(time - half, time + half);
    }
}

void Session::zoom(double factor, double around_time) {
    const double before = around_time - view_begin_;
    const double after = view_end_ - around_time;
    show(around_time - before / factor, around_time + after / factor);
}

void Session::zoom_at_selection(double factor) {
    if (!has_events()) {
        return;
    }
    const double time = static_cast<double>(model_->event(selected_).time);
    const bool is_visible = time >= view_begin_ && time <= view_end_;
    zoom(factor, is_visible ? time : (view_begin_ + view_end_) / 2);
}

void Session::pan(double by_time) { show(view_begin_ + by_time, view_end_ + by_time); }

void Session::show(double begin, double end) {
    view_begin_ = begin;
    view_end_ = end;
    is_fit_ = false;
    clamp_view();
    ++revision_;
}

void Session::fit() {
    if (!has_events()) {
        return;
    }
    const double begin = static_cast<double>(model_->begin_time());
    const double end = static_cast<double>(model_->end_time());
    const double margin = std::max((end - begin) * 0.01, 1.0);
    show(begin - margin, end + margin);
    is_fit_ = true;
}

/// Neither wider than the trace with a little margin, nor outside of it.
void Session::clamp_view() {
    if (!has_events()) {
        return;
    }
    const double begin = static_cast<double>(model_->begin_time());
    const double end = static_cast<double>(model_->end_time());
    const double width_max = std::max((end - begin) * 1.1, 4 * view_width_min);
    const double width = std::clamp(view_width(), view_width_min, width_max);
    const double overhang = width * 0.5;
    const double middle =
        std::clamp((view_begin_ + view_end_) / 2, begin - overhang + width / 2,
                   end + overhang - width / 2);
    view_begin_ = middle - width / 2;
    view_end_ = middle + width / 2;
}

}  // namespace kumquat
