// raw_trace.hpp -- records as the kernel wrote them, in order, with every gap marked.
// Invariant: where records are missing, a record of kind `lost` stands in their place with
// their number; nothing else is ever invented.
// Source: kernel/abi/trace_format.hpp.
#pragma once

#include "kernel/abi/trace_format.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kumquat::trace {

struct RawTrace {
    TraceRing ring = {};  // the newest header that was found
    std::vector<TraceRecord> records;
    std::vector<std::string> warnings;  // whole sentences: what is missing, and why
};

/// A record that says: `count` records are missing here.
TraceRecord lost_record(uint64_t tsc, uint32_t count);

/// The ring in guest physical memory.
/// \return its header has capacity 0 if the kernel has not started tracing
/// \throws std::runtime_error if there is no ring, or its numbers do not fit together
RawTrace read_ring(std::span<const std::byte> memory);

/// The frames in a stream of bytes from port 0xE9, with any other text in between.
/// \throws std::runtime_error if there is not a single whole frame
RawTrace read_frames(std::string_view stream);

/// All that one run left: what was drained to port 0xE9, and then what is still in the
/// ring.
/// \param stream  empty if the port was not listened to
/// \throws std::runtime_error like read_ring()
RawTrace read_run(std::span<const std::byte> memory, std::string_view stream);

/// Put a `lost` record in front for records that the kernel itself gave up and that no
/// record speaks of.
void add_given_up_records(RawTrace& raw);

}  // namespace kumquat::trace
