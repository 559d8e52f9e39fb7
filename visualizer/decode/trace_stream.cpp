// trace_stream.cpp -- head, rows and tail of a file.
#include "trace_stream.hpp"

#include "json_parser.hpp"

#include <algorithm>

namespace kumquat {

namespace {

constexpr std::string_view spaces = " \t\r\n";
constexpr size_t rows_at_once = 4096;  // stay in the processor's cache

}  // namespace

bool TraceStream::feed(std::string_view piece) {
    if (part_ == Part::head) {
        read_head(piece);
    }
    if (part_ == Part::over) {
        return false;
    }
    text_ += piece;
    if (part_ == Part::rows) {
        read_rows(false);
    }
    return part_ != Part::over;
}

/// Keep the text until the events begin; then read what is before them.
/// \param piece  without what belonged to the head, afterwards
void TraceStream::read_head(std::string_view& piece) {
    const bool is_whole = finder_.take_head(piece, text_);
    if (!is_whole && text_.size() < next_trial_) {
        return;
    }
    Trace trial;  // to find out early that this is something else
    TraceReader reader{is_whole ? trace_ : trial};
    const ParsedText parsed = parse_json(text_, reader);
    is_usable_ = is_whole && reader.has_tables();
    if (!reader.problem().empty() || parsed.progress < text_.size()) {
        explain(reader, parsed.progress);
        return;
    }
    next_trial_ = 2 * text_.size();
    if (is_whole) {
        drop_text(text_.size());
        scanner_.emplace(trace_, rows_at_once);
        part_ = Part::rows;
    }
}

void TraceStream::read_rows(bool is_last) {
    size_t taken = 0;
    for (;;) {
        const RowScanner::Result result = scanner_->scan(text_, taken);
        taken = result.taken;
        keep_rows();
        switch (result.stop) {
        case RowScanner::Stop::full:
            continue;
        case RowScanner::Stop::odd_row:
            if (read_odd_row(result, is_last)) {
                taken = odd_row_end_;
                continue;
            }
            return;
        case RowScanner::Stop::needs_more:
            drop_text(taken);
            reserve_events();
            return;
        case RowScanner::Stop::end:
            drop_text(taken);
            part_ = Part::tail;
            return;
        case RowScanner::Stop::no_comma:
            drop_text(result.found);
            TraceReader reader{trace_, TraceReader::From::row};
            reader.parse_failed("neither \",\" nor \"]\" follows an event");
            explain(reader, 1);
            return;
        }
    }
}

void TraceStream::keep_rows() {
    trace_.add_rows(scanner_->events(), scanner_->columns());
    scanner_->clear();
}

void TraceStream::take_rows(std::span<const Event> events,
                            std::span<const uint32_t> columns,
                            const TextPlace& text) {
    if (part_ != Part::rows) {
        return;
    }
    if (!events.empty()) {
        trace_.add_rows(events, columns);
        scanner_->row_was_taken();
    }
    before_.pass(text);
    reserve_events();
}

/// A row that the scanner does not like: perhaps its end is still to come; perhaps a number
/// only has more digits than usual; else the parser says what is wrong.
/// \return  whether the row has been taken, up to odd_row_end_
bool TraceStream::read_odd_row(const RowScanner::Result& result, bool is_last) {
    const std::string_view rest = std::string_view{text_}.substr(result.found);
    if (!is_last && rest.size() < RowScanner::row_bytes_max) {
        drop_text(result.taken);
        reserve_events();
        return false;
    }
    const size_t columns = trace_.columns.size();
    TraceReader reader{trace_, TraceReader::From::row};
    const ParsedText parsed = parse_json(rest, reader, false);
    if (!parsed.is_valid) {
        trace_.columns.resize(columns);
        drop_text(result.found);
        explain(reader, parsed.progress);
        return false;
    }
    scanner_->row_was_taken();
    odd_row_end_ = result.found + parsed.progress;
    return true;
}

/// Memory for as many events as the file will have, if it goes on as it began.
void TraceStream::reserve_events() {
    constexpr size_t enough_to_guess = 1000;
    const size_t events = trace_.events.size();
    if (file_bytes_ <= before_.bytes || events < enough_to_guess ||
        trace_.events.capacity() >= 2 * enough_to_guess + events) {
        return;
    }
    const double growth =
        1.02 * static_cast<double>(file_bytes_) / static_cast<double>(before_.bytes);
    const auto grown = [growth](size_t count) {
        return static_cast<size_t>(static_cast<double>(count) * growth);
    };
    trace_.events.reserve(grown(events));
    trace_.columns.reserve(grown(trace_.columns.size()));
    file_bytes_ = 0;  // once
}

void TraceStream::finish() {
    switch (part_) {
    case Part::head:
        finish_head();
        break;
    case Part::rows:
        read_rows(true);
        if (part_ == Part::tail) {
            finish_tail();
        } else if (part_ == Part::rows) {
            TraceReader reader{trace_, TraceReader::From::row};
            explain(reader, text_.size());
        }
        break;
    case Part::tail:
        finish_tail();
        break;
    case Part::over:
        break;
    }
    part_ = Part::over;
}

/// The file ended before any event.
void TraceStream::finish_head() {
    if (text_.find_first_not_of(spaces) == std::string::npos) {
        give_up(file_name_ +
                " is empty, so there is nothing to show. Was the run ended "
                "before the trace was written?");
        return;
    }
    TraceReader reader{trace_};
    const ParsedText parsed = parse_json(text_, reader);
    is_usable_ = reader.has_tables();
    if (!parsed.is_valid) {
        explain(reader, parsed.progress);
    } else if (reader.is_trace()) {
        give_up(file_name_ + " has no \"events\". " + what_is_shown());
    } else {
        give_up(file_name_ + " is not a Kumquat trace: it has no \"format\".");
    }
}

/// What is behind the events is one JSON object if something stands before it again.
void TraceStream::finish_tail() {
    constexpr std::string_view before = "{\"events\":[";
    Trace nothing;
    TraceReader reader{nothing, TraceReader::From::after_events};
    const std::string text = std::string{before} + text_;
    const ParsedText parsed = parse_json(text, reader);
    if (!parsed.is_valid) {
        explain(reader, std::max(parsed.progress, before.size()) - before.size());
    }
}

/// Forget text that has been read; only where it ended is remembered.
void TraceStream::drop_text(size_t count) {
    before_.pass(std::string_view{text_}.substr(0, count));
    text_.erase(0, count);
}

}  // namespace kumquat
