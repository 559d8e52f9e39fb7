// glfw_shell.cpp -- what the page and the window have in common.
#include "glfw_shell.hpp"

#include "visualizer/views/keys.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>
#endif
#include <GLFW/glfw3.h>

#include <optional>

namespace kumquat {

namespace {

std::optional<Key> key_of(int glfw_key) {
    switch (glfw_key) {
    case GLFW_KEY_LEFT:
    case GLFW_KEY_UP:
        return Key::previous;
    case GLFW_KEY_RIGHT:
    case GLFW_KEY_DOWN:
        return Key::next;
    case GLFW_KEY_PAGE_UP:
        return Key::page_back;
    case GLFW_KEY_PAGE_DOWN:
        return Key::page_on;
    case GLFW_KEY_HOME:
        return Key::first;
    case GLFW_KEY_END:
        return Key::last;
    case GLFW_KEY_ESCAPE:
        return Key::escape;
    default:
        return std::nullopt;
    }
}

/// Enter in a text field: ImGui would lose a tap that is shorter than a frame, and take one that
/// is longer than some frames for many.
bool is_enter(int glfw_key, int action) {
    return action == GLFW_PRESS &&
           (glfw_key == GLFW_KEY_ENTER || glfw_key == GLFW_KEY_KP_ENTER);
}

App& app_of(GLFWwindow* window) {
    return *static_cast<App*>(glfwGetWindowUserPointer(window));
}

/// ImGui takes a key's state once per frame: too late to tell what was typed before an Escape from
/// what came after it. So it does not hear of that key.
void take_key(GLFWwindow* window, int key, int scancode, int action, int modifiers) {
    Session& session = app_of(window).session;
    const std::optional<Key> known = key_of(key);
    const bool is_plain =
        (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) == 0;
    const bool is_text = session.is_typing && known != Key::escape;
    if (action != GLFW_RELEASE && known && is_plain && !is_text) {
        press_key(session, *known);
    }
    if (session.is_typing && is_enter(key, action)) {
        session.wants_found_steps += (modifiers & GLFW_MOD_SHIFT) != 0 ? -1 : 1;
    }
    if (known != Key::escape) {
        ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, modifiers);
    }
}

}  // namespace

void attach(App& app, GLFWwindow* window, const char* glsl_version) {
    glfwSetWindowUserPointer(window, &app);
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    if (glsl_version == nullptr) {
        ImGui_ImplGlfw_InitForOther(window, true);
    } else {
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init(glsl_version);
    }
    // In place of ImGui's own. Text for the search field goes through the session, too.
    glfwSetKeyCallback(window, take_key);
    glfwSetCharCallback(window, [](GLFWwindow* from, unsigned character) {
        type_character(app_of(from).session, character);
    });
}

void begin_input() {
    ImGui_ImplGlfw_NewFrame();
    // A browser's clock may stand still from one frame to the next, which ImGui does not bear.
    constexpr float least_seconds = 0.001f;
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = io.DeltaTime > least_seconds ? io.DeltaTime : least_seconds;
}

void draw_frame(App& app, int width_pixels, int height_pixels) {
    ImGui_ImplOpenGL3_NewFrame();
    begin_input();
    ImGui::NewFrame();
    app.draw();
    ImGui::Render();
    const ImVec4 ground = app.background();
    glViewport(0, 0, width_pixels, height_pixels);
    glClearColor(ground.x, ground.y, ground.z, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace kumquat
