// fonts.hpp -- the fonts that are compiled into the program.
// fonts.mk cuts them down to the characters of views/ui.cpp and writes their bytes.
#pragma once

#include <cstddef>

namespace kumquat {

struct EmbeddedFont {
    const unsigned char* bytes;
    size_t size;
};

extern const EmbeddedFont inter_regular, inter_semi_bold, jetbrains_mono;

}  // namespace kumquat
