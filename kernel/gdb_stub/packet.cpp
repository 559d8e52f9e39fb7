// packet.cpp -- framing, checksums, and runs.
#include "kernel/gdb_stub/packet.hpp"

namespace kumquat::gdb {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

/// "x*c" stands for x and as many more as c says, at most 97. Two counts would be "#" and "$".
constexpr uint32_t run_offset = 29, longest_run = 97 + 1, shortest_run = 4;
constexpr bool is_sayable(uint32_t run) {
    const uint32_t said = run - 1 + run_offset;
    return said != '#' && said != '$';
}

}  // namespace

uint32_t digit_value(char character) {
    const uint32_t digit = static_cast<uint32_t>(character) - '0';
    const uint32_t letter = (static_cast<uint32_t>(character) | 0x20) - 'a';
    return digit < 10 ? digit : letter < 6 ? letter + 10 : 16;
}

HexText::HexText(uint32_t value) {
    uint32_t count = 1;
    while (count < 8 && value >> 4 * count != 0) {
        ++count;
    }
    for (uint32_t i = count; i-- > 0; value >>= 4) {
        digits[i] = hex_digits[value & 0xF];
    }
}

PacketReader::Event PacketReader::take_outside(uint8_t byte) {
    constexpr uint8_t control_c = 3;
    return byte == control_c ? Event::interrupt
           : byte == '-'     ? Event::again
                             : Event::none;
}

PacketReader::Event PacketReader::finish() {
    place_ = Place::outside;
    if ((sum_ & 0xFF) != given_sum_) {
        return Event::damaged;
    }
    return is_too_long_ ? Event::too_long : Event::packet;
}

PacketReader::Event PacketReader::take(uint8_t byte) {
    if (byte == '$') {
        place_ = Place::text;
        length_ = sum_ = 0;
        is_too_long_ = false;
        return Event::none;
    }
    switch (place_) {
    case Place::outside:
        return take_outside(byte);
    case Place::text:
        if (byte == '#') {
            place_ = Place::first_digit;
        } else if (length_ == packet_capacity) {
            is_too_long_ = true;
            sum_ += byte;
        } else {
            text_[length_++] = static_cast<char>(byte);
            sum_ += byte;
        }
        return Event::none;
    case Place::first_digit:
        given_sum_ = digit_value(static_cast<char>(byte)) << 4;
        place_ = Place::second_digit;
        return Event::none;
    case Place::second_digit:
        given_sum_ += digit_value(static_cast<char>(byte));  // no digit: no sum fits
        return finish();
    }
    __builtin_unreachable();
}

void Reply::put(char character) {
    if (length_ != packet_capacity) {
        text_[length_++] = character;
    }
}

void Reply::text(const char* text) {
    for (; *text != '\0'; ++text) {
        put(*text);
    }
}

void Reply::text_as_bytes(const char* text) {
    for (; *text != '\0'; ++text) {
        byte(static_cast<uint8_t>(*text));
    }
}

void Reply::byte(uint32_t value) {
    put(hex_digits[value >> 4 & 0xF]);
    put(hex_digits[value & 0xF]);
}

void Reply::word(uint32_t value) {
    for (uint32_t i = 0; i < sizeof(value); ++i) {
        byte(value >> 8 * i);
    }
}

uint32_t Reply::run_at(uint32_t place) const {
    uint32_t run = 1;
    while (run < longest_run && place + run < length_ &&
           text_[place + run] == text_[place]) {
        ++run;
    }
    while (!is_sayable(run)) {
        --run;
    }
    return run;
}

void Reply::send_to(void (*send)(char)) const {
    uint32_t sum = 0;
    const auto say = [&](char character) {
        sum += static_cast<uint8_t>(character);
        send(character);
    };
    send('$');
    for (uint32_t i = 0; i < length_;) {
        const uint32_t run = run_at(i);
        say(text_[i]);
        if (run >= shortest_run) {
            say('*');
            say(static_cast<char>(run - 1 + run_offset));
            i += run;
        } else {
            ++i;
        }
    }
    send('#');
    send(hex_digits[sum >> 4 & 0xF]);
    send(hex_digits[sum & 0xF]);
}

}  // namespace kumquat::gdb
