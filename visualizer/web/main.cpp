// main.cpp -- the shell around the views in a browser.
// The page (shell.js) brings files and touch; this side draws when something happened.
#include "page.hpp"
#include "page_words.hpp"

#include "kernel/abi/assert.hpp"
#include "visualizer/shell/glfw_shell.hpp"
#include "visualizer/shell/memory_screen.hpp"

#include <backends/imgui_impl_opengl3.h>

#include <GLFW/glfw3.h>
#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

// clang-format off
EM_JS(double, page_pixel_ratio, (), { return window.devicePixelRatio || 1; });
EM_JS(int, page_width, (), { return window.innerWidth; });
EM_JS(int, page_height, (), { return window.innerHeight; });
// Not glfwSetWindowSize: for a window as large as the screen it asks for full screen.
EM_JS(void, page_set_canvas_size, (int width, int height), {
    Browser.setCanvasSize(width, height);
});
EM_JS(int, page_is_embedded, (), {
    return new URLSearchParams(location.search).has("embed") ? 1 : 0;
});
EM_JS(int, page_awaits_trace, (), { return coming.address === null ? 0 : 1; });
EM_JS(int, page_has_graphics, (), { return surface.hasGraphics ? 1 : 0; });
EM_JS(void, page_show_pixels, (const void* pixels, int width, int height, int left, int top,
                               int part_width, int part_height), {
    surface.show(HEAPU8.buffer, pixels, width, height, left, top, part_width, part_height);
});
EM_JS(void, page_open_file_dialog, (), { kumquatPage.openFileDialog(); });
EM_JS(void, page_save_file, (const char* name, const char* text), {
    kumquatPage.saveFile(UTF8ToString(name), UTF8ToString(text));
});
EM_JS(void, page_stop_loading, (), { kumquatPage.stopLoading(); });
// clang-format on

namespace kumquat {

/// The headers that the kernel shares with us check their callers. No trace gets here.
void assertion_failed(const char*, const char*, int) { std::abort(); }

App app;

namespace {

GLFWwindow* window = nullptr;
int frames_wanted = 3;     // ImGui needs a frame to notice input and one to show it
double drawn_at = 0;       // milliseconds
bool is_woken = false;     // by the user, who does not want to wait
bool awaits_file = false;  // the page's address names it, but nothing has come yet
bool is_asleep = false;
int frames_drawn = 0;
bool was_loading = false;
PageWords page_words;
bool paints_itself = true;  // rather than by WebGL
MemoryScreen screen;        // if so
int width_pixels = 0, height_pixels = 0;

void follow_page_size() {
    const double ratio = page_pixel_ratio();
    const int width = static_cast<int>(page_width() * ratio),
              height = static_cast<int>(page_height() * ratio);
    if (width != width_pixels || height != height_pixels) {
        width_pixels = width;
        height_pixels = height;
        page_set_canvas_size(width, height);
        screen.resize(width, height);
        frames_wanted = 3;
    }
    if (app.set_scale(static_cast<float>(ratio))) {
        if (paints_itself) {
            screen.take_letters();
        } else {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
        }
        frames_wanted = 3;
    }
}

void draw() {
    if (!paints_itself) {
        draw_frame(app, width_pixels, height_pixels);
        return;
    }
    begin_input();
    if (screen.draw(app)) {
        const ImVec4 part = screen.changed();
        page_show_pixels(screen.picture().pixels(), width_pixels, height_pixels,
                         static_cast<int>(part.x), static_cast<int>(part.y),
                         static_cast<int>(part.z - part.x),
                         static_cast<int>(part.w - part.y));
    }
}

/// Who waits for a file wants it soon more than he wants to see it grow.
bool may_wait() {
    constexpr double between_frames = 500;  // milliseconds: a frame costs up to 30
    return awaits_file || (app.session.is_loading() && !is_woken &&
                           emscripten_get_now() - drawn_at < between_frames);
}

void draw_if_wanted() {
    follow_page_size();
    if (frames_wanted == 0) {
        is_asleep = true;
        emscripten_pause_main_loop();
        return;
    }
    if (may_wait()) {
        return;
    }
    --frames_wanted;
    is_woken = false;
    drawn_at = emscripten_get_now();
    ++frames_drawn;
    const uint64_t revision = app.session.revision();
    draw();
    tell_words();
    if (app.session.wants_file_dialog) {
        app.session.wants_file_dialog = false;
        page_open_file_dialog();
    }
    if (app.session.wants_saved) {
        page_save_file(app.session.wants_saved->name.c_str(),
                       app.session.wants_saved->text.c_str());
        app.session.wants_saved.reset();
    }
    if (was_loading && !app.session.is_loading()) {
        page_stop_loading();
    }
    was_loading = app.session.is_loading();
    if (frames_wanted == 0 && app.work()) {
        frames_wanted = 1;
    }
    if (app.session.revision() != revision) {
        frames_wanted = 3;
    }
}

}  // namespace

/// Idle costs nothing: without a frame to draw, the browser does not even call us.
void want_frames(int frames) {
    frames_wanted = std::max(frames_wanted, frames);
    if (is_asleep) {
        is_asleep = false;
        emscripten_resume_main_loop();
    }
}

void tell_words() { page_words.tell(app.session); }

}  // namespace kumquat

