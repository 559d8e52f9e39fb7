// reading_test.cpp -- rings and frames, whole, wrapped, cut off and damaged.
#include "tests/trace/sample.hpp"

#include <gtest/gtest.h>

namespace kumquat::trace {
namespace {

TEST(ring, records_come_in_order_and_copies_of_the_header_are_ignored) {
    TraceRing ring = ring_header(8, 5);
    const auto memory = memory_with(ring);
    const RawTrace raw = read_ring(memory);
    ASSERT_EQ(raw.records.size(), 5u);
    EXPECT_EQ(raw.records[4].columns[1], 4u);
    EXPECT_EQ(raw.ring.self_physical, 0x2000u);
    EXPECT_TRUE(raw.warnings.empty());
}

TEST(ring, wrapped_ring_begins_with_what_was_overwritten) {
    const RawTrace raw = read_ring(memory_with(ring_header(8, 13)));
    ASSERT_EQ(raw.records.size(), 9u);
    EXPECT_EQ(raw.records[0].kind, static_cast<uint32_t>(TraceKind::lost));
    EXPECT_EQ(raw.records[0].columns[0], 5u);
    EXPECT_EQ(raw.records[1].columns[1], 5u);
    EXPECT_EQ(raw.records[8].columns[1], 12u);
    EXPECT_EQ(raw.warnings.size(), 1u);
}

TEST(ring, drained_records_are_not_read_again) {
    TraceRing ring = ring_header(8, 13);
    ring.drained = 8;
    const RawTrace raw = read_ring(memory_with(ring));
    ASSERT_EQ(raw.records.size(), 5u);
    EXPECT_EQ(raw.records[0].columns[1], 8u);
}

TEST(ring, damaged_or_absent_ring_is_refused) {
    EXPECT_THROW(read_ring(std::vector<std::byte>(4096)), std::runtime_error);
    TraceRing ring = ring_header(8, 5);
    auto memory = memory_with(ring);
    ring.capacity = 1u << 30;
    std::memcpy(&memory[ring.self_physical], &ring, sizeof(ring));
    EXPECT_THROW(read_ring(memory), std::runtime_error);
    ring = ring_header(8, 5);
    ring.record_size = 40;
    std::memcpy(&memory[ring.self_physical], &ring, sizeof(ring));
    EXPECT_THROW(read_ring(memory), std::runtime_error);
}

/// Frames of a run of six records in three frames, each preceded by alien text.
std::vector<std::string> six_records() {
    const TraceRing ring = ring_header(8, 6);
    std::vector<std::string> frames{frame(TraceFrameType::ring, 0, bytes_of(ring))};
    for (uint32_t i = 0; i < 3; ++i) {
        frames.push_back(
            frame(TraceFrameType::records, i + 1,
                  bytes_of(record(start_tsc + 2 * i, TraceKind::timer, {root, 2 * i})) +
                      bytes_of(record(start_tsc + 2 * i + 1, TraceKind::timer,
                                      {root, 2 * i + 1}))));
    }
    frames.push_back(frame(TraceFrameType::end, 4, ""));
    return frames;
}

std::string joined(const std::vector<std::string>& frames) {
    std::string stream = "<bochs:1> c\n";
    for (const std::string& one : frames) {
        stream += "UKQ alien UKQF text\n" + one;
    }
    return stream + "(0) exit\n";
}

TEST(frames, alien_text_between_frames_is_skipped) {
    const RawTrace raw = read_frames(joined(six_records()));
    ASSERT_EQ(raw.records.size(), 6u);
    EXPECT_EQ(raw.records[5].columns[1], 5u);
    EXPECT_TRUE(raw.warnings.empty());
}

TEST(frames, lost_frame_leaves_its_number_of_records_in_its_place) {
    auto frames = six_records();
    frames.erase(frames.begin() + 2);
    const RawTrace raw = read_frames(joined(frames));
    ASSERT_EQ(raw.records.size(), 5u);
    EXPECT_EQ(raw.records[2].kind, static_cast<uint32_t>(TraceKind::lost));
    EXPECT_EQ(raw.records[2].columns[0], 2u);
    EXPECT_EQ(raw.records[3].columns[1], 4u);
}

TEST(frames, damaged_frame_counts_as_lost) {
    auto frames = six_records();
    frames[3][sizeof(TraceFrame) + 9] ^= 1;
    const RawTrace raw = read_frames(joined(frames));
    ASSERT_EQ(raw.records.size(), 5u);
    EXPECT_EQ(raw.records[4].kind, static_cast<uint32_t>(TraceKind::lost));
    EXPECT_EQ(raw.records[4].columns[0], 2u);
}

TEST(frames, stream_that_is_cut_off_keeps_what_is_whole_and_says_so) {
    const std::string stream = joined(six_records());
    const RawTrace raw = read_frames(stream.substr(0, stream.size() - 80));
    EXPECT_EQ(raw.warnings.size(), 2u);  // records lost, no end
    ASSERT_FALSE(raw.records.empty());
    EXPECT_EQ(raw.records.back().kind, static_cast<uint32_t>(TraceKind::lost));
    EXPECT_THROW(read_frames("no frame here, UKQF or not"), std::runtime_error);
}

TEST(frames, ring_and_stream_of_one_run_are_joined) {
    TraceRing ring = ring_header(8, 9);
    ring.drained = 6;
    const RawTrace raw = read_run(memory_with(ring), joined(six_records()));
    ASSERT_EQ(raw.records.size(), 9u);
    for (uint32_t i = 0; i < 9; ++i) {
        EXPECT_EQ(raw.records[i].columns[1], i);
    }
    EXPECT_TRUE(raw.warnings.empty());
    const RawTrace deaf = read_run(memory_with(ring), "");
    ASSERT_EQ(deaf.records.size(), 4u);
    EXPECT_EQ(deaf.records[0].columns[0], 6u);
}

}  // namespace
}  // namespace kumquat::trace
