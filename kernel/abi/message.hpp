// message.hpp -- descriptors, dopes and completion codes of ipc.
// Source: L4 Version 2 on i386, "Messages"; "Completion codes".
#pragma once

#include "fpage.hpp"

namespace kumquat {

/// Send descriptor (EAX of ipc): where the message lies and of which kind it is.
///     31                      2   1   0
///    | address of the message | m | d |       0xFFFFFFFF: no send phase
class SendDescriptor {
public:
    static constexpr uint32_t nil_word = 0xFFFFFFFF;
    static constexpr uint32_t deceit_bit = 1u << 0, map_bit = 1u << 1;

    constexpr explicit SendDescriptor(uint32_t word) : word_{word} {}
    constexpr uint32_t word() const { return word_; }
    constexpr bool is_nil() const { return word_ == nil_word; }
    constexpr bool is_register_message() const { return address() == 0; }
    constexpr bool has_fpages() const { return (word_ & map_bit) != 0; }
    /// Requires: it is not nil.
    constexpr bool is_deceiting() const { return (word_ & deceit_bit) != 0; }
    constexpr uint32_t address() const { return word_ & ~3u; }

private:
    uint32_t word_;
};

/// Receive descriptor (EBP of ipc): what is accepted, and from whom.
///     31                      2   1   0
///    | buffer or window       | r | o |       0xFFFFFFFF: no receive phase
/// o = 1: open (from anybody). r = 1: bits 31:2 are a receive window for fpages.
class ReceiveDescriptor {
public:
    static constexpr uint32_t nil_word = 0xFFFFFFFF;
    static constexpr uint32_t open_bit = 1u << 0, window_bit = 1u << 1;

    constexpr explicit ReceiveDescriptor(uint32_t word) : word_{word} {}
    constexpr uint32_t word() const { return word_; }
    constexpr bool is_nil() const { return word_ == nil_word; }
    constexpr bool is_open() const { return (word_ & open_bit) != 0; }
    constexpr bool has_window() const { return (word_ & window_bit) != 0; }
    constexpr bool has_buffer() const { return !has_window() && (word_ & ~3u) != 0; }
    /// Address of the receive buffer. Requires: has_buffer().
    constexpr uint32_t buffer() const { return word_ & ~3u; }
    /// The receive window; an invalid fpage if there is none.
    constexpr Fpage window() const { return Fpage{has_window() ? word_ & ~3u : 0}; }

private:
    uint32_t word_;
};

/// Completion code: bits 7:4 of the result. Bit 4 tells the send phase from the receive
/// phase, but for `not_existing`, which both phases share.
enum class IpcError : uint32_t {
    none = 0x00,
    not_existing = 0x10,
    receive_timeout = 0x20,
    send_timeout = 0x30,
    receive_cancelled = 0x40,
    send_cancelled = 0x50,
    receive_map_failed = 0x60,
    send_map_failed = 0x70,
    receive_sender_fault_timeout = 0x80,
    send_sender_fault_timeout = 0x90,
    receive_receiver_fault_timeout = 0xA0,
    send_receiver_fault_timeout = 0xB0,
    receive_aborted = 0xC0,
    send_aborted = 0xD0,
    receive_cut = 0xE0,
    send_cut = 0xF0,
};

/// The same mishap as the partner sees it. Requires: a code of a running transfer (>= 0x60).
constexpr IpcError twin(IpcError error) {
    KASSERT(static_cast<uint32_t>(error) >= 0x60);
    return static_cast<IpcError>(static_cast<uint32_t>(error) ^ 0x10);
}

/// Message dope: counts of words and strings; in EAX also the completion code.
///     31           13 12        8 7     4  3   2   1   0
///    |    dwords     |  strings  | error | i | r | m | d |
class MessageDope {
public:
    using Dwords = Field<13, 19>;
    using Strings = Field<8, 5>;
    using ErrorCode = Field<4, 4>;
    static constexpr uint32_t deceited_bit = 1u << 0, fpage_bit = 1u << 1;
    static constexpr uint32_t redirected_bit = 1u << 2, inward_bit = 1u << 3;

    constexpr MessageDope() = default;
    constexpr explicit MessageDope(uint32_t word) : word_{word} {}
    static constexpr MessageDope make(uint32_t dwords, uint32_t strings) {
        return MessageDope{Dwords::set(Strings::set(0, strings), dwords)};
    }
    constexpr MessageDope with(IpcError error) const {
        return MessageDope{(word_ & ~ErrorCode::mask) | static_cast<uint32_t>(error)};
    }
    constexpr MessageDope with_strings(uint32_t strings) const {
        return MessageDope{Strings::set(word_, strings)};
    }
    constexpr MessageDope with_fpage() const { return MessageDope{word_ | fpage_bit}; }

    constexpr uint32_t word() const { return word_; }
    constexpr uint32_t dwords() const { return Dwords::get(word_); }
    constexpr uint32_t strings() const { return Strings::get(word_); }
    constexpr IpcError error() const {
        return static_cast<IpcError>(word_ & ErrorCode::mask);
    }
    constexpr bool is_deceited() const { return (word_ & deceited_bit) != 0; }
    constexpr bool is_redirected() const { return (word_ & redirected_bit) != 0; }
    constexpr bool has_fpage() const { return (word_ & fpage_bit) != 0; }

private:
    uint32_t word_ = 0;
};

static_assert(MessageDope::make(2, 0).word() == 0x00004000);
static_assert(MessageDope::make(2, 1).word() == 0x00004100);
static_assert(MessageDope::make(4093, 0).word() == 0x01FFA000);
static_assert(ReceiveDescriptor{0x82}.window().order() == 32);
static_assert(twin(IpcError::receive_cut) == IpcError::send_cut);

}  // namespace kumquat
