// main.cpp -- the shell around the views in a browser.
// The page (shell.js) brings files and touch; this side draws when something happened, and
// tells the page in words what is on the screen, for those who cannot see the canvas.
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "visualizer/shell/glfw_shell.hpp"

#include <backends/imgui_impl_opengl3.h>

#include <GLFW/glfw3.h>
#include <emscripten.h>

#include <cstdlib>

// clang-format off
EM_JS(double, page_pixel_ratio, (), { return window.devicePixelRatio || 1; });
EM_JS(int, page_width, (), { return window.innerWidth; });
EM_JS(int, page_height, (), { return window.innerHeight; });
// Not glfwSetWindowSize: for a window as large as the screen it asks for full screen.
EM_JS(void, page_set_canvas_size, (int width, int height), {
    Browser.setCanvasSize(width, height);
});
EM_JS(void, page_open_file_dialog, (), { kumquatPage.openFileDialog(); });
EM_JS(void, page_show_state, (int events, int selected, const char* sentence, const char* states,
                              const char* problem, const char* file, int is_dark), {
    kumquatPage.showState({events: events, selected: selected, sentence: UTF8ToString(sentence),
                           states: UTF8ToString(states), problem: UTF8ToString(problem),
                           file: UTF8ToString(file), dark: !!is_dark});
});
// clang-format on

namespace kumquat {

namespace {

App app;
GLFWwindow* window = nullptr;
int frames_wanted = 3;  // ImGui needs a frame to notice input and one to show it
uint64_t told_revision = ~uint64_t{0};
bool told_dark = false;
int width_pixels = 0, height_pixels = 0;

void tell_page() {
    const Session& session = app.session;
    if (told_revision == session.revision() && told_dark == session.is_dark) {
        return;
    }
    told_revision = session.revision();
    told_dark = session.is_dark;
    std::string sentence, states;
    int events = 0;
    if (session.has_events()) {
        const Model& model = session.model();
        events = static_cast<int>(model.event_count());
        sentence = sentence_of(model, session.selected());
        for (const uint32_t thread : model.threads_of(session.selected())) {
            states += thread_in_full(model.trace(), thread) + ": before " +
                      state_words(model.trace(),
                                  model.state_after(thread, session.selected() - 1)) +
                      ", after " +
                      state_words(model.trace(),
                                  model.state_after(thread, session.selected())) +
                      ". ";
        }
    }
    page_show_state(events, static_cast<int>(session.selected()), sentence.c_str(),
                    states.c_str(), session.problem().c_str(),
                    session.file_name().c_str(), session.is_dark ? 1 : 0);
}

void follow_page_size() {
    const double ratio = page_pixel_ratio();
    const int width = static_cast<int>(page_width() * ratio),
              height = static_cast<int>(page_height() * ratio);
    if (width != width_pixels || height != height_pixels) {
        width_pixels = width;
        height_pixels = height;
        page_set_canvas_size(width, height);
        frames_wanted = 3;
    }
    if (app.set_scale(static_cast<float>(ratio))) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
        frames_wanted = 3;
    }
}

void draw_if_wanted() {
    follow_page_size();
    if (frames_wanted == 0) {
        return;
    }
    --frames_wanted;
    const uint64_t revision = app.session.revision();
    draw_frame(app, width_pixels, height_pixels);
    if (app.session.revision() != revision) {
        frames_wanted = 3;
    }
    tell_page();
    if (app.session.wants_file_dialog) {
        app.session.wants_file_dialog = false;
        page_open_file_dialog();
    }
}

}  // namespace

}  // namespace kumquat

// What shell.js calls.
extern "C" {

EMSCRIPTEN_KEEPALIVE void* kumquat_allocate(int size) {
    return std::malloc(static_cast<size_t>(size));
}

/// Takes over the text and frees it.
EMSCRIPTEN_KEEPALIVE void kumquat_load(char* text, int size, const char* name) {
    kumquat::app.session.load({text, static_cast<size_t>(size)}, name);
    std::free(text);
    kumquat::frames_wanted = 3;
}

EMSCRIPTEN_KEEPALIVE void kumquat_report(const char* problem) {
    kumquat::app.session.report_problem(problem);
    kumquat::frames_wanted = 3;
}

EMSCRIPTEN_KEEPALIVE void kumquat_step(int events) {
    kumquat::app.session.step(events);
    kumquat::frames_wanted = 3;
}

EMSCRIPTEN_KEEPALIVE void kumquat_set_dark(int is_dark) {
    kumquat::app.session.is_dark = is_dark != 0;
    kumquat::frames_wanted = 3;
}

EMSCRIPTEN_KEEPALIVE void kumquat_pinch(float factor, float x) {
    kumquat::app.pinch(factor, x);
    kumquat::frames_wanted = 3;
}

EMSCRIPTEN_KEEPALIVE void kumquat_wake() { kumquat::frames_wanted = 3; }
}

int main() {
    if (glfwInit() == GLFW_FALSE) {
        return 1;
    }
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_ES_API);
    kumquat::window = glfwCreateWindow(640, 480, "Kumquat", nullptr, nullptr);
    if (kumquat::window == nullptr) {
        return 1;
    }
    glfwMakeContextCurrent(kumquat::window);
    kumquat::attach(kumquat::app, kumquat::window, "#version 300 es");
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    emscripten_set_main_loop(kumquat::draw_if_wanted, 0, 0);
    return 0;
}
