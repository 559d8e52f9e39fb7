// trace_format.hpp -- how trace records lie in memory and travel through port 0xE9.
// Memory: a TraceRing header in the kernel's data, found by its magic and its own physical
// address, points to a ring of fixed-size records. Port 0xE9: frames, each with magic, length
// and checksum, because Bochs mixes its own text into the same stream.
#pragma once

#include "trace_kinds.hpp"

namespace kumquat {

/// One event. Time is the raw time-stamp counter; the reader subtracts TraceRing::start_tsc.
struct TraceRecord {
    uint64_t tsc;
    uint32_t kind;                        // TraceKind
    uint32_t columns[trace_columns_max];  // what a kind does not use means nothing
};
static_assert(sizeof(TraceRecord) == 32, "two records a 64-byte line");

constexpr char trace_magic[16] = "KUMQUAT-TRACE-1";

/// Header of the ring. `written - drained` records, but at most `capacity`, lie in the ring;
/// record i (counted from 0 for the whole run) is at index i % capacity.
struct TraceRing {
    char magic[16];
    uint32_t self_physical;  // of this header: tells it from stale copies
    uint32_t record_size;    // sizeof(TraceRecord)
    uint32_t capacity;       // records in the ring; 0: tracing has not started
    uint32_t ring_physical;  // physical address of record 0
    uint32_t written;        // records written since boot
    uint32_t drained;        // records that went out through port 0xE9
    uint32_t lost;           // records that were given up
    uint32_t kind_count;     // trace_kind_count of this kernel
    uint64_t start_tsc;      // at the kernel's first instruction
    char config[256];        // "SCHED=benno TRACE=on ..."
};
static_assert(sizeof(TraceRing) == 312);

constexpr uint16_t trace_port = 0xE9;

enum class TraceFrameType : uint16_t { ring = 1, records = 2, end = 3 };

/// Header of a frame; `length` bytes follow: a TraceRing, whole TraceRecords, or nothing.
struct TraceFrame {
    static constexpr uint32_t magic_word = 0x4651'4B55;  // bytes "UKQF"
    uint32_t magic;
    uint16_t type;      // TraceFrameType
    uint16_t length;    // bytes of payload
    uint32_t sequence;  // 0, 1, 2, ...: a gap is a lost frame
    uint32_t checksum;  // trace_checksum of the payload
};
static_assert(sizeof(TraceFrame) == 16);

/// FNV-1a, 32 bits. Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm".
constexpr uint32_t trace_checksum(const unsigned char* bytes, size_t size) {
    uint32_t hash = 0x811C9DC5;
    for (size_t i = 0; i < size; ++i) {
        hash = (hash ^ bytes[i]) * 0x01000193;
    }
    return hash;
}

}  // namespace kumquat
