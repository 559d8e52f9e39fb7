// message_test.cpp -- descriptors, dopes, completion codes.
#include "kernel/abi/message.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace kumquat {

TEST(send_descriptor, tells_the_kinds_of_message_apart) {
    EXPECT_TRUE(SendDescriptor{0xFFFFFFFF}.is_nil());
    EXPECT_TRUE(SendDescriptor{0}.is_register_message());
    EXPECT_FALSE(SendDescriptor{0}.has_fpages());
    EXPECT_TRUE(SendDescriptor{2}.is_register_message());
    EXPECT_TRUE(SendDescriptor{2}.has_fpages());
    EXPECT_TRUE(SendDescriptor{1}.is_register_message());
    EXPECT_FALSE(SendDescriptor{0x1000}.is_register_message());
    EXPECT_EQ(SendDescriptor{0x1002}.address(), 0x1000u);
    EXPECT_FALSE(SendDescriptor{0xFFFFFFFC}.is_nil());
}

TEST(receive_descriptor, open_and_closed_with_and_without_window) {
    EXPECT_TRUE(ReceiveDescriptor{0xFFFFFFFF}.is_nil());
    EXPECT_FALSE(ReceiveDescriptor{0}.is_open());
    EXPECT_TRUE(ReceiveDescriptor{1}.is_open());
    EXPECT_FALSE(ReceiveDescriptor{0}.window().is_valid());
    EXPECT_EQ(ReceiveDescriptor{0x82}.window().order(), 32u);
    EXPECT_FALSE(ReceiveDescriptor{0x82}.is_open());
    EXPECT_TRUE(ReceiveDescriptor{0x83}.is_open());
    EXPECT_TRUE(ReceiveDescriptor{0x2000}.has_buffer());
    EXPECT_FALSE(ReceiveDescriptor{0x82}.has_buffer());
    EXPECT_FALSE(ReceiveDescriptor{1}.has_buffer());
}

TEST(message_dope, words_of_the_specified_vectors) {
    EXPECT_EQ(MessageDope::make(2, 0).word(), 0x00004000u);
    EXPECT_EQ(MessageDope::make(2, 1).word(), 0x00004100u);
    EXPECT_EQ(MessageDope::make(4, 4).word(), 0x00008400u);
    EXPECT_EQ(MessageDope::make(4093, 0).word(), 0x01FFA000u);
}

TEST(message_dope, carries_code_and_fpage_bit_beside_the_counts) {
    const MessageDope dope =
        MessageDope::make(2, 1).with(IpcError::receive_cut).with_fpage();
    EXPECT_EQ(dope.word(), 0x000041E2u);
    EXPECT_EQ(dope.error(), IpcError::receive_cut);
    EXPECT_EQ(dope.dwords(), 2u);
    EXPECT_EQ(dope.strings(), 1u);
    EXPECT_EQ(dope.with(IpcError::none).word(), 0x00004102u);
}

TEST(ipc_error, a_running_transfer_has_twin_codes) {
    EXPECT_EQ(twin(IpcError::receive_map_failed), IpcError::send_map_failed);
    EXPECT_EQ(twin(IpcError::send_aborted), IpcError::receive_aborted);
    EXPECT_EQ(twin(IpcError::receive_cut), IpcError::send_cut);
    EXPECT_THROW(static_cast<void>(twin(IpcError::send_timeout)), std::logic_error);
}

}  // namespace kumquat
