// software_painter.cpp -- rectangles, letters, and everything else.
#include "software_painter.hpp"

#include "pixel_row.hpp"
#include "shapes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kumquat {

namespace {

constexpr uint32_t opaque = 0xFF000000;

/// The first pixel whose middle is not left of an edge.
int first_pixel(float edge) {
    constexpr float far = 1e6f;  // from any screen; what is no number is there, too
    return edge > -far ? static_cast<int>(std::ceil(std::min(edge, far) - 0.5f))
                       : static_cast<int>(-far);
}

/// Where the line between two corners crosses a height. Whichever triangle asks gets the same
/// answer, because the upper corner always comes first.
float crossing(const ImDrawVert* a, const ImDrawVert* b, float y) {
    if (a->pos.y > b->pos.y) {
        std::swap(a, b);
    }
    return a->pos.x + (b->pos.x - a->pos.x) * ((y - a->pos.y) / (b->pos.y - a->pos.y));
}

}  // namespace

void SoftwarePainter::take_letters() {
    unsigned char* letters = nullptr;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&letters, &letters_width_,
                                             &letters_height_);
    letters_ = letters;
}

void SoftwarePainter::resize(int width, int height) {
    width_ = width;
    height_ = height;
    pixels_.assign(static_cast<size_t>(width) * static_cast<size_t>(height), opaque);
}

void SoftwarePainter::paint(const ImDrawData& frame, const ImVec4& area, ImU32 ground) {
    const auto inside = [](const ImVec4& wanted, const Box& limit) {
        return Box{std::max(limit.left, static_cast<int>(wanted.x)),
                   std::max(limit.top, static_cast<int>(wanted.y)),
                   std::min(limit.right, static_cast<int>(wanted.z)),
                   std::min(limit.bottom, static_cast<int>(wanted.w))};
    };
    const Box painted = inside(area, {0, 0, width_, height_});
    fill(painted, ground | opaque);
    for (int i = 0; i < frame.CmdListsCount; ++i) {
        const ImDrawList& list = *frame.CmdLists[i];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const Box clip = inside(command.ClipRect, painted);
            if (clip.left < clip.right && clip.top < clip.bottom) {
                paint_command(list, command, clip);
            }
        }
    }
}

void SoftwarePainter::paint_command(const ImDrawList& list,
                                    const ImDrawCmd& command,
                                    const Box& clip) {
    for_each_shape(
        list, command,
        [&](const ImDrawVert& first, const ImDrawVert& last) {
            const Box box{std::max(clip.left, first_pixel(first.pos.x)),
                          std::max(clip.top, first_pixel(first.pos.y)),
                          std::min(clip.right, first_pixel(last.pos.x)),
                          std::min(clip.bottom, first_pixel(last.pos.y))};
            if (first.uv.x == last.uv.x) {
                fill(box, first.col);
            } else {
                paint_letter(first, last, box);
            }
        },
        [&](const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
            paint_triangle({&a, &b, &c}, clip);
        });
}

void SoftwarePainter::fill(const Box& box, uint32_t colour) {
    if (box.left < box.right && box.top < box.bottom) {
        fill_pixels(row(box.top) + box.left, width_, box.right - box.left,
                    box.bottom - box.top, colour);
    }
}

/// \param first, last  upper left and lower right corner
void SoftwarePainter::paint_letter(const ImDrawVert& first,
                                   const ImDrawVert& last,
                                   const Box& box) {
    const float across = (last.uv.x - first.uv.x) / (last.pos.x - first.pos.x);
    const float down = (last.uv.y - first.uv.y) / (last.pos.y - first.pos.y);
    const auto place = [](float middle, int count) {
        return std::clamp(static_cast<int>(middle * static_cast<float>(count)), 0,
                          count - 1);
    };
    // Nearly always a pixel of the atlas becomes one of the picture.
    const bool is_full_size =
        std::abs(across * static_cast<float>(letters_width_) - 1) < 0.001f;
    const int step = is_full_size ? std::max(1, box.right - box.left) : 1;
    for (int y = box.top; y < box.bottom; ++y) {
        const float v =
            first.uv.y + (static_cast<float>(y) + 0.5f - first.pos.y) * down;
        const unsigned char* const covered =
            letters_ +
            static_cast<ptrdiff_t>(place(v, letters_height_)) * letters_width_;
        for (int x = box.left; x < box.right; x += step) {
            const float u =
                first.uv.x + (static_cast<float>(x) + 0.5f - first.pos.x) * across;
            const int at = place(u, letters_width_);
            fill_covered_pixels(row(y) + x, covered + at,
                                std::min(step, letters_width_ - at), first.col);
        }
    }
}

/// Row by row: where two of its edges cross the middle of the row, it begins and ends.
void SoftwarePainter::paint_triangle(const ImDrawVert* const (&corners)[3],
                                     const Box& clip) {
    const ImDrawVert &a = *corners[0], &b = *corners[1], &c = *corners[2];
    const int top =
        std::max(clip.top, first_pixel(std::min({a.pos.y, b.pos.y, c.pos.y})));
    const int bottom =
        std::min(clip.bottom, first_pixel(std::max({a.pos.y, b.pos.y, c.pos.y})));
    const bool is_flat = a.col == b.col && a.col == c.col;
    for (int y = top; y < bottom; ++y) {
        const float middle = static_cast<float>(y) + 0.5f;
        float left = static_cast<float>(clip.right),
              right = static_cast<float>(clip.left);
        for (int i = 0; i < 3; ++i) {
            const ImDrawVert *const p = corners[i], *const q = corners[(i + 1) % 3];
            if ((p->pos.y <= middle) != (q->pos.y <= middle)) {
                const float x = crossing(p, q, middle);
                left = std::min(left, x);
                right = std::max(right, x);
            }
        }
        const int first = std::max(clip.left, first_pixel(left)),
                  last = std::min(clip.right, first_pixel(right));
        if (is_flat) {
            fill({first, y, last, y + 1}, a.col);
        } else {
            paint_shaded_row(corners, y, first, last);
        }
    }
}

/// Each corner has a colour of its own: soft edges of lines.
void SoftwarePainter::paint_shaded_row(const ImDrawVert* const (&corners)[3],
                                       int y,
                                       int left,
                                       int right) {
    const ImDrawVert &a = *corners[0], &b = *corners[1], &c = *corners[2];
    const ImVec2 ab{b.pos.x - a.pos.x, b.pos.y - a.pos.y},
        ac{c.pos.x - a.pos.x, c.pos.y - a.pos.y};
    const float size = ab.x * ac.y - ab.y * ac.x;
    if (size == 0) {
        return;
    }
    uint32_t* const pixels = row(y);
    for (int x = left; x < right; ++x) {
        const ImVec2 at{static_cast<float>(x) + 0.5f - a.pos.x,
                        static_cast<float>(y) + 0.5f - a.pos.y};
        const float to_b = (at.x * ac.y - at.y * ac.x) / size,
                    to_c = (ab.x * at.y - ab.y * at.x) / size;
        const auto part = [&](int shift) {
            const auto channel = [shift](uint32_t colour) {
                return static_cast<float>(colour >> shift & 0xFF);
            };
            const float value = channel(a.col) * (1 - to_b - to_c) +
                                channel(b.col) * to_b + channel(c.col) * to_c;
            return static_cast<uint32_t>(std::clamp(value + 0.5f, 0.0f, 255.0f));
        };
        pixels[x] = laid_over(pixels[x], part(0) | part(8) << 8 | part(16) << 16,
                              amount_of(part(24)));
    }
}

}  // namespace kumquat