// What shell.js calls when a file comes, and when a frame is due.
extern "C" {

/// Where bytes of a file are laid for the next call.
EMSCRIPTEN_KEEPALIVE void* kumquat_room(int bytes) {
    static std::vector<char> room;
    room.resize(std::max(room.size(), static_cast<size_t>(bytes)));
    return room.data();
}

/// A file comes in pieces. \param bytes  of the whole file; 0: nobody knows
EMSCRIPTEN_KEEPALIVE void kumquat_begin(const char* name, double bytes) {
    kumquat::awaits_file = false;
    kumquat::app.session.begin_file(name, static_cast<size_t>(bytes));
    kumquat::was_loading = true;
    kumquat::drawn_at = emscripten_get_now();  // most files come before one is due
    kumquat::want_frames(3);
}

/// Reads a piece of it. \return  0: the rest is not worth fetching
EMSCRIPTEN_KEEPALIVE int kumquat_add(const char* text, int size) {
    kumquat::want_frames(1);
    return kumquat::app.session.add_to_file({text, static_cast<size_t>(size)}) ? 1 : 0;
}

/// Takes rows that the worker has scanned. \param bytes, lines, line_columns  TextPlace
EMSCRIPTEN_KEEPALIVE void kumquat_add_rows(const kumquat::Event* events,
                                           unsigned event_count,
                                           const uint32_t* columns,
                                           unsigned column_count,
                                           unsigned bytes,
                                           int lines,
                                           int line_columns) {
    kumquat::want_frames(1);
    kumquat::app.session.add_rows_to_file(
        {events, event_count}, {columns, column_count}, {bytes, lines, line_columns});
}

EMSCRIPTEN_KEEPALIVE void kumquat_end() {
    kumquat::app.session.end_file();
    kumquat::was_loading = false;
    kumquat::tell_words();
    kumquat::want_frames(3);
}

EMSCRIPTEN_KEEPALIVE void kumquat_cancel() {
    kumquat::app.session.cancel_file();
    kumquat::was_loading = false;
    kumquat::want_frames(3);
}

EMSCRIPTEN_KEEPALIVE void kumquat_report(const char* problem) {
    kumquat::awaits_file = false;
    kumquat::app.session.report_problem(problem);
    kumquat::want_frames(3);
}

/// The wheel was turned. \param right, down  in steps
EMSCRIPTEN_KEEPALIVE void kumquat_wheel(float right, float down) {
    ImGui::GetIO().MouseWheelH -= right;
    ImGui::GetIO().MouseWheel -= down;
    kumquat::want_frames(3);
    kumquat::is_woken = true;
}

/// \return  how many frames have been drawn so far
EMSCRIPTEN_KEEPALIVE int kumquat_frames() { return kumquat::frames_drawn; }

EMSCRIPTEN_KEEPALIVE void kumquat_wake(int is_by_user) {
    kumquat::want_frames(3);
    kumquat::is_woken = kumquat::is_woken || is_by_user != 0;
}
}

int main() {
    if (glfwInit() == GLFW_FALSE) {
        return 1;
    }
    kumquat::paints_itself = page_has_graphics() == 0;
    glfwWindowHint(GLFW_CLIENT_API,
                   kumquat::paints_itself ? GLFW_NO_API : GLFW_OPENGL_ES_API);
    kumquat::window =
        glfwCreateWindow(static_cast<int>(page_width() * page_pixel_ratio()),
                         static_cast<int>(page_height() * page_pixel_ratio()),
                         "Kumquat", nullptr, nullptr);
    if (kumquat::window == nullptr) {
        return 1;
    }
    if (!kumquat::paints_itself) {
        glfwMakeContextCurrent(kumquat::window);
    }
    kumquat::attach(kumquat::app, kumquat::window,
                    kumquat::paints_itself ? nullptr : "#version 300 es");
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    kumquat::awaits_file = page_awaits_trace() != 0;
    kumquat::app.is_embedded = page_is_embedded() != 0;
    kumquat::drawn_at = emscripten_get_now();
    emscripten_set_main_loop(kumquat::draw_if_wanted, 0, 0);
    return 0;
}
