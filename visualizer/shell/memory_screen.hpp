// memory_screen.hpp -- a screen in memory, for machines without a graphics card or a display.
// Its one idea: it keeps the last picture and paints only what is different now.
#pragma once

#include "damage.hpp"
#include "software_painter.hpp"

#include "visualizer/views/app.hpp"

namespace kumquat {

class MemoryScreen {
public:
    /// Take the fonts that the app has loaded.
    void take_letters();
    void resize(int width, int height);

    /// Draw one frame. Requires: ImGui's platform has said that a new frame begins.
    /// \return  whether a pixel changed
    bool draw(App& app);

    /// The part that changed in the last frame: left, top, right, bottom.
    const ImVec4& changed() const { return damage_.area(); }
    const SoftwarePainter& picture() const { return painter_; }

private:
    SoftwarePainter painter_;
    Damage damage_;
    ImU32 ground_ = 0;
};

}  // namespace kumquat
