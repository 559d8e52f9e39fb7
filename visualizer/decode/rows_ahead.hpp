// rows_ahead.hpp -- scans the rows of a file somewhere else than where they are kept.
// Its one idea: it takes only what is right. The head of the file, and everything from the first
// thing on that it does not know, goes on as text to a TraceStream, which alone judges the file;
// the rows between go there as numbers (TraceStream::take_rows), in the same order.
// It parses no JSON itself: its program has to be there before the page's.
#pragma once

#include "events_finder.hpp"
#include "row_scanner.hpp"
#include "text_place.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kumquat {

class RowsAhead {
public:
    /// The next piece of the file. Afterwards call go_on() until it has taken all of it.
    void feed(std::string_view piece);
    /// The head of the file is whole: read it, and say what its tables are.
    bool wants_tables() const { return part_ == Part::tables; }
    std::string_view head() const { return head_; }
    /// Requires: a TraceStream that reads the same head has the same tables, or a problem
    void set_tables(const Trace& tables);
    /// \return  false: all has been taken; true: take what has come, clear() and call again
    bool go_on();
    /// The file is over, or this is no head of a trace: what is left is text.
    void finish();

    // What has come since the last clear(), in this order.
    std::string_view before() const { return before_; }
    std::span<const Event> events() const;
    std::span<const uint32_t> columns() const;
    const TextPlace& rows_text() const { return rows_text_; }  // that the rows were
    std::string_view behind() const { return behind_; }
    void clear();

private:
    enum class Part { head, tables, rows, text };

    Part part_ = Part::head;
    EventsFinder finder_;
    std::optional<RowScanner> scanner_;
    std::string head_;
    std::string text_;  // not yet taken
    std::string before_, behind_;
    TextPlace rows_text_;
};

}  // namespace kumquat
