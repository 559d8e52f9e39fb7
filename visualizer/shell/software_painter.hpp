// software_painter.hpp -- paints what Dear ImGui wants drawn, without a graphics card.
// Its one idea: nearly everything is a rectangle of one colour or a letter, so these two have
// short loops of their own; all other triangles are filled row by row. On machines whose browser
// would only imitate a graphics card this takes a tenth of the time; it needs no display, either.
// Invariant: every pixel is opaque. A pixel belongs to a shape if its middle lies inside; a
// middle on an edge belongs to the shape at its right or below, so neighbours leave no gap.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace kumquat {

class SoftwarePainter {
public:
    /// Take the letters that have been loaded into ImGui's atlas.
    void take_letters();
    void resize(int width, int height);

    /// Paint a part of a frame.
    /// \param area    left, top, right, bottom in pixels: nothing else is touched
    /// \param ground  colour behind everything
    void paint(const ImDrawData& frame, const ImVec4& area, ImU32 ground);

    int width() const { return width_; }
    int height() const { return height_; }
    /// Row by row from the upper left corner: red, green, blue, opacity, a byte each.
    const uint32_t* pixels() const { return pixels_.data(); }

private:
    struct Box {
        int left, top, right, bottom;
    };

    void
    paint_command(const ImDrawList& list, const ImDrawCmd& command, const Box& clip);
    void fill(const Box& box, uint32_t colour);
    void paint_letter(const ImDrawVert& first, const ImDrawVert& last, const Box& box);
    void paint_triangle(const ImDrawVert* const (&corners)[3], const Box& clip);
    void
    paint_shaded_row(const ImDrawVert* const (&corners)[3], int y, int left, int right);

    uint32_t* row(int y) { return pixels_.data() + static_cast<ptrdiff_t>(y) * width_; }

    int width_ = 0, height_ = 0;
    std::vector<uint32_t> pixels_;
    const unsigned char* letters_ =
        nullptr;  // how much of each pixel of the atlas is covered
    int letters_width_ = 0, letters_height_ = 0;
};

}  // namespace kumquat
