// json_parser.cpp -- an iterator that is watched.
#include "json_parser.hpp"

#include <cstddef>
#include <iterator>

namespace kumquat {

namespace {

/// Reads the text and tells, at any moment, how far the parser has come.
class WatchedIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    WatchedIterator(const char* at, const char** progress)
        : at_{at}, progress_{progress} {}
    reference operator*() const { return *at_; }
    WatchedIterator& operator++() {
        *progress_ = ++at_;
        return *this;
    }
    bool operator==(const WatchedIterator& other) const { return at_ == other.at_; }
    bool operator!=(const WatchedIterator& other) const { return at_ != other.at_; }

private:
    const char* at_;
    const char** progress_;
};

}  // namespace

ParsedText parse_json(std::string_view text, TraceReader& reader, bool reads_all) {
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const char* progress = begin;
    const bool is_valid = nlohmann::json::sax_parse(
        WatchedIterator{begin, &progress}, WatchedIterator{end, &progress}, &reader,
        nlohmann::json::input_format_t::json, reads_all);
    return {is_valid, static_cast<size_t>(progress - begin)};
}

}  // namespace kumquat
