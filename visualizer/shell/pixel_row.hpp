// pixel_row.hpp -- colours laid over rows of pixels.
// Its one idea: these are the loops in which painting spends its time, so they stand alone: each
// is short enough for the compiler to do four pixels at once, and a browser, which begins with
// quick and slow code, soon replaces it.
// A pixel is red, green, blue, opacity, a byte each, and always opaque.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kumquat {

/// How much of a colour is laid over what is there, 0 to 256, from its opacity, 0 to 255.
constexpr uint32_t amount_of(uint32_t opacity) { return opacity + (opacity >> 7); }

/// Lay a colour over another; red and blue are reckoned together, green between them.
/// \param amount  how much of it, 0 to 256
constexpr uint32_t laid_over(uint32_t under, uint32_t colour, uint32_t amount) {
    const uint32_t rest = 256 - amount;
    const uint32_t red_blue =
        ((colour & 0xFF00FF) * amount + (under & 0xFF00FF) * rest) >> 8 & 0xFF00FF;
    const uint32_t green =
        ((colour & 0x00FF00) * amount + (under & 0x00FF00) * rest) >> 8 & 0x00FF00;
    return 0xFF000000 | red_blue | green;
}
static_assert(laid_over(0xFF112233, 0x00FFFFFF, 0) == 0xFF112233);
static_assert(laid_over(0xFF112233, 0x00AABBCC, 256) == 0xFFAABBCC);

/// Lay a colour, as opaque as it says, over a rectangle of pixels.
/// \param pixels  the first of them
/// \param stride  from one row to the next, in pixels
void fill_pixels(
    uint32_t* pixels, ptrdiff_t stride, int width, int height, uint32_t colour);

/// Lay a colour over pixels that are covered in part.
/// \param covered  how much of each, 0 to 255
void fill_covered_pixels(uint32_t* pixels,
                         const unsigned char* covered,
                         int count,
                         uint32_t colour);

}  // namespace kumquat
