// lesson.hpp -- a guided tour through a trace: move to, highlight, say.
// Its one idea: a step names its event by a query ("the second kind=ipc_block of 7.0"), so a lesson
// goes on to fit when the kernel changes and its events get other numbers and times.
// Source: visualizer/lesson.schema.json.
#pragma once

#include "search.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kumquat {

struct LessonStep {
    std::string title, say;
    std::string find;        // a query; empty: the event of the step before
    int64_t occurrence = 1;  // which of those found; -1: the last
    std::string until;   // a query: the first found behind the event; both are marked
    std::string view;    // "timeline", ...; empty: as it is
    std::string follow;  // a thread, such as 6.0; "": nobody
    std::string space;   // a task number, whose address space is looked at
    int64_t around = 0;  // so many instructions on either side are shown; 0: as it is
    bool shows_whole = false;  // the whole trace is shown
};

struct Lesson {
    std::string title;
    std::vector<LessonStep> steps;
};

struct LessonResult {
    Lesson lesson;
    std::string problem;  // a sentence; empty: the lesson can be used
};

/// Read a lesson. Never fails: what cannot be read is explained in `problem`.
LessonResult read_lesson(std::string_view text, const std::string& file_name);

/// The event that a step leads to.
/// \param before  the event of the step before
/// \return        -1: the trace has no such event
int64_t event_of_step(const Model& model, const LessonStep& step, int64_t before);

/// The event up to which the step measures. \return  -1: there is none
int64_t end_of_step(const Model& model, const LessonStep& step, int64_t event);

}  // namespace kumquat
