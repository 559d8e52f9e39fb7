// damage.cpp -- marks and their comparison.
#include "damage.hpp"

#include "shapes.hpp"

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

/// Leave the marks of all shapes of one command.
void Damage::mark(const ImDrawList& list, const ImDrawCmd& command) {
    const ImVec4& clip = command.ClipRect;
    uint32_t begin = 0;
    for (const float edge : {clip.x, clip.y, clip.z, clip.w}) {
        begin = mixed(begin, static_cast<uint32_t>(static_cast<int32_t>(edge)));
    }
    const auto mark_within = [&](float left, float top, float right, float bottom,
                                 uint32_t hash) {
        mark_tiles({std::max(clip.x, left), std::max(clip.y, top),
                    std::min(clip.z, right), std::min(clip.w, bottom)},
                   hash);
    };
    for_each_shape(
        list, command,
        [&](const ImDrawVert& first, const ImDrawVert& last) {
            mark_within(first.pos.x, first.pos.y, last.pos.x, last.pos.y,
                        mixed(mixed(begin, first), last));
        },
        [&](const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
            mark_within(std::min({a.pos.x, b.pos.x, c.pos.x}),
                        std::min({a.pos.y, b.pos.y, c.pos.y}),
                        std::max({a.pos.x, b.pos.x, c.pos.x}),
                        std::max({a.pos.y, b.pos.y, c.pos.y}),
                        mixed(mixed(mixed(begin, a), b), c));
        });
}

void Damage::mark_tiles(const ImVec4& area, uint32_t hash) {
    if (!(area.x < area.z && area.y < area.w)) {
        return;
    }
    const auto tile = [](float place, int count) {
        return std::clamp(static_cast<int>(place) / tile_size, 0, count - 1);
    };
    for (int y = tile(area.y, rows_); y <= tile(area.w, rows_); ++y) {
        for (int x = tile(area.x, columns_); x <= tile(area.z, columns_); ++x) {
            uint32_t& marks = now_[static_cast<size_t>(y * columns_ + x)];
            marks = mixed(marks, hash);
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
