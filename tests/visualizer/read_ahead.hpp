// read_ahead.hpp -- a file read as the page reads it: its rows are scanned somewhere else.
#pragma once

#include "visualizer/decode/decode.hpp"
#include "visualizer/decode/rows_ahead.hpp"

#include <string>
#include <string_view>

namespace kumquat {

/// \param next_length  of the next piece
/// \param take         called with what has come, now and then; it is cleared afterwards
template <typename NextLength, typename Take>
void read_ahead(std::string_view text, NextLength next_length, Take take) {
    RowsAhead ahead;
    const auto hand_over = [&] {
        take(ahead);
        ahead.clear();
    };
    while (!text.empty()) {
        const std::string_view piece = text.substr(0, next_length());
        text.remove_prefix(piece.size());
        ahead.feed(piece);
        if (ahead.wants_tables()) {
            const DecodeResult head =
                decode_trace(std::string{ahead.head()} + "]}", "head");
            head.is_complete() ? ahead.set_tables(head.trace) : ahead.finish();
        }
        while (ahead.go_on()) {
            hand_over();
        }
        if (piece.size() % 2 == 0) {
            hand_over();
        }
    }
    ahead.finish();
    hand_over();
}

}  // namespace kumquat
