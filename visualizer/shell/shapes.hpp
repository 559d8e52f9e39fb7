// shapes.hpp -- what Dear ImGui wants drawn: triangles, most of which are pairs that make one
// rectangle or one letter.
// Its one idea: whoever paints, writes or compares a picture wants the pairs as pairs, so they are
// found in one place.
#pragma once

#include <imgui.h>

namespace kumquat {

/// Corners in the order in which ImGui writes them, from the upper left one clockwise: the
/// triangles are abc and acd. Upright, and of one colour.
inline bool is_rectangle(const ImDrawVert& a,
                         const ImDrawVert& b,
                         const ImDrawVert& c,
                         const ImDrawVert& d) {
    return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y &&
           d.pos.x == a.pos.x && a.pos.x <= c.pos.x && a.pos.y <= c.pos.y &&
           a.col == b.col && a.col == c.col && a.col == d.col;
}

/// Go through the shapes of one command, in the order in which they lie over each other.
/// \param rectangle  gets the upper left and the lower right corner
/// \param triangle   gets three corners
template <typename Rectangle, typename Triangle>
void for_each_shape(const ImDrawList& list,
                    const ImDrawCmd& command,
                    Rectangle rectangle,
                    Triangle triangle) {
    const ImDrawVert* const vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = index + command.ElemCount;
    while (end - index >= 3) {
        const ImDrawVert &a = vertices[index[0]], &b = vertices[index[1]],
                         &c = vertices[index[2]];
        if (end - index >= 6 && index[3] == index[0] && index[4] == index[2] &&
            is_rectangle(a, b, c, vertices[index[5]])) {
            rectangle(a, c);
            index += 6;
        } else {
            triangle(a, b, c);
            index += 3;
        }
    }
}

}  // namespace kumquat
