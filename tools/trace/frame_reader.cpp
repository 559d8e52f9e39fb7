// frame_reader.cpp -- frames out of a byte stream that others write into too.
// A frame counts only if magic, length and checksum agree. Each `ring` frame says which
// record comes next, so the reader knows how many records a gap has swallowed.
#include "tools/trace/raw_trace.hpp"

#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <stdexcept>

namespace kumquat::trace {

namespace {

struct Frame {
    TraceFrame header;
    std::string_view payload;
};

/// The frame that begins at `stream`, if it is whole.
std::optional<Frame> frame_at(std::string_view stream) {
    Frame frame = {};
    if (stream.size() < sizeof(TraceFrame)) {
        return std::nullopt;
    }
    std::memcpy(&frame.header, stream.data(), sizeof(TraceFrame));
    frame.payload = stream.substr(sizeof(TraceFrame));
    if (frame.header.magic != TraceFrame::magic_word ||
        frame.payload.size() < frame.header.length) {
        return std::nullopt;
    }
    frame.payload = frame.payload.substr(0, frame.header.length);
    const auto* bytes = reinterpret_cast<const unsigned char*>(frame.payload.data());
    return trace_checksum(bytes, frame.payload.size()) == frame.header.checksum
               ? std::optional{frame}
               : std::nullopt;
}

/// Puts the payloads of frames together.
class Assembler {
public:
    void take(const Frame& frame) {
        if (frame.header.sequence != next_sequence_) {
            mark_gap();
        }
        next_sequence_ = frame.header.sequence + 1;
        switch (static_cast<TraceFrameType>(frame.header.type)) {
        case TraceFrameType::ring:
            take_ring(frame.payload);
            break;
        case TraceFrameType::records:
            take_records(frame.payload);
            break;
        case TraceFrameType::end:
            ended_ = true;
            break;
        }
    }

    RawTrace finish() {
        if (raw_.ring.capacity != 0) {
            settle(raw_.ring.written);
        }
        if (!ended_) {
            raw_.warnings.push_back(
                "The stream has no end: the run was cut off, or it did "
                "not send all of its trace.");
        }
        return std::move(raw_);
    }

private:
    void mark_gap() {
        const uint64_t tsc = raw_.records.empty() ? 0 : raw_.records.back().tsc;
        gaps_.push_back(raw_.records.size());
        raw_.records.push_back(lost_record(tsc, 0));
    }

    void take_ring(std::string_view payload) {
        if (payload.size() != sizeof(TraceRing)) {
            return;
        }
        TraceRing ring;
        std::memcpy(&ring, payload.data(), sizeof(ring));
        settle(ring.drained);
        raw_.ring = ring;
    }

    void take_records(std::string_view payload) {
        for (; payload.size() >= sizeof(TraceRecord);
             payload.remove_prefix(sizeof(TraceRecord))) {
            TraceRecord record;
            std::memcpy(&record, payload.data(), sizeof(record));
            raw_.records.push_back(record);
            ++position_;
        }
    }

    /// The next record is number `position`: what we lack up to there went into the gaps.
    void settle(uint32_t position) {
        const uint32_t missing = position > position_ ? position - position_ : 0;
        if (missing != 0 && gaps_.empty()) {
            mark_gap();
        }
        for (std::size_t i = gaps_.size(); i-- > 0;) {
            // How the missing records divide among several gaps nobody knows: one for each,
            // and the rest for the last. A gap that swallowed none (a header) goes away.
            const auto earlier = static_cast<uint32_t>(i);
            const bool is_last = i + 1 == gaps_.size();
            const uint32_t share =
                is_last ? (missing > earlier ? missing - earlier : 0) : 1;
            if (share == 0 || (!is_last && missing <= earlier)) {
                raw_.records.erase(raw_.records.begin() +
                                   static_cast<std::ptrdiff_t>(gaps_[i]));
            } else {
                raw_.records[gaps_[i]].columns[0] = share;
            }
        }
        if (missing != 0) {
            raw_.warnings.push_back(
                fmt::format("{} records were lost on their way.", missing));
        }
        position_ += missing;
        gaps_.clear();
    }

    RawTrace raw_;
    uint32_t next_sequence_ = 0;
    uint32_t position_ = 0;          // number of the record that comes next
    std::vector<std::size_t> gaps_;  // places of `lost` records whose count is open
    bool ended_ = false;
};

constexpr std::string_view magic_bytes = "UKQF";

}  // namespace

RawTrace read_frames(std::string_view stream) {
    Assembler assembler;
    bool found = false;
    for (std::size_t at = stream.find(magic_bytes); at != std::string_view::npos;) {
        const auto frame = frame_at(stream.substr(at));
        if (frame) {
            assembler.take(*frame);
            found = true;
        }
        const std::size_t size = frame ? sizeof(TraceFrame) + frame->payload.size() : 1;
        at = stream.find(magic_bytes, at + size);
    }
    if (!found) {
        throw std::runtime_error(fmt::format(
            "There is no trace in this stream of {} bytes. Was the kernel started with "
            "trace=stream?",
            stream.size()));
    }
    return assembler.finish();
}

RawTrace read_run(std::span<const std::byte> memory, std::string_view stream) {
    RawTrace ring = read_ring(memory);
    if (ring.ring.drained == 0) {
        return ring;
    }
    if (stream.find(magic_bytes) == std::string_view::npos) {
        const TraceRecord lost = lost_record(ring.ring.start_tsc, ring.ring.drained);
        ring.records.insert(ring.records.begin(), lost);
        ring.warnings.push_back(
            fmt::format("{} records went out through port 0xE9, and nobody listened.",
                        ring.ring.drained));
        return ring;
    }
    RawTrace all = read_frames(stream);
    std::erase_if(all.warnings, [](const std::string& text) {
        return text.starts_with("The stream has no end");  // the ring is its end
    });
    all.ring = ring.ring;
    all.records.insert(all.records.end(), ring.records.begin(), ring.records.end());
    all.warnings.insert(all.warnings.end(), ring.warnings.begin(), ring.warnings.end());
    return all;
}

}  // namespace kumquat::trace
