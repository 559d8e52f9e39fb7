// decode.cpp -- a whole file, in pieces that stay in the processor's cache.
#include "decode.hpp"

#include "trace_stream.hpp"

#include <algorithm>

namespace kumquat {

DecodeResult decode_trace(std::string_view text, const std::string& file_name) {
    constexpr size_t piece_bytes = 1u << 18;
    DecodeResult result;
    TraceStream stream{file_name, result.trace};
    stream.expect(text.size());
    while (!text.empty() && stream.feed(text.substr(0, piece_bytes))) {
        text.remove_prefix(std::min(piece_bytes, text.size()));
    }
    stream.finish();
    result.problem = stream.problem();
    result.is_usable = stream.is_usable();
    return result;
}

}  // namespace kumquat
