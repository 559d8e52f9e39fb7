// json_parser.hpp -- runs the library's parser over a text, and tells how far it came.
#pragma once

#include "trace_reader.hpp"

#include <string_view>

namespace kumquat {

/// What became of a text.
struct ParsedText {
    bool is_valid = false;
    size_t progress = 0;  // characters that the parser has looked at
};

/// \param reads_all  the text must end where its JSON value ends
ParsedText
parse_json(std::string_view text, TraceReader& reader, bool reads_all = true);

}  // namespace kumquat
