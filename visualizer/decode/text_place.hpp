// text_place.hpp -- how far a text has been read, as messages tell it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kumquat {

struct TextPlace {
    size_t bytes = 0;
    int64_t lines = 0;    // that have ended
    int64_t columns = 0;  // characters of the line that has not

    /// Go on behind a further piece.
    void pass(const TextPlace& piece) {
        bytes += piece.bytes;
        columns = piece.lines == 0 ? columns + piece.columns : piece.columns;
        lines += piece.lines;
    }
    void pass(std::string_view text) {
        const size_t last_end = text.rfind('\n');
        const size_t line = last_end == std::string_view::npos ? 0 : last_end + 1;
        pass({text.size(), std::count(text.begin(), text.end(), '\n'),
              static_cast<int64_t>(text.size() - line)});
    }
};

}  // namespace kumquat
