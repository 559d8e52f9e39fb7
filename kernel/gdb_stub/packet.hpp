// packet.hpp -- packets of GDB's remote serial protocol: out of bytes, and into bytes.
//
//     $ text # checksum    the sum of the text's bytes modulo 256, as two hexadecimal digits
//     +   -                the last packet has arrived; it is wanted again
//     0x03                 stop (Ctrl-C)
//
// A serial line loses bytes and adds others, and who is at its other end may vanish in the middle.
// So nobody waits for a "+": whoever misses an answer says "-", or sends the packet once more.
// Invariant: whatever has come in, the next "$" begins a packet.
// Source: GDB manual, "GDB Remote Serial Protocol", "Overview".
#pragma once

#include <stdint.h>

namespace kumquat::gdb {

/// Longest text of a packet: a page of memory in hexadecimal, and some words around it.
constexpr uint32_t packet_capacity = 0x2080;

/// Value of a hexadecimal digit, or 16 if it is none.
uint32_t digit_value(char character);

/// A number in hexadecimal, without leading zeros.
struct HexText {
    explicit HexText(uint32_t value);
    char digits[9] = {};
};

/// Puts packets together, byte by byte.
class PacketReader {
public:
    enum class Event {
        none,      // go on
        packet,    // a whole one: begin() to end()
        damaged,   // the checksum was wrong: it is wanted again
        too_long,  // arrived, but there was no room for it
        again,     // the last answer is wanted again
        interrupt
    };
    Event take(uint8_t byte);

    const char* begin() const { return text_; }
    const char* end() const { return text_ + length_; }

private:
    enum class Place { outside, text, first_digit, second_digit };
    Event take_outside(uint8_t byte);
    Event finish();

    Place place_ = Place::outside;
    uint32_t length_ = 0;
    bool is_too_long_ = false;
    uint32_t sum_ = 0, given_sum_ = 0;  // of which the low byte counts
    char text_[packet_capacity] = {};
};

/// The text of an answer while it is written. What does not fit is left out.
class Reply {
public:
    void clear() { length_ = 0; }
    void put(char character);
    void text(const char* text);
    void number(uint32_t value) { text(HexText{value}.digits); }
    void text_as_bytes(const char* text);
    /// Two hexadecimal digits.
    void byte(uint32_t value);
    /// Four bytes as they lie in memory, the lowest first.
    void word(uint32_t value);
    /// Another character in the place of the first. Requires: there is one.
    void replace_first(char character) { text_[0] = character; }
    uint32_t room() const { return packet_capacity - length_; }
    uint32_t length() const { return length_; }

    /// The whole packet, runs of the same character shortened.
    /// \param send  sends one character
    void send_to(void (*send)(char)) const;

private:
    uint32_t run_at(uint32_t place) const;

    uint32_t length_ = 0;
    char text_[packet_capacity] = {};
};

}  // namespace kumquat::gdb
