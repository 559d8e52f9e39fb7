// ring_reader.cpp -- find the trace ring in guest memory and put its records in order.
// The header knows its own physical address, so copies of it (in a boot module, in the
// loader's buffer) are not mistaken for it.
#include "tools/trace/raw_trace.hpp"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <stdexcept>

namespace kumquat::trace {

namespace {

template <typename T>
T object_at(std::span<const std::byte> memory, std::size_t offset) {
    T object;
    std::memcpy(&object, memory.data() + offset, sizeof(T));
    return object;
}

std::optional<TraceRing> find_ring(std::span<const std::byte> memory) {
    const std::string_view text{reinterpret_cast<const char*>(memory.data()),
                                memory.size()};
    const std::string_view magic{trace_magic, sizeof(trace_magic)};
    for (std::size_t at = text.find(magic); at != std::string_view::npos;
         at = text.find(magic, at + 1)) {
        if (text.size() - at < sizeof(TraceRing)) {
            break;
        }
        const auto ring = object_at<TraceRing>(memory, at);
        if (ring.self_physical == at) {
            return ring;
        }
    }
    return std::nullopt;
}

void check(const TraceRing& ring, std::size_t memory_size) {
    if (ring.record_size != sizeof(TraceRecord)) {
        throw std::runtime_error(fmt::format(
            "The trace has records of {} bytes, but this program reads records of {}. "
            "Kernel and tools are not of the same version: build both again.",
            ring.record_size, sizeof(TraceRecord)));
    }
    const uint64_t end =
        ring.ring_physical + uint64_t{ring.capacity} * sizeof(TraceRecord);
    if (end > memory_size || ring.drained > ring.written) {
        throw std::runtime_error(
            fmt::format("The header of the trace at 0x{:08X} is damaged: {} records at "
                        "0x{:08X}, {} "
                        "written, {} drained, in {} bytes of memory.",
                        ring.self_physical, ring.capacity, ring.ring_physical,
                        ring.written, ring.drained, memory_size));
    }
}

}  // namespace

TraceRecord lost_record(uint64_t tsc, uint32_t count) {
    return {
        .tsc = tsc, .kind = static_cast<uint32_t>(TraceKind::lost), .columns = {count}};
}

RawTrace read_ring(std::span<const std::byte> memory) {
    const auto ring = find_ring(memory);
    if (!ring) {
        throw std::runtime_error("There is no trace in this memory. Was the kernel "
                                 "built with TRACE=off, or did "
                                 "it stop before it started tracing?");
    }
    check(*ring, memory.size());
    RawTrace raw{.ring = *ring, .records = {}, .warnings = {}};
    const uint32_t wanted = ring->written - ring->drained;
    const uint32_t kept = std::min(wanted, ring->capacity);
    for (uint32_t i = ring->written - kept; i != ring->written; ++i) {
        const std::size_t place =
            ring->ring_physical + std::size_t{i % ring->capacity} * sizeof(TraceRecord);
        raw.records.push_back(object_at<TraceRecord>(memory, place));
    }
    if (kept < wanted) {
        const uint64_t tsc = raw.records.empty() ? ring->start_tsc : raw.records[0].tsc;
        raw.records.insert(raw.records.begin(), lost_record(tsc, wanted - kept));
        raw.warnings.push_back(
            fmt::format("The ring was too small: {} of {} records were overwritten.",
                        wanted - kept, ring->written));
    }
    return raw;
}

void add_given_up_records(RawTrace& raw) {
    uint64_t told = 0;
    for (const TraceRecord& record : raw.records) {
        told += record.kind == static_cast<uint32_t>(TraceKind::lost)
                    ? record.columns[0]
                    : 0;
    }
    if (raw.ring.lost > told) {
        const auto count = static_cast<uint32_t>(raw.ring.lost - told);
        raw.records.insert(raw.records.begin(), lost_record(raw.ring.start_tsc, count));
    }
}

}  // namespace kumquat::trace
