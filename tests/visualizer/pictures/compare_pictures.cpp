// compare_pictures.cpp -- a picture beside one that somebody has looked at.
//     compare_pictures REVIEWED PICTURE            exit status 0: they look alike
//     compare_pictures --accept REVIEWED PICTURE   the picture is the reviewed one from now on
// Its one idea: reviewed pictures are kept at half their size in fewer colours. That is enough to
// see what moved, vanished or changed its colour, and what one pixel does hardly counts.
#include <fmt/format.h>

#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int channels = 3;
constexpr int colour_step = 16;  // of 256
constexpr int tolerance = 40;    // of a colour: as much as soft edges of letters differ
constexpr double part_max = 0.004;  // of the pixels may differ more

struct Picture {
    int width = 0, height = 0;
    std::vector<unsigned char> colours;
};

Picture read(const char* path) {
    Picture picture;
    unsigned char* const colours =
        stbi_load(path, &picture.width, &picture.height, nullptr, channels);
    if (colours != nullptr) {
        picture.colours.assign(colours,
                               colours + picture.width * picture.height * channels);
        stbi_image_free(colours);
    }
    return picture;
}

/// Four pixels become one.
Picture halved(const Picture& whole) {
    Picture half{whole.width / 2, whole.height / 2, {}};
    for (int y = 0; y < half.height; ++y) {
        for (int i = 0; i < half.width * channels; ++i) {
            const int x = i / channels * 2 * channels + i % channels;
            const unsigned char* const above =
                whole.colours.data() + 2 * y * whole.width * channels + x;
            const unsigned char* const below = above + whole.width * channels;
            const int sum = above[0] + above[channels] + below[0] + below[channels];
            half.colours.push_back(
                static_cast<unsigned char>(sum / 4 / colour_step * colour_step));
        }
    }
    return half;
}

/// Which part of the pixels looks different, 0 to 1.
double difference(const Picture& one, const Picture& other) {
    if (one.width != other.width || one.height != other.height || one.width == 0) {
        return 1;
    }
    size_t differing = 0;
    for (size_t i = 0; i < one.colours.size(); i += channels) {
        bool is_far = false;
        for (size_t k = i; k < i + channels; ++k) {
            is_far = is_far || std::abs(one.colours[k] - other.colours[k]) > tolerance;
        }
        differing += is_far ? 1 : 0;
    }
    return static_cast<double>(differing * channels) /
           static_cast<double>(one.colours.size());
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_accepted = argc == 4 && std::string_view{argv[1]} == "--accept";
    if (argc != 3 && !is_accepted) {
        fmt::print(stderr, "compare_pictures [--accept] REVIEWED PICTURE\n");
        return 2;
    }
    const Picture now = halved(read(argv[argc - 1]));
    if (is_accepted) {
        stbi_write_png_compression_level = 20;
        return stbi_write_png(argv[2], now.width, now.height, channels,
                              now.colours.data(), now.width * channels) != 0
                   ? 0
                   : 1;
    }
    const double part = difference(read(argv[1]), now);
    if (part <= part_max) {
        return 0;
    }
    fmt::print("{:.1f} % of {} look different from {}\n", part * 100, argv[2], argv[1]);
    return 1;
}
