// words.hpp -- the text of a command, taken apart from left to right.
// What is not there, or makes no sense, is not taken: nothing behind the end is ever looked at.
#pragma once

#include "kernel/gdb_stub/target.hpp"

namespace kumquat::gdb {

/// What is left of a command's text.
class Words {
public:
    Words(const char* begin, const char* end) : at_{begin}, end_{end} {}

    bool is_empty() const { return at_ == end_; }
    char next() { return is_empty() ? '\0' : *at_++; }
    bool take(const char* text) {
        const char* at = at_;
        for (; *text != '\0'; ++text, ++at) {
            if (at == end_ || *at != *text) {
                return false;
            }
        }
        at_ = at;
        return true;
    }
    /// \return  false if there is no digit, or more than a word has room for
    bool take_number(uint32_t& value) {
        const char* const first = at_;
        value = 0;
        for (; at_ != end_ && digit_value(*at_) < 16; ++at_) {
            if (value >> 28 != 0) {
                return false;
            }
            value = value << 4 | digit_value(*at_);
        }
        return at_ != first;
    }
    /// "address,length".
    bool take_range(uint32_t& address, uint32_t& length) {
        return take_number(address) && take(",") && take_number(length);
    }
    bool take_byte(uint8_t& byte) {
        if (end_ - at_ < 2 || digit_value(at_[0]) > 15 || digit_value(at_[1]) > 15) {
            return false;
        }
        byte = static_cast<uint8_t>(digit_value(at_[0]) << 4 | digit_value(at_[1]));
        at_ += 2;
        return true;
    }
    /// Four bytes, the lowest first.
    bool take_word(uint32_t& word) {
        word = 0;
        for (uint32_t i = 0; i < sizeof(word); ++i) {
            uint8_t byte;
            if (!take_byte(byte)) {
                return false;
            }
            word |= uint32_t{byte} << 8 * i;
        }
        return true;
    }
    /// A thread, or "0" and "-1" for whichever comes first.
    bool take_thread(Thread& thread) {
        thread = no_thread;
        return take("-1") || take_number(thread);
    }

private:
    const char *at_, *end_;
};

}  // namespace kumquat::gdb
