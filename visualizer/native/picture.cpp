// picture.cpp -- through the library for PNG.
#include "picture.hpp"

#include <fmt/format.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

namespace kumquat {

bool save_picture(const std::string& path, const SoftwarePainter& picture) {
    constexpr int channels = 4;
    if (stbi_write_png(path.c_str(), picture.width(), picture.height(), channels,
                       picture.pixels(), picture.width() * channels) == 0) {
        fmt::print(stderr, "{} cannot be written. Does its folder exist?\n", path);
        return false;
    }
    return true;
}

}  // namespace kumquat
