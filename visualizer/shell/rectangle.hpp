// rectangle.hpp -- most of what Dear ImGui wants drawn: two triangles that are one rectangle.
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

}  // namespace kumquat
