// picture.cpp -- OpenGL counts rows from the bottom, PNG from the top.
#include "picture.hpp"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

#include <vector>

namespace kumquat {

bool save_picture(const std::string& path, int width, int height) {
    std::vector<unsigned char> pixels(static_cast<size_t>(width) *
                                      static_cast<size_t>(height) * 3);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    stbi_flip_vertically_on_write(1);
    if (stbi_write_png(path.c_str(), width, height, 3, pixels.data(), width * 3) == 0) {
        fmt::print(stderr, "{} cannot be written. Does its folder exist?\n", path);
        return false;
    }
    return true;
}

}  // namespace kumquat
