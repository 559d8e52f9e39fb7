// row_scanner.hpp -- the rows of "events", fast.
// Its one idea: it knows only what is right. A row is brackets around whole numbers, within the
// bounds of the tables; of a row in which it finds anything else it takes nothing, and the
// library's parser reads that row again and says what is wrong.
#pragma once

#include "trace.hpp"

#include <string>

namespace kumquat {

class RowScanner {
public:
    enum class Stop {
        needs_more,  // all of the text has been taken
        odd_row,     // this is not a row that the scanner knows, or not all of one
        no_comma,    // behind a row there is neither "," nor "]"
        end,         // the "]" behind the last row
    };
    struct Result {
        Stop stop;
        size_t taken;  // everything before this place has been taken
        size_t found;  // there is the odd row, or what should be a comma
    };

    /// \param trace  has its tables; gets the events
    explicit RowScanner(Trace& trace);

    /// Take rows from `text`, beginning at `place`.
    Result scan(const std::string& text, size_t place);

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

    Trace& trace_;
    std::vector<Kind> kinds_;
    std::vector<Bounds> bounds_;
    bool expects_comma_ = false;
};

}  // namespace kumquat
