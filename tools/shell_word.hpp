// shell_word.hpp -- a text as one word of a shell, whatever is in it.
#pragma once

#include <string>

namespace kumquat {

inline std::string shell_word(const std::string& text) {
    std::string word = "'";
    for (const char c : text) {
        word += c == '\'' ? std::string{R"('\'')"} : std::string{c};
    }
    return word + "'";
}

}  // namespace kumquat
