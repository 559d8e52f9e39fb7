// pixel_row.cpp -- the two loops.
#include "pixel_row.hpp"

#include <algorithm>

namespace kumquat {

void fill_pixels(
    uint32_t* pixels, ptrdiff_t stride, int width, int height, uint32_t colour) {
    const uint32_t amount = amount_of(colour >> 24);
    for (int y = 0; y < height; ++y, pixels += stride) {
        if (amount == 256) {
            std::fill_n(pixels, width, colour);
            continue;
        }
        for (int x = 0; x < width; ++x) {
            pixels[x] = laid_over(pixels[x], colour, amount);
        }
    }
}

void fill_covered_pixels(uint32_t* pixels,
                         const unsigned char* covered,
                         int count,
                         uint32_t colour) {
    const uint32_t amount = amount_of(colour >> 24);
    for (int i = 0; i < count; ++i) {
        pixels[i] = laid_over(pixels[i], colour, amount_of(covered[i]) * amount >> 8);
    }
}

}  // namespace kumquat
