// damage.hpp -- which part of the picture differs from the one before.
// Its one idea: the picture is divided into tiles, and each shape leaves its mark on the tiles
// that it touches. Where a tile's marks are those of the last frame, its pixels are too, so only
// the rest is painted anew. Without a graphics card, painting is what a frame costs.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace kumquat {

class Damage {
public:
    /// Everything has to be painted anew.
    void forget() { before_.clear(); }

    /// Compare a frame with the one of the last call.
    /// \return  false: nothing changed
    bool find(const ImDrawData& frame);

    /// The part that changed: left, top, right, bottom in pixels.
    const ImVec4& area() const { return area_; }

private:
    void mark(const ImDrawList& list, const ImDrawCmd& command);
    void mark_tiles(const ImVec4& area, uint32_t hash);
    void find_area(ImVec2 size);

    static constexpr int tile_size = 32;  // pixels

    int columns_ = 0, rows_ = 0;
    std::vector<uint32_t> now_, before_;  // for each tile, row by row
    ImVec4 area_;
};

}  // namespace kumquat
