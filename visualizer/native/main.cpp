// main.cpp -- the shell around the views in a window of the desktop.
#include "picture.hpp"
#include "visualizer/shell/glfw_shell.hpp"
#include "visualizer/shell/memory_screen.hpp"
#include "visualizer/shell/svg_picture.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include <CLI/CLI.hpp>
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

namespace kumquat {

namespace {

/// Exit codes, beside 0 and those of the command line parser.
constexpr int exit_bad_trace = 1, exit_no_display = 2, exit_no_picture = 3;

struct Options {
    std::string file, screenshot;
    std::string size = "1280x800";
    bool is_light = false, has_high_contrast = false;
    int64_t event = 0;
    uint32_t view = 0;
    std::string follow, task, search, lesson, other, microscope;
    size_t step = 1, finding = 0;
    std::vector<int64_t> marks;
};

std::string name_of(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

/// What a file says; nothing, and a problem reported, if it cannot be read.
std::string text_of(const std::string& path, Session& session) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        session.report_problem(fmt::format(
            "{} cannot be read. Does it exist, and may you read it?", path));
    }
    return {std::istreambuf_iterator<char>{file}, {}};
}

void load_file(Session& session, const std::string& path) {
    session.dismiss_problem();
    const std::string text = text_of(path, session);
    if (session.problem().empty()) {
        session.load(text, name_of(path));
    }
}

/// Select what the command line asks for.
void look_at(Session& session, const Options& options) {
    if (!session.has_events()) {
        return;
    }
    const Trace& trace = session.model().trace();
    session.follow(thread_called(trace, options.follow));
    if (!options.microscope.empty()) {
        session.load_microscope(text_of(options.microscope, session),
                                name_of(options.microscope));
    }
    if (!options.other.empty()) {
        session.expect_other();
        session.load(text_of(options.other, session), name_of(options.other));
    }
    if (!options.search.empty()) {
        session.is_search_open = true;
        session.search_for(options.search);
    }
    for (const int64_t mark : options.marks) {
        session.step(mark - 1 - session.selected());
        session.toggle_mark();
    }
    if (options.event > 0) {
        session.step(options.event - 1 - session.selected());
    }
    if (const uint32_t task = task_called(trace, options.task); task != no_index) {
        session.look_at_space(task);  // as it is after the event
    }
    if (!options.lesson.empty()) {
        session.begin_lesson(text_of(options.lesson, session), name_of(options.lesson));
        if (session.lesson() != nullptr) {
            session.go_to_step(options.step - 1);
            return;
        }
    }
    if (options.view > 0) {
        session.open(static_cast<Tab>(std::min(options.view, tab_count) - 1));
    }
    if (options.finding > 0) {
        while (session.go_on_finding()) {
        }
        session.go_to_finding(options.finding - 1);
    }
}

/// Write a file that the user wants to keep into the folder that the program was started in.
void save(Session& session) {
    const Session::SavedFile file = *std::exchange(session.wants_saved, std::nullopt);
    std::ofstream out{file.name, std::ios::binary};
    out << file.text;
    session.report_problem(out.flush() ? file.name + " was written."
                                       : file.name + " cannot be written here.");
}

/// A picture needs no display: it is painted in memory.
int draw_picture(App& app, const std::string& path, int width, int height) {
    constexpr int frames = 3;  // ImGui needs one to know how large things are
    while (app.work()) {       // a picture shows the end of all that takes long
    }
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = {static_cast<float>(width),
                                  static_cast<float>(height)};
    if (path.ends_with(".svg")) {
        std::string text;
        for (int i = 0; i < frames; ++i) {
            app.set_scale(1);
            ImGui::GetIO().Fonts->Build();
            text = svg_picture(app);
        }
        std::ofstream file{path, std::ios::binary};
        file << text;
        ImGui::DestroyContext();
        return file.flush() ? 0 : exit_no_picture;
    }
    MemoryScreen screen;
    screen.resize(width, height);
    for (int i = 0; i < frames; ++i) {
        if (app.set_scale(1)) {
            screen.take_letters();
        }
        screen.draw(app);
    }
    ImGui::DestroyContext();
    return save_picture(path, screen.picture()) ? 0 : exit_no_picture;
}

int run_window(App& app, GLFWwindow* window, float scale) {
    int frames_wanted = 3;  // ImGui needs a frame to notice input and one to show it
    while (glfwWindowShouldClose(window) == 0) {
        int width = 0, height = 0;
        glfwGetFramebufferSize(window, &width, &height);
        if (app.set_scale(scale)) {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
            frames_wanted = 3;
        }
        draw_frame(app, width, height);
        glfwSwapBuffers(window);
        if (app.session.wants_file_dialog) {
            app.session.wants_file_dialog = false;
            app.session.report_problem(
                "Drop a trace file onto this window to open it.");
        }
        if (app.session.wants_saved) {
            save(app.session);
        }
        const bool has_work = app.work();
        if (has_work || --frames_wanted > 0) {
            glfwPollEvents();
        } else {
            glfwWaitEvents();
            frames_wanted = 3;
        }
    }
    return 0;
}

int run(const Options& options) {
    int width = 0, height = 0;
    if (std::sscanf(options.size.c_str(), "%dx%d", &width, &height) != 2 ||
        width < 200 || height < 200) {
        fmt::print(stderr, "--size {} is not a size such as 1280x800.\n", options.size);
        return exit_no_picture;
    }
    App app;
    app.session.is_dark = !options.is_light;
    app.has_high_contrast = options.has_high_contrast;
    if (!options.file.empty()) {
        load_file(app.session, options.file);
        look_at(app.session, options);
    }
    if (!app.session.problem().empty()) {
        fmt::print(stderr, "{}\n", app.session.problem());
    }
    if (!options.screenshot.empty() && !app.session.has_events()) {
        return exit_bad_trace;
    }
    if (!options.screenshot.empty()) {
        return draw_picture(app, options.screenshot, width, height);
    }
    glfwSetErrorCallback(
        [](int, const char* text) { fmt::print(stderr, "GLFW: {}\n", text); });
    if (glfwInit() == GLFW_FALSE) {
        fmt::print(
            stderr,
            "No window can be opened. Is there a display (DISPLAY or "
            "WAYLAND_DISPLAY)? Without one, "
            "use --screenshot, or open the page build/visualizer/ in a browser.\n");
        return exit_no_display;
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    GLFWwindow* const window =
        glfwCreateWindow(width, height, "Kumquat", nullptr, nullptr);
    if (window == nullptr) {
        fmt::print(stderr, "The display has no OpenGL 3.3, which the window needs. "
                           "Open the page build/visualizer/ in "
                           "a browser instead.\n");
        return exit_no_display;
    }
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    attach(app, window, "#version 330");
    glfwSetDropCallback(window, [](GLFWwindow* target, int count, const char** paths) {
        if (count > 0) {
            load_file(static_cast<App*>(glfwGetWindowUserPointer(target))->session,
                      paths[0]);
        }
    });
    float scale_x = 1, scale_y = 1;
    glfwGetWindowContentScale(window, &scale_x, &scale_y);
    const int status = run_window(app, window, scale_x);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window);
    glfwTerminate();
    return status;
}

}  // namespace

}  // namespace kumquat

