// descriptor_test.cpp -- descriptors against words computed by hand.
#include "kernel/x86/descriptor.hpp"

#include <gtest/gtest.h>

namespace kumquat {

TEST(segment_descriptor, flat_segments) {
    const Descriptor code =
        segment_descriptor(0, 0xFFFFFFFF, SegmentType::code, Privilege::kernel);
    EXPECT_EQ(code.low, 0x0000FFFFu);
    EXPECT_EQ(code.high, 0x00CF9A00u);
    const Descriptor data =
        segment_descriptor(0, 0xFFFFFFFF, SegmentType::data, Privilege::user);
    EXPECT_EQ(data.low, 0x0000FFFFu);
    EXPECT_EQ(data.high, 0x00CFF200u);
}

TEST(segment_descriptor, a_small_one_counts_in_bytes_and_splits_its_base) {
    const Descriptor tss =
        segment_descriptor(0xF1234568, 103, SegmentType::tss, Privilege::kernel);
    EXPECT_EQ(tss.low, 0x45680067u);
    EXPECT_EQ(tss.high, 0xF1008923u);
}

TEST(gate, splits_the_entry_around_the_selector) {
    const Descriptor interrupt =
        gate(0xF1012345, 0x08, GateType::interrupt, Privilege::user);
    EXPECT_EQ(interrupt.low, 0x00082345u);
    EXPECT_EQ(interrupt.high, 0xF101EE00u);
    const Descriptor task = gate(0, 0x30, GateType::task, Privilege::kernel);
    EXPECT_EQ(task.low, 0x00300000u);
    EXPECT_EQ(task.high, 0x00008500u);
}

}  // namespace kumquat
