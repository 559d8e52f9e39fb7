// session.cpp -- zooming and panning. Files: session_files.cpp; places: session_places.cpp.
#include "session.hpp"

#include <algorithm>

namespace kumquat {

void Session::report_problem(std::string problem) {
    problem_ = std::move(problem);
    ++revision_;
}

void Session::dismiss_problem() { report_problem({}); }

void Session::note_judgement(Judgement judgement) {
    judgement_ = std::move(judgement);
    ++revision_;
}

void Session::zoom(double factor, double around_time) {
    const double before = around_time - here_.view_begin;
    const double after = here_.view_end - around_time;
    show(around_time - before / factor, around_time + after / factor);
}

void Session::zoom_at_selection(double factor) {
    if (!has_events()) {
        return;
    }
    const double time = static_cast<double>(model_->event(here_.event).time);
    const bool is_visible = time >= here_.view_begin && time <= here_.view_end;
    zoom(factor, is_visible ? time : (here_.view_begin + here_.view_end) / 2);
}

void Session::pan(double by_time) {
    show(here_.view_begin + by_time, here_.view_end + by_time);
}

void Session::show(double begin, double end) {
    here_.view_begin = begin;
    here_.view_end = end;
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
        std::clamp((here_.view_begin + here_.view_end) / 2,
                   begin - overhang + width / 2, end + overhang - width / 2);
    here_.view_begin = middle - width / 2;
    here_.view_end = middle + width / 2;
}

}  // namespace kumquat
