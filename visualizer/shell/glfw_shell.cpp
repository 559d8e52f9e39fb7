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
bool is_entered(int glfw_key, int action) {
    return action == GLFW_PRESS && ImGui::GetIO().WantTextInput &&
           (glfw_key == GLFW_KEY_ENTER || glfw_key == GLFW_KEY_KP_ENTER);
}

App& app_of(GLFWwindow* window) {
    return *static_cast<App*>(glfwGetWindowUserPointer(window));
}

}  // namespace

void attach(App& app, GLFWwindow* window, const char* glsl_version) {
    glfwSetWindowUserPointer(window, &app);
    // Set before ImGui's own callbacks, which call these.
    glfwSetKeyCallback(
        window, [](GLFWwindow* from, int key, int, int action, int modifiers) {
            const std::optional<Key> known = key_of(key);
            const bool is_plain =
                (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) == 0;
            const bool is_typing = ImGui::GetIO().WantTextInput && known != Key::escape;
            if (action != GLFW_RELEASE && known && is_plain && !is_typing) {
                press_key(app_of(from).session, *known);
            }
            if (is_entered(key, action)) {
                app_of(from).session.wants_found_steps +=
                    (modifiers & GLFW_MOD_SHIFT) != 0 ? -1 : 1;
            }
        });
    glfwSetCharCallback(window, [](GLFWwindow* from, unsigned character) {
        if (!ImGui::GetIO().WantTextInput) {
            type_character(app_of(from).session, character);
        }
    });
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    if (glsl_version == nullptr) {
        ImGui_ImplGlfw_InitForOther(window, true);
    } else {
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init(glsl_version);
    }
}

void draw_frame(App& app, int width_pixels, int height_pixels) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
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
