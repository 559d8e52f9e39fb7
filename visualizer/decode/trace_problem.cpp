// trace_problem.cpp -- what went wrong, in one sentence, and what is shown nevertheless.
#include "trace_stream.hpp"
#include "with_thousands.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

/// The reason why the text is not JSON, without the library's own prefix.
std::string plain_reason(const std::string& what) {
    const size_t colon = what.find(": ", what.find("column"));
    return colon == std::string::npos ? what : what.substr(colon + 2);
}

}  // namespace

std::string TraceStream::what_is_shown() const {
    if (!is_usable_ || trace_.events.empty()) {
        return "Nothing can be shown.";
    }
    const size_t count = trace_.events.size();
    return count == 1 ? "The first event is shown."
                      : fmt::format("The first {} events are shown.",
                                    with_thousands(static_cast<int64_t>(count)));
}

void TraceStream::give_up(std::string problem) {
    problem_ = std::move(problem);
    part_ = Part::over;
    text_.clear();
}

/// \param progress  how many characters of text_ the parser has looked at
void TraceStream::explain(const TraceReader& reader, size_t progress) {
    const std::string_view text{text_};
    const size_t rest = text.find_first_not_of(" \t\r\n", progress);
    const bool is_cut_off =
        reader.problem().empty() && rest == std::string_view::npos && reader.is_trace();
    const size_t last = progress == 0 ? 0 : progress - 1;  // the parser reads one ahead
    TextPlace place = before_;
    place.pass(text.substr(0, last));
    const int64_t line = place.lines + 1;
    const int64_t column = place.columns + 1;
    if (is_cut_off) {
        give_up(fmt::format("{} is cut off: it ends in line {}, after event {}. {} Was "
                            "the run or the download interrupted?",
                            file_name_, line,
                            with_thousands(static_cast<int64_t>(trace_.events.size())),
                            what_is_shown()));
        return;
    }
    const std::string reason =
        reader.problem().empty()
            ? "this is not JSON: " + plain_reason(reader.syntax_problem())
            : reader.problem();
    give_up(fmt::format("Line {} of {}, near column {}: {}. {}", line, file_name_,
                        column, reason, what_is_shown()));
}

}  // namespace kumquat
