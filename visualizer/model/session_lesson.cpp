// session_lesson.cpp -- what lies beside a trace: the steps of a lesson, a recording for the
// microscope, the story.
#include "session.hpp"

#include <algorithm>

namespace kumquat {

namespace {

constexpr const char* tab_names[] = {"timeline",   "story",   "rendezvous",
                                     "queues",     "spaces",  "tasks",
                                     "statistics", "compare", "microscope"};
static_assert(sizeof(tab_names) / sizeof(tab_names[0]) == tab_count);

}  // namespace

const char* tab_name(Tab tab) { return tab_names[static_cast<size_t>(tab)]; }

void Session::begin_lesson(std::string_view text, const std::string& file_name) {
    if (!has_events()) {
        report_problem(file_name + " is a lesson about a trace, and none is shown.");
        return;
    }
    LessonResult result = read_lesson(text, file_name);
    if (!result.problem.empty()) {
        report_problem(result.problem);
        return;
    }
    lesson_ = std::move(result.lesson);
    go_to_step(0);
}

void Session::end_lesson() {
    lesson_.reset();
    ++revision_;
}

void Session::go_to_step(size_t number) {
    lesson_step_ = std::min(number, lesson_->steps.size() - 1);
    const LessonStep& step = lesson_->steps[lesson_step_];
    const int64_t event = event_of_step(*model_, step, here_.event);
    step_is_missing_ = event < 0;
    const int64_t end = step_is_missing_ ? -1 : end_of_step(*model_, step, event);
    leave();
    const Trace& trace = model_->trace();
    here_.thread = thread_called(trace, step.follow);
    for (uint32_t tab = 0; tab < tab_count; ++tab) {
        if (step.view == tab_names[tab]) {
            here_.tab = static_cast<Tab>(tab);
        }
    }
    here_.event = step_is_missing_ ? here_.event : event;
    if (const uint32_t task = task_called(trace, step.space); task != no_index) {
        here_.task = task;
        here_.address = last_page_of(task);
    }
    set_marks(end < 0 ? std::vector<int64_t>{} : std::vector<int64_t>{event, end});
    const auto time = static_cast<double>(model_->event(here_.event).time);
    const double last = end < 0 ? time : static_cast<double>(model_->event(end).time);
    if (step.shows_whole) {
        fit();
    } else if (step.around > 0) {
        show(time - static_cast<double>(step.around),
             last + static_cast<double>(step.around));
    } else {
        keep_selection_visible();
    }
}

void Session::go_along_lesson(int direction) {
    const size_t step = lesson_step_ + static_cast<size_t>(direction);
    if (lesson_ && step < lesson_->steps.size()) {
        go_to_step(step);
    }
}

std::string Session::lesson_words() const {
    const LessonStep& step = lesson_->steps[lesson_step_];
    return step_is_missing_
               ? step.say + " (This trace has no such event: it is another trace than "
                            "the lesson's.)"
               : step.say;
}

void Session::load_microscope(std::string_view text, const std::string& file_name) {
    MicroscopeResult result = read_microscope(text, file_name);
    if (!result.problem.empty()) {
        report_problem(result.problem);
        return;
    }
    microscope_ = std::move(result.microscope);
    open(Tab::microscope);
}

}  // namespace kumquat
