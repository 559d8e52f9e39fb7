// memory_screen.cpp -- one frame.
#include "memory_screen.hpp"

namespace kumquat {

void MemoryScreen::take_letters() {
    painter_.take_letters();
    ImGui::GetStyle().AntiAliasedLinesUseTex =
        false;  // only letters come from the atlas
    damage_.forget();
}

void MemoryScreen::resize(int width, int height) {
    painter_.resize(width, height);
    damage_.forget();
}

bool MemoryScreen::draw(App& app) {
    ImGui::NewFrame();
    app.draw();
    ImGui::Render();
    const ImU32 ground = ImGui::ColorConvertFloat4ToU32(app.background());
    if (ground != ground_) {
        ground_ = ground;
        damage_.forget();
    }
    const ImDrawData& frame = *ImGui::GetDrawData();
    if (!damage_.find(frame)) {
        return false;
    }
    painter_.paint(frame, damage_.area(), ground);
    return true;
}

}  // namespace kumquat
