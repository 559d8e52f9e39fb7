// row_scanner.hpp -- the rows of "events", fast.
// Its one idea: it knows only what is right. A row is brackets around whole numbers, within the
// bounds of the tables; of a row in which it finds anything else it takes nothing, and the
// library's parser reads that row again and says what is wrong.
#pragma once

#include "trace.hpp"

#include <span>
#include <string>
#include <vector>

namespace kumquat {

class RowScanner {
public:
    enum class Stop {
        full,  // no more rows can be kept; the rest of the text is still to be read
        needs_more,  // all of the text has been taken
        odd_row,     // this is not a row that the scanner knows, or not all of one
        no_comma,    // behind a row there is neither "," nor "]"
        end,         // the "]" behind the last row
    };
    /// An odd row may only lack its end, unless so much text is behind its beginning.
    static constexpr size_t row_bytes_max = 1u << 12;
    struct Result {
        Stop stop;
        size_t taken;  // everything before this place has been taken
        size_t found;  // there is the odd row, or what should be a comma
    };

    /// \param tables      of the trace: what its rows may name
    /// \param events_max  so many rows are kept
    RowScanner(const Trace& tables, size_t events_max);

    /// Take rows from `text`, beginning at `place`.
    Result scan(const std::string& text, size_t place);

    /// What has been taken since the last clear(), as Trace::add_rows() wants it.
    std::span<const Event> events() const { return {events_.data(), event_count_}; }
    std::span<const uint32_t> columns() const {
        return {columns_.data(), column_count_};
    }
    void clear() { event_count_ = column_count_ = 0; }

    /// Somebody else has taken the row behind the last place.
    void row_was_taken() { expects_comma_ = true; }

private:
    struct Bounds {
        int64_t lowest, behind_highest;
    };
    struct Kind {
        size_t first_bounds, columns;
    };

    const char* take_row(const char* at);
    bool has_room() const;

    std::vector<Event> events_;  // room, of which the first ones are taken
    std::vector<uint32_t> columns_;
    size_t event_count_ = 0, column_count_ = 0;
    std::vector<Kind> kinds_;
    std::vector<Bounds> bounds_;
    size_t columns_max_ = 0;  // of any kind
    bool expects_comma_ = false;
};

}  // namespace kumquat