int main(int argc, char** argv) {
    CLI::App line{"Show a Kumquat trace in a window: which thread ran when, who waited "
                  "for whom.\n"
                  "Exit status: 0 all was shown, 1 the trace cannot be used, 2 no "
                  "display, 3 no picture."};
    kumquat::Options options;
    line.add_option("FILE", options.file,
                    "a trace, as written by make demo or make grade");
    line.add_option("--screenshot", options.screenshot,
                    "write a picture (PNG, or SVG by its name) and end");
    line.add_option("--size", options.size, "of the window, in units")
        ->capture_default_str();
    line.add_option("--event", options.event, "number of the event to select");
    line.add_option("--view", options.view,
                    "1 timeline, 2 story, 3 rendezvous, 4 queues, 5 spaces, 6 tasks, "
                    "7 statistics, 8 compare, 9 microscope");
    line.add_option("--follow", options.follow, "a thread, such as 5.1");
    line.add_option("--lesson", options.lesson, "a lesson about the trace");
    line.add_option("--step", options.step, "of the lesson, from 1")
        ->check(CLI::Range(1, 100));
    line.add_option("--compare", options.other, "a second trace to compare with");
    line.add_option("--microscope", options.microscope, "one operation in detail");
    line.add_option("--search", options.search, "what to look for");
    line.add_option("--mark", options.marks, "numbers of events to measure between");
    line.add_option("--task", options.task, "number of a task, for its address space");
    line.add_option("--finding", options.finding, "go to what is worth a look, from 1");
    line.add_flag("--light", options.is_light, "light colours instead of dark ones");
    line.add_flag("--contrast", options.has_high_contrast, "colours of high contrast");
    CLI11_PARSE(line, argc, argv);
    return kumquat::run(options);
}
