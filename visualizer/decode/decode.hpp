// decode.hpp -- from the text of a trace file to a Trace.
// Its one idea: whatever can be read is kept; whatever cannot is said in one sentence that
// names the line, the reason and what is shown nevertheless.
#pragma once

#include "trace.hpp"

#include <string>
#include <string_view>

namespace kumquat {

/// What became of a file.
struct DecodeResult {
    Trace trace;
    std::string problem;     // empty: the whole file was read
    bool is_usable = false;  // the trace has its tables, and perhaps events

    bool is_complete() const { return problem.empty(); }
};

/// Read a trace.
/// \param text       the whole file, as it lies on the disk
/// \param file_name  for messages only
/// \return           the trace as far as it could be read, and the problem if there was one
DecodeResult decode_trace(std::string_view text, const std::string& file_name);

}  // namespace kumquat
