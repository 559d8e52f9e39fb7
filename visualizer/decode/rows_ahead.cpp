// rows_ahead.cpp -- head, rows, and the rest.
#include "rows_ahead.hpp"

namespace kumquat {

namespace {

constexpr size_t rows_at_once = 1u << 14;  // a message of half a megabyte

}  // namespace

void RowsAhead::feed(std::string_view piece) {
    if (part_ == Part::head) {
        const std::string_view all = piece;
        const bool is_whole = finder_.take_head(piece, head_);
        before_ += all.substr(0, all.size() - piece.size());
        part_ = is_whole ? Part::tables : Part::head;
    }
    (part_ == Part::text ? behind_ : text_) += piece;
}

void RowsAhead::set_tables(const Trace& tables) {
    part_ = Part::rows;
    head_.clear();
    scanner_.emplace(tables, rows_at_once);
}

bool RowsAhead::go_on() {
    if (part_ != Part::rows) {
        return false;
    }
    const RowScanner::Result result = scanner_->scan(text_, 0);
    const bool may_lack_its_end =
        result.stop == RowScanner::Stop::odd_row &&
        text_.size() - result.found < RowScanner::row_bytes_max;
    rows_text_.pass(std::string_view{text_}.substr(0, result.taken));
    text_.erase(0, result.taken);
    if (result.stop == RowScanner::Stop::full) {
        return true;
    }
    if (result.stop != RowScanner::Stop::needs_more && !may_lack_its_end) {
        finish();
    }
    return false;
}

void RowsAhead::finish() {
    behind_ += text_;
    text_.clear();
    head_.clear();
    part_ = Part::text;
}

std::span<const Event> RowsAhead::events() const {
    return scanner_ ? scanner_->events() : std::span<const Event>{};
}

std::span<const uint32_t> RowsAhead::columns() const {
    return scanner_ ? scanner_->columns() : std::span<const uint32_t>{};
}

void RowsAhead::clear() {
    before_.clear();
    behind_.clear();
    rows_text_ = {};
    if (scanner_) {
        scanner_->clear();
    }
}

}  // namespace kumquat
