// damage.cpp -- marks and their comparison.
#include "damage.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kumquat {

namespace {

uint32_t mixed(uint32_t hash, uint32_t word) {
    return (hash ^ word) * 0x9E3779B1u + (hash >> 15);
}

uint32_t mixed(uint32_t hash, const ImDrawVert& vertex) {
    uint32_t words[sizeof vertex / sizeof(uint32_t)];
    std::memcpy(words, &vertex, sizeof vertex);
    for (const uint32_t word : words) {
        hash = mixed(hash, word);
    }
    return hash;
}

}  // namespace

/// Leave the marks of all triangles of one command.
void Damage::mark(const ImDrawList& list, const ImDrawCmd& command) {
    const ImVec4& clip = command.ClipRect;
    uint32_t begin = 0;
    for (const float edge : {clip.x, clip.y, clip.z, clip.w}) {
        begin = mixed(begin, static_cast<uint32_t>(static_cast<int32_t>(edge)));
    }
    const auto tile = [](float place, int count) {
        return std::clamp(static_cast<int>(place) / tile_size, 0, count - 1);
    };
    const ImDrawIdx* const index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawVert* const vertices = list.VtxBuffer.Data + command.VtxOffset;
    for (uint32_t i = 0; i + 2 < command.ElemCount; i += 3) {
        const ImDrawVert &a = vertices[index[i]], &b = vertices[index[i + 1]],
                         &c = vertices[index[i + 2]];
        const float left = std::max(clip.x, std::min({a.pos.x, b.pos.x, c.pos.x}));
        const float right = std::min(clip.z, std::max({a.pos.x, b.pos.x, c.pos.x}));
        const float top = std::max(clip.y, std::min({a.pos.y, b.pos.y, c.pos.y}));
        const float bottom = std::min(clip.w, std::max({a.pos.y, b.pos.y, c.pos.y}));
        if (!(left < right && top < bottom)) {
            continue;
        }
        const uint32_t hash = mixed(mixed(mixed(begin, a), b), c);
        for (int y = tile(top, rows_); y <= tile(bottom, rows_); ++y) {
            for (int x = tile(left, columns_); x <= tile(right, columns_); ++x) {
                uint32_t& marks = now_[static_cast<size_t>(y * columns_ + x)];
                marks = mixed(marks, hash);
            }
        }
    }
}

/// The smallest rectangle with all tiles that changed.
void Damage::find_area(ImVec2 size) {
    int left = columns_, right = 0, top = rows_, bottom = 0;
    for (int y = 0; y < rows_; ++y) {
        for (int x = 0; x < columns_; ++x) {
            const auto place = static_cast<size_t>(y * columns_ + x);
            if (now_[place] != before_[place]) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    const auto edge = [](int tiles, float end) {
        return std::min(static_cast<float>(tiles * tile_size), end);
    };
    area_ = {edge(left, size.x), edge(top, size.y), edge(right, size.x),
             edge(bottom, size.y)};
}

bool Damage::find(const ImDrawData& frame) {
    columns_ = static_cast<int>(std::ceil(frame.DisplaySize.x / tile_size));
    rows_ = static_cast<int>(std::ceil(frame.DisplaySize.y / tile_size));
    if (columns_ <= 0 || rows_ <= 0) {
        return false;
    }
    now_.assign(static_cast<size_t>(columns_) * static_cast<size_t>(rows_), 1);
    for (int i = 0; i < frame.CmdListsCount; ++i) {
        for (const ImDrawCmd& command : frame.CmdLists[i]->CmdBuffer) {
            mark(*frame.CmdLists[i], command);
        }
    }
    if (before_.size() != now_.size()) {
        before_.assign(now_.size(), 0);  // a mark that no tile has
    }
    find_area(frame.DisplaySize);
    before_ = now_;
    return area_.x < area_.z;
}

}  // namespace kumquat
