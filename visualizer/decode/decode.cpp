// decode.cpp -- runs the parser and turns what went wrong into one sentence.
#include "decode.hpp"

#include "trace_reader.hpp"
#include "with_thousands.hpp"

#include <fmt/format.h>

#include <algorithm>
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

std::string what_is_shown(const TraceReader& reader, const Trace& trace) {
    if (!reader.has_tables() || trace.events.empty()) {
        return "Nothing can be shown.";
    }
    return trace.events.size() == 1
               ? "The first event is shown."
               : fmt::format("The first {} events are shown.",
                             with_thousands(static_cast<int64_t>(trace.events.size())));
}

/// The reason why the text is not JSON, without the library's own prefix.
std::string plain_reason(const std::string& what) {
    const size_t colon = what.find(": ", what.find("column"));
    return colon == std::string::npos ? what : what.substr(colon + 2);
}

}  // namespace

DecodeResult decode_trace(std::string_view text, const std::string& file_name) {
    DecodeResult result;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        result.problem =
            fmt::format("{} is empty, so there is nothing to show. Was the run ended "
                        "before the trace was written?",
                        file_name);
        return result;
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);  // a byte order mark, as some editors write it
    }
    TraceReader reader{result.trace};
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const char* progress = begin;
    const bool ok = nlohmann::json::sax_parse(WatchedIterator{begin, &progress},
                                              WatchedIterator{end, &progress}, &reader);
    result.is_usable = reader.has_tables();
    if (ok && reader.has_events()) {
        return result;
    }
    const std::string shown = what_is_shown(reader, result.trace);
    if (ok) {
        result.problem =
            reader.is_trace()
                ? fmt::format("{} has no \"events\". {}", file_name, shown)
                : fmt::format("{} is not a Kumquat trace: it has no \"format\".",
                              file_name);
        result.is_usable = false;
        return result;
    }
    const char* const rest = std::find_if(progress, end, [](char c) {
        return c != ' ' && c != '\n' && c != '\t' && c != '\r';
    });
    const bool is_cut_off =
        reader.problem().empty() && rest == end && reader.is_trace();
    const char* const last =
        std::max(begin, progress - 1);  // the parser reads one ahead
    const auto line = std::count(begin, last, '\n') + 1;
    const char* line_start = last;
    while (line_start > begin && line_start[-1] != '\n') {
        --line_start;
    }
    if (is_cut_off) {
        result.problem = fmt::format(
            "{} is cut off: it ends in line {}, after event {}. {} Was "
            "the run or the download interrupted?",
            file_name, line,
            with_thousands(static_cast<int64_t>(result.trace.events.size())), shown);
    } else {
        const std::string reason =
            reader.problem().empty()
                ? "this is not JSON: " + plain_reason(reader.syntax_problem())
                : reader.problem();
        result.problem = fmt::format("Line {} of {}, near column {}: {}. {}", line,
                                     file_name, last - line_start + 1, reason, shown);
    }
    return result;
}

}  // namespace kumquat
