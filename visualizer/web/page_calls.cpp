// page_calls.cpp -- what shell.js asks of the program about what is shown: go there, look so, say it
// in words, save it. Files and frames are main.cpp's.
#include "page.hpp"

#include "visualizer/export/chrome_trace.hpp"
#include "visualizer/export/event_table.hpp"
#include "visualizer/model/words.hpp"
#include "visualizer/shell/svg_picture.hpp"
#include "visualizer/views/keys.hpp"

#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

extern "C" {

/// Marks that a link names: numbers of events, from 1, with commas between them.
EMSCRIPTEN_KEEPALIVE void kumquat_set_marks(const char* numbers) {
    std::vector<int64_t> marks;
    for (const char* at = numbers; *at != 0;) {
        char* behind = nullptr;
        marks.push_back(std::strtoll(at, &behind, 10) - 1);
        at = *behind == 0 ? behind : behind + 1;
    }
    kumquat::app.session.set_marks(marks);
    kumquat::want_frames(3);
}

/// Go to what a link names. \param view  from 1; 0: leave it; thread, task: "" for none
EMSCRIPTEN_KEEPALIVE void
kumquat_look_at(double event, int view, const char* thread, double begin, double end) {
    kumquat::Session& session = kumquat::app.session;
    if (!session.has_events()) {
        return;
    }
    const uint32_t followed = kumquat::thread_called(session.model().trace(), thread);
    if (followed != kumquat::no_index) {
        session.follow(followed);
    }
    if (end > begin) {
        session.show(begin, end);
    }
    if (event >= 0) {
        session.go_to(static_cast<int64_t>(event));
    }
    if (view >= 1 && view <= static_cast<int>(kumquat::tab_count)) {
        session.open(static_cast<kumquat::Tab>(view - 1));
    }
    kumquat::tell_words();
    kumquat::want_frames(3);
}

/// The file that comes next is a second trace, to compare with.
EMSCRIPTEN_KEEPALIVE void kumquat_expect_other() {
    kumquat::app.session.expect_other();
}

/// A small file beside the trace. \param what  "lesson" or "microscope"
EMSCRIPTEN_KEEPALIVE void
kumquat_beside(const char* what, const char* text, const char* name) {
    if (std::string_view{what} == "lesson") {
        kumquat::app.session.begin_lesson(text, name);
    } else {
        kumquat::app.session.load_microscope(text, name);
    }
    kumquat::want_frames(3);
}

/// \param step  from 1; 0: end the lesson
EMSCRIPTEN_KEEPALIVE void kumquat_lesson_step(int step) {
    kumquat::Session& session = kumquat::app.session;
    if (session.lesson() != nullptr && step > 0) {
        session.go_to_step(static_cast<size_t>(step) - 1);
    } else {
        session.end_lesson();
    }
    kumquat::want_frames(3);
}

EMSCRIPTEN_KEEPALIVE void kumquat_search(const char* text) {
    kumquat::app.session.is_search_open = true;
    kumquat::app.session.search_for(text);
    kumquat::want_frames(3);
}

EMSCRIPTEN_KEEPALIVE void kumquat_step(int events) {
    kumquat::app.session.step(events);
    kumquat::want_frames(3);
}

EMSCRIPTEN_KEEPALIVE void
kumquat_set_look(int is_dark, int is_motion_reduced, int has_high_contrast) {
    kumquat::app.session.is_dark = is_dark != 0;
    kumquat::app.has_high_contrast = has_high_contrast != 0;
    kumquat::app.session.is_motion_reduced = is_motion_reduced != 0;
    kumquat::want_frames(3);
}

EMSCRIPTEN_KEEPALIVE void kumquat_pinch(float factor, float x) {
    kumquat::app.pinch(factor, x);
    kumquat::want_frames(3);
}

/// What a key does; for the list of all actions, even while somebody types.
EMSCRIPTEN_KEEPALIVE void kumquat_type(int character) {
    kumquat::run_action(kumquat::app.session, static_cast<unsigned>(character));
    kumquat::want_frames(3);
}

/// \return  whether letters go into a text field of the picture
EMSCRIPTEN_KEEPALIVE int kumquat_is_typing() {
    return kumquat::app.session.is_typing ? 1 : 0;
}

/// \return  the sentences of some events, a line each
EMSCRIPTEN_KEEPALIVE const char* kumquat_sentences(int first, int count) {
    static std::string sentences;
    sentences.clear();
    if (kumquat::app.session.has_events()) {
        const kumquat::Model& model = kumquat::app.session.model();
        const int64_t end =
            std::min<int64_t>(model.event_count(), int64_t{first} + count);
        for (int64_t event = std::max(0, first); event < end; ++event) {
            std::string sentence = kumquat::sentence_of(model, event);
            std::replace(sentence.begin(), sentence.end(), '\n', ' ');
            sentences += sentence + "\n";
        }
    }
    return sentences.c_str();
}

/// Have what is shown saved in a form that other programs read. \param form  "chrome" or "csv":
/// the trace; "svg": the picture
EMSCRIPTEN_KEEPALIVE void kumquat_export(const char* form) {
    using kumquat::app;
    const std::string_view wanted = form;
    if (!app.session.has_events()) {
        return;
    }
    const kumquat::Model& model = app.session.model();
    const std::string name = app.session.file_name();
    if (wanted == "chrome") {
        app.session.wants_saved = {name + ".chrome-trace.json",
                                   kumquat::chrome_trace(model)};
    } else if (wanted == "csv") {
        app.session.wants_saved = {name + ".csv", kumquat::event_table(model)};
    } else if (wanted == "svg") {
        app.session.wants_saved = {name + ".svg", kumquat::svg_picture(app)};
    }
    kumquat::want_frames(3);
}
}
