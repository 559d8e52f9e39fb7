// words_test.cpp -- the words of the interface: ids, fpages, descriptors, dopes, timeouts.
// Claims that need no machine: the product's own headers against figures worked out by hand.
#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/message.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"
#include "kernel/memory/placement.hpp"

#include <gtest/gtest.h>

namespace kumquat {

namespace {

void claim(const char* promises,
           const char* sentence,
           uint64_t expected,
           uint64_t actual) {
    EXPECT_EQ(expected, actual) << "[" << promises << "] " << sentence;
}

void claim_that(const char* promises, const char* sentence, bool is_true) {
    EXPECT_TRUE(is_true) << "[" << promises << "] " << sentence;
}

}  // namespace

TEST(words, thread_ids) {
    const ThreadId other{0x000A0C00, 0x00080000};
    claim("id.layout.1", "task 5, lthread 3 has its task in bits 27:17", 5,
          other.task().value);
    claim("id.layout.1", "and its lthread in bits 16:10", 3, other.lthread());
    claim("id.layout.2", "and its chief in bits 27:17 of the high word", 4,
          other.chief().value);
    const ThreadId nested{0x000C0000, 0x100A0000};
    claim("id.layout.1", "0x000C0000 is task 6", 6, nested.task().value);
    claim("id.layout.2", "0x100A0000 says chief 5", 5, nested.chief().value);
    claim("id.layout.2", "0x100A0000 says nest 1", 1, nested.nest());
    const ThreadId last{0x0FFFFC00, 0x00080000};
    claim("id.layout.3", "the last thread has task 2047", 2047, last.task().value);
    claim("id.layout.3", "the last thread has lthread 127", 127, last.lthread());
    claim("id.layout.3", "a thread's number is task * 128 + lthread", 5 * 128 + 3,
          other.number().value);
    claim("id.layout.4", "replacing the lthread by 0 gives the task's id", 0x000A0000,
          other.with_lthread(0).low());
    claim("id.layout.1", "all version bits set leave task and lthread as they are",
          (5u << 7) + 3, ThreadId{0x000A0C00 | 0xF00003FF, 0}.number().value);
    claim("id.fixed.1", "sigma0's low word is 0x00040000", 0x00040000, sigma0_id.low());
    claim("id.fixed.1", "sigma0's high word names chief 4", 0x00080000,
          sigma0_id.high());
    claim("id.fixed.2", "root's low word is 0x00080000", 0x00080000, root_id.low());
    claim("id.fixed.2", "root's high word is 0", 0, root_id.high());
}

TEST(words, special_ids) {
    claim_that("id.nil.1", "a low word of 0 is nil with garbage in the high word",
               ThreadId{0, 0x12345678}.is_nil());
    claim_that("id.nil.1", "a high word of 0 alone is not nil",
               !ThreadId{0x00080000, 0}.is_nil());
    claim_that("id.invalid.1", "a low word of -1 is invalid",
               ThreadId{0xFFFFFFFF, 0}.is_invalid());
    claim_that("id.invalid.1", "a high word of -1 is invalid",
               ThreadId{0x00080000, 0xFFFFFFFF}.is_invalid());
    claim("id.irq.1", "interrupt 0 has the low word 1", 1,
          ThreadId::interrupt(0).low());
    claim("id.irq.1", "interrupt 15 has the low word 16", 16,
          ThreadId::interrupt(15).low());
    claim_that("id.irq.1", "low words of 1 and 255 mean interrupts",
               ThreadId{1, 0}.is_interrupt() && ThreadId{255, 0}.is_interrupt());
    claim_that("id.irq.1", "256 means none", !ThreadId{256, 0}.is_interrupt());
}

TEST(words, fpages) {
    claim("fpage.1", "4 KB at 0x1000, read only, is 0x1030", 0x1030,
          Fpage::make(0x1000, 12).word());
    claim("fpage.1 fpage.5", "4 KB at 0x1000, writable, is 0x1032", 0x1032,
          Fpage::make(0x1000, 12, Fpage::write_bit).word());
    claim("fpage.1 fpage.5", "4 MB at 0x400000, writable, is 0x0040005A", 0x0040005A,
          Fpage::make(0x400000, 22, 2).word());
    claim("fpage.6", "the same granted is 0x0040005B", 0x0040005B,
          Fpage::make(0x400000, 22, 3).word());
    claim_that("fpage.6", "bit 0 means grant", Fpage{0x0040005B}.is_grant());
    claim("fpage.2", "a base inside the region is cut down", 0x00400000,
          Fpage{0x00403058}.base());
    claim("fpage.3", "the whole space is 0x80", 0x80, Fpage::whole_space().word());
    claim("fpage.3", "0x80 has s = 32", 32, Fpage{0x80}.order());
    claim("fpage.3", "s = 63 counts as 32", 32, Fpage{0xFC}.order());
    claim("fpage.3", "s = 33 has base 0, whatever the word says", 0,
          Fpage{0xABCDE084}.base());
    claim_that("fpage.4", "the word 0 is no fpage", !Fpage{0}.is_valid());
    claim_that("fpage.4", "s = 11 is no fpage", !Fpage{0x102C}.is_valid());
    claim_that("fpage.4", "s = 12 is one", Fpage{0x1030}.is_valid());
    claim("fpage.8", "bits 11:8 change nothing of the base", 0x1000,
          Fpage{0x1F32}.base());
    claim("fpage.8", "bits 11:8 change nothing of the size", 12, Fpage{0x1F32}.order());
}

TEST(words, placement_of_fpages) {
    const Placement large = place(Fpage{0x0040005A}, Fpage{0x9030}, 0x5000);
    claim("place.2", "4 MB into a 4 KB window: the hot spot picks the page", 0x00405000,
          large.source);
    claim("place.2", "and it lands at the window", 0x9000, large.destination);
    claim("place.2", "and it is 4 KB", 12, large.order());
    const Placement small = place(Fpage{0x1032}, Fpage{0x00400058}, 0xFFFFF123);
    claim("place.1 place.4", "4 KB into 4 MB: the hot spot picks the place", 0x007FF000,
          small.destination);
    claim("place.1", "and the page is the sender's", 0x1000, small.source);
    claim("place.3",
          "into the whole space an fpage lands at the hot spot, cut to its size",
          0x12400000, place(Fpage{0x0040005A}, Fpage{0x80}, 0x12745678).destination);
}

TEST(words, descriptors) {
    claim_that("snd.1", "-1 sends nothing", SendDescriptor{0xFFFFFFFF}.is_nil());
    claim_that("snd.1", "-2 does not mean nothing",
               !SendDescriptor{0xFFFFFFFE}.is_nil());
    claim_that("snd.2", "0 to 3 are register messages",
               SendDescriptor{0}.is_register_message() &&
                   SendDescriptor{3}.is_register_message());
    claim_that("snd.3", "4 is an address", !SendDescriptor{4}.is_register_message());
    claim("snd.3", "bits 31:2 are the address", 0x12345678,
          SendDescriptor{0x1234567A}.address());
    claim_that("snd.4", "bit 1 means fpages", SendDescriptor{2}.has_fpages());
    claim_that("rcv.1", "-1 receives nothing", ReceiveDescriptor{0xFFFFFFFF}.is_nil());
    claim_that("rcv.2", "bit 0 means open", ReceiveDescriptor{0x83}.is_open());
    claim_that("rcv.2", "without it the receive is closed",
               !ReceiveDescriptor{0x82}.is_open());
    claim("rcv.3", "0x82 is a window of the whole space", 32,
          ReceiveDescriptor{0x82}.window().order());
    claim("rcv.3", "0x9033 is a window of 4 KB", 0x9000,
          ReceiveDescriptor{0x9033}.window().base());
    claim_that("rcv.4", "1 has neither window nor buffer",
               !ReceiveDescriptor{1}.has_window() &&
                   !ReceiveDescriptor{1}.has_buffer());
    claim_that("rcv.5", "0x9001 is a buffer", ReceiveDescriptor{0x9001}.has_buffer());
}

TEST(words, dopes) {
    claim("dope.1", "two words: 0x4000", 0x4000, MessageDope::make(2, 0).word());
    claim("dope.2", "two words and a string: 0x4100", 0x4100,
          MessageDope::make(2, 1).word());
    claim("dope.2", "4 and 4: 0x8400", 0x8400, MessageDope::make(4, 4).word());
    claim("dope.2", "4,093 words: 0x01FFA000", 0x01FFA000,
          MessageDope::make(4093, 0).word());
    claim("dope.4", "the bit for fpages is 2", 0x4002,
          MessageDope::make(2, 0).with_fpage().word());
    claim("dope.5", "the code lies in bits 7:4", 0x40E0,
          MessageDope::make(2, 0).with(IpcError::receive_cut).word());
    claim("code.13", "twins differ in bit 4", 0x90,
          static_cast<uint32_t>(twin(static_cast<IpcError>(0x80))));
}

TEST(words, timeouts) {
    claim_that("timeout.1", "exponent 0 is never, with mantissa 255",
               TimeoutWord{0xFFFF0000}.send().is_never() &&
                   TimeoutWord{0xFFFF0000}.receive().is_never());
    claim_that("timeout.2", "0x10: send zero, receive never",
               TimeoutWord{0x10}.send().is_zero() &&
                   TimeoutWord{0x10}.receive().is_never());
    claim_that("timeout.2", "0x01: send never, receive zero",
               TimeoutWord{0x01}.send().is_never() &&
                   TimeoutWord{0x01}.receive().is_zero());
    claim_that("timeout.2", "0x11: both zero",
               TimeoutWord{0x11}.send().is_zero() &&
                   TimeoutWord{0x11}.receive().is_zero());
    claim("timeout.3", "0x98000007 receives for 9,961,472 us", 9'961'472,
          TimeoutWord{0x98000007}.receive().us());
    claim("timeout.3", "0x4C000006 receives for 19,922,944 us", 19'922'944,
          TimeoutWord{0x4C000006}.receive().us());
    claim("timeout.3", "0xFA00000C receives for 16,000 us", 16'000,
          TimeoutWord{0xFA00000C}.receive().us());
    claim("timeout.3", "exponent 15 counts single microseconds", 200,
          TimeoutWord{0x00C800F0}.send().us());
    claim("timeout.3", "the longest is 255 * 268,435,456 us", 255ull * 268'435'456,
          TimeoutWord{0xFF000001}.receive().us());
    claim_that("timeout.4", "0x0000FF01: both page-fault timeouts zero",
               TimeoutWord{0x0000FF01}.send_fault().is_zero() &&
                   TimeoutWord{0x0000FF01}.receive_fault().is_zero());
    claim_that("timeout.4", "exponent 0: never",
               TimeoutWord{0}.send_fault().is_never() &&
                   TimeoutWord{0}.receive_fault().is_never());
    claim("timeout.4", "exponent 10 of the send fault: 1,024 us", 1024,
          TimeoutWord{0x0000A000}.send_fault().us());
    claim("timeout.4", "exponent 14 of the receive fault: 4 us", 4,
          TimeoutWord{0x00000E00}.receive_fault().us());
    claim("timeout.4", "exponent 1: 268,435,456 us", 268'435'456,
          TimeoutWord{0x00000100}.receive_fault().us());
}

}  // namespace kumquat
