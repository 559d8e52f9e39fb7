// page_words.cpp -- one call for the state, one for the lesson.
#include "page_words.hpp"

#include "visualizer/model/causes.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/verdict_words.hpp"
#include "visualizer/model/words.hpp"

#include <emscripten.h>

#include <string>

// clang-format off
EM_JS(void, page_show_state, (int events, int selected, const char* sentence, const char* states,
                              const char* problem, const char* file, const char* verdict,
                              const char* followed, int view, double begin, double end,
                              const char* marks, int is_loading, int is_dark,
                              int can_go_back), {
    kumquatPage.showState({events: events, selected: selected, sentence: UTF8ToString(sentence),
                           states: UTF8ToString(states), problem: UTF8ToString(problem),
                           file: UTF8ToString(file), verdict: UTF8ToString(verdict),
                           followed: UTF8ToString(followed), view: view, begin: begin, end: end,
                           marks: UTF8ToString(marks),
                           loading: !!is_loading, dark: !!is_dark, canGoBack: !!can_go_back});
});
EM_JS(void, page_show_lesson, (int step, int steps, const char* title, const char* words), {
    kumquatPage.showLesson({step: step, steps: steps, title: UTF8ToString(title),
                            words: UTF8ToString(words)});
});
// clang-format on

namespace kumquat {

namespace {

/// Why the thread that is followed waits; then what the event changed, thread by thread.
std::string states_of(const Session& session) {
    const Model& model = session.model();
    std::string states;
    if (session.followed() != no_index) {
        for (const std::string& words : wait_words(
                 model, waits_of(model, session.followed(), session.selected()))) {
            states += words + " ";
        }
    }
    for (const uint32_t thread : model.threads_of(session.selected())) {
        const auto words_after = [&](int64_t event) {
            return state_words(model.trace(), model.state_after(thread, event));
        };
        states += thread_in_full(model.trace(), thread) + ": before " +
                  words_after(session.selected() - 1) + ", after " +
                  words_after(session.selected()) + ". ";
    }
    return states;
}

/// The marks as a link names them.
std::string marks_of(const Session& session) {
    std::string marks;
    for (const int64_t mark : session.marks()) {
        marks += (marks.empty() ? "" : ",") + std::to_string(mark + 1);
    }
    return marks;
}

/// The step of the lesson, if there is one.
void tell_lesson(const Session& session) {
    if (session.lesson() == nullptr) {
        page_show_lesson(0, 0, "", "");
        return;
    }
    const LessonStep& step = session.lesson()->steps[session.lesson_step()];
    page_show_lesson(static_cast<int>(session.lesson_step()) + 1,
                     static_cast<int>(session.lesson()->steps.size()),
                     step.title.c_str(), session.lesson_words().c_str());
}

}  // namespace

void PageWords::tell(const Session& session) {
    if (told_revision_ == session.revision() && told_dark_ == session.is_dark) {
        return;
    }
    told_revision_ = session.revision();
    told_dark_ = session.is_dark;
    tell_lesson(session);
    std::string sentence, states, followed;
    int events = 0;
    if (session.has_events()) {
        const Model& model = session.model();
        events = static_cast<int>(model.event_count());
        sentence = sentence_of(model, session.selected());
        states = states_of(session);
        if (session.followed() != no_index) {
            followed = model.trace().threads[session.followed()].id;
        }
    }
    page_show_state(events, static_cast<int>(session.selected()), sentence.c_str(),
                    states.c_str(), session.problem().c_str(),
                    session.file_name().c_str(), verdict_of(session).c_str(),
                    followed.c_str(), static_cast<int>(session.tab()) + 1,
                    session.view_begin(), session.view_end(), marks_of(session).c_str(),
                    session.is_loading() ? 1 : 0, session.is_dark ? 1 : 0,
                    session.can_go_back() ? 1 : 0);
}

}  // namespace kumquat
