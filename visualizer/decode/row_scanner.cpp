// row_scanner.cpp -- digits, commas and brackets.
// The zero behind the text's last character stops every loop, so none counts characters.
#include "row_scanner.hpp"

#include <algorithm>

namespace kumquat {

namespace {

constexpr size_t columns_expected = 5;  // of a row, for how much room there is

/// Nearly always there is none to skip, which one comparison tells.
const char* skip_space(const char* at) {
    while (*at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
        ++at;
    }
    return at;
}

unsigned digit_at(const char* at) { return static_cast<unsigned>(*at - '0'); }

/// \return  behind the number, or nullptr if it is none or has more than 18 digits
const char* take_long_number(const char* at, int64_t& value) {
    constexpr std::ptrdiff_t digits_max = 18;
    const bool is_negative = *at == '-';
    at += is_negative ? 1 : 0;
    const char* const first = at;
    uint64_t number = 0;
    for (unsigned digit = 0; (digit = digit_at(at)) <= 9; ++at) {
        number = number * 10 + digit;
    }
    const std::ptrdiff_t digits = at - first;
    if (digits == 0 || digits > digits_max || (digits > 1 && *first == '0')) {
        return nullptr;
    }
    value = is_negative ? -static_cast<int64_t>(number) : static_cast<int64_t>(number);
    return at;
}

/// The same; half of all numbers have one digit.
inline const char* take_number(const char* at, int64_t& value) {
    if (const unsigned digit = digit_at(at); digit <= 9 && digit_at(at + 1) > 9) {
        value = digit;
        return at + 1;
    }
    return take_long_number(at, value);
}

/// Behind the next comma; nullptr: there is none.
const char* take_comma(const char* at) {
    at = skip_space(at);
    return *at == ',' ? skip_space(at + 1) : nullptr;
}

}  // namespace

RowScanner::RowScanner(const Trace& tables, size_t events_max) {
    for (const FileKind& kind : tables.kinds) {
        kinds_.push_back({bounds_.size(), kind.columns.size()});
        columns_max_ = std::max(columns_max_, kind.columns.size());
        for (const ColumnMeaning meaning : kind.meanings) {
            switch (meaning) {
            case ColumnMeaning::thread:
                bounds_.push_back({-1, static_cast<int64_t>(tables.threads.size())});
                break;
            case ColumnMeaning::task:
                bounds_.push_back({-1, static_cast<int64_t>(tables.tasks.size())});
                break;
            case ColumnMeaning::number:
                bounds_.push_back({0, int64_t{1} << 32});
                break;
            }
        }
    }
    events_.resize(events_max);
    columns_.resize(events_max * columns_expected + columns_max_);
}

bool RowScanner::has_room() const {
    return event_count_ < events_.size() &&
           columns_.size() - column_count_ >= columns_max_;
}

/// Take one row with its brackets.
/// \return  behind it, or nullptr: nothing was taken
/// Requires: has_room()
const char* RowScanner::take_row(const char* at) {
    int64_t time = 0, kind_number = 0;
    if (*at != '[' || (at = take_number(skip_space(at + 1), time)) == nullptr ||
        (at = take_comma(at)) == nullptr ||
        (at = take_number(at, kind_number)) == nullptr || kind_number < 0 ||
        kind_number >= static_cast<int64_t>(kinds_.size())) {
        return nullptr;
    }
    const Kind kind = kinds_[static_cast<size_t>(kind_number)];
    const Bounds* bounds = bounds_.data() + kind.first_bounds;
    uint32_t* column = columns_.data() + column_count_;
    for (uint32_t* const end = column + kind.columns; column != end;
         ++column, ++bounds) {
        int64_t value = 0;
        if ((at = take_comma(at)) == nullptr ||
            (at = take_number(at, value)) == nullptr || value < bounds->lowest ||
            value >= bounds->behind_highest) {
            return nullptr;
        }
        *column = static_cast<uint32_t>(value);
    }
    at = skip_space(at);
    if (*at != ']') {
        return nullptr;
    }
    events_[event_count_++] = {time, static_cast<uint32_t>(kind_number),
                               static_cast<uint32_t>(column_count_)};
    column_count_ += kind.columns;
    return at + 1;
}

RowScanner::Result RowScanner::scan(const std::string& text, size_t place) {
    const char* const begin = text.c_str();
    const char* const end = begin + text.size();
    const char* taken = begin + place;
    const auto stop = [&](Stop why, const char* at) {
        return Result{why, static_cast<size_t>(taken - begin),
                      static_cast<size_t>(at - begin)};
    };
    for (;;) {
        const char* at = skip_space(taken);
        if (at == end) {
            return stop(Stop::needs_more, at);
        }
        if (*at == ']') {
            taken = at;
            return stop(Stop::end, at);
        }
        if (!has_room()) {
            return stop(Stop::full, at);
        }
        if (expects_comma_) {
            if (*at != ',') {
                return stop(Stop::no_comma, at);
            }
            at = skip_space(at + 1);
        }
        const char* const behind = take_row(at);
        if (behind == nullptr) {
            return stop(Stop::odd_row, at);
        }
        expects_comma_ = true;
        taken = behind;
    }
}

}  // namespace kumquat
