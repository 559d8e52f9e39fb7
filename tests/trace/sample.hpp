// sample.hpp -- guest memory and byte streams as a kernel would leave them, for tests.
#pragma once

#include "tools/trace/trace.hpp"

#include <cstring>

namespace kumquat::trace {

inline TraceRecord
record(uint64_t tsc, TraceKind kind, std::initializer_list<uint32_t> columns) {
    TraceRecord result{.tsc = tsc, .kind = static_cast<uint32_t>(kind), .columns = {}};
    std::copy(columns.begin(), columns.end(), result.columns);
    return result;
}

/// Thread numbers of the first two threads of task 5.
constexpr uint32_t server = 5 * 128, worker = 5 * 128 + 1, root = 4 * 128;

constexpr uint64_t start_tsc = 1000;

/// The clock of a kernel that has traced `written` records into a ring.
inline TraceRing ring_header(uint32_t capacity, uint32_t written) {
    TraceRing ring = {};
    std::memcpy(ring.magic, trace_magic, sizeof(ring.magic));
    ring.self_physical = 0x2000;
    ring.record_size = sizeof(TraceRecord);
    ring.capacity = capacity;
    ring.ring_physical = 0x4000;
    ring.written = written;
    ring.kind_count = trace_kind_count;
    ring.start_tsc = start_tsc;
    std::strcpy(ring.config, "SCHED=benno TRACE=on");
    return ring;
}

/// Memory with a ring: record i was written at time i and is a timer event of clock i.
inline std::vector<std::byte> memory_with(const TraceRing& ring) {
    std::vector<std::byte> memory(0x10000);
    std::memcpy(&memory[0x1000], &ring, sizeof(ring));  // a stale copy
    std::memcpy(&memory[ring.self_physical], &ring, sizeof(ring));
    for (uint32_t i = 0; i < ring.written; ++i) {
        const TraceRecord one = record(start_tsc + i, TraceKind::timer, {root, i});
        std::memcpy(&memory[ring.ring_physical + i % ring.capacity * sizeof(one)], &one,
                    sizeof(one));
    }
    return memory;
}

inline std::string
frame(TraceFrameType type, uint32_t sequence, const std::string& payload) {
    const TraceFrame header{
        TraceFrame::magic_word, static_cast<uint16_t>(type),
        static_cast<uint16_t>(payload.size()), sequence,
        trace_checksum(reinterpret_cast<const unsigned char*>(payload.data()),
                       payload.size())};
    return std::string{reinterpret_cast<const char*>(&header), sizeof(header)} +
           payload;
}

template <typename T>
std::string bytes_of(const T& object) {
    return {reinterpret_cast<const char*>(&object), sizeof(object)};
}

/// A small life: task 5 is made, its threads talk, one dies, the task is made anew.
inline RawTrace small_story() {
    RawTrace raw;
    raw.ring = ring_header(100, 0);
    raw.records = {
        record(1010, TraceKind::boot, {64u << 20, 1}),
        record(1020, TraceKind::task_create, {4, 0, no_thread}),
        record(1030, TraceKind::thread_create, {root, no_thread, 16, 0x120000, 0}),
        record(1040, TraceKind::task_create, {5, 4, root}),
        record(1050, TraceKind::thread_create, {server, root, 100, 0x400000, 0}),
        record(1060, TraceKind::thread_name, {server, 0x76726573, 0x00007265, 0, 0}),
        record(1070, TraceKind::context_switch, {root, server, 0, root}),
        record(1080, TraceKind::ipc_send, {root, server, 7, 8, 1}),
        record(1090, TraceKind::ipc_transfer, {root, server, 7, 8, 17}),
        record(1100, TraceKind::ipc_send, {server, 9 * 128, 0, 0, 0}),  // to nobody
        record(1110, TraceKind::thread_dead, {server, 0}),
        record(1120, TraceKind::task_create, {5, 4, root}),
        record(1130, TraceKind::thread_create, {server, root, 50, 0x400000, 0}),
        record(1140, TraceKind::context_switch, {root, server, 0, root}),
    };
    return raw;
}

}  // namespace kumquat::trace
