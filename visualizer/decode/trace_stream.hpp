// trace_stream.hpp -- reads a trace while it is still coming, piece by piece.
// Its one idea: the million rows of "events" are read at once by a scanner that knows nothing
// but rows; everything before, between and behind them that it does not know is read by the
// library's parser, which finds the right words for what is wrong.
// Invariant: whatever has been read stays; after a problem nothing is added.
#pragma once

#include "events_finder.hpp"
#include "row_scanner.hpp"
#include "text_place.hpp"
#include "trace_reader.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kumquat {

class TraceStream {
public:
    /// \param file_name  for messages only
    /// \param trace      empty; gets what is read
    TraceStream(std::string file_name, Trace& trace)
        : file_name_{std::move(file_name)}, trace_{trace} {}

    /// The length of the whole file, if it is known: so much memory is set aside in time.
    void expect(size_t file_bytes) {
        file_bytes_ = std::min(file_bytes, believed_bytes_max);
    }

    /// Read the next piece, of any length. \return  false: there is a problem; no more is read
    bool feed(std::string_view piece);

    /// Add rows that somebody else has scanned, with the tables of the same file.
    /// \param text  that they were
    /// Requires: the stream has been fed all that stood before them, and nothing else
    void take_rows(std::span<const Event> events,
                   std::span<const uint32_t> columns,
                   const TextPlace& text);

    /// The file is over: say what it lacks, if it lacks anything.
    void finish();

    /// One sentence or two; empty: none so far.
    const std::string& problem() const { return problem_; }
    /// The trace has its tables, so its events can be shown.
    bool is_usable() const { return is_usable_; }

private:
    enum class Part { head, rows, tail, over };

    void read_head(std::string_view& piece);
    void read_rows(bool is_last);
    void keep_rows();
    bool read_odd_row(const RowScanner::Result& result, bool is_last);
    void finish_head();
    void finish_tail();
    void reserve_events();
    void drop_text(size_t count);
    void explain(const TraceReader& reader, size_t progress);
    void give_up(std::string problem);
    std::string what_is_shown() const;

    std::string file_name_;
    Trace& trace_;
    Part part_ = Part::head;
    std::string text_;  // not yet read, or only in part
    size_t file_bytes_ = 0;
    TextPlace before_;  // where text_ begins
    size_t odd_row_end_ = 0;
    size_t next_trial_ = trial_bytes;
    EventsFinder finder_;
    std::optional<RowScanner> scanner_;
    std::string problem_;
    bool is_usable_ = false;

    static constexpr size_t believed_bytes_max = 1u << 28;
    static constexpr size_t trial_bytes = 1u << 16;
};

}  // namespace kumquat
