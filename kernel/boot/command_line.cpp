// command_line.cpp -- finding words and numbers.
#include "kernel/boot/command_line.hpp"

#include "kernel/x86/memory_functions.hpp"

namespace kumquat {

namespace {

char line[1024];

/// Characters of `text` up to a space or the end.
uint32_t word_length(const char* text) {
    uint32_t length = 0;
    while (text[length] != '\0' && text[length] != ' ') {
        ++length;
    }
    return length;
}

/// The part of `word` behind "name=", or nullptr.
const char* value_of(const char* word, const char* name) {
    while (*name != '\0') {
        if (*word != *name) {
            return nullptr;
        }
        ++word;
        ++name;
    }
    return *word == '=' ? word + 1 : nullptr;
}

/// Value of a digit, or 16 if it is none.
uint32_t digit_of(char character) {
    const uint32_t digit = static_cast<uint32_t>(character) - '0';
    const uint32_t letter = (static_cast<uint32_t>(character) | 0x20) - 'a';
    return digit < 10 ? digit : letter < 6 ? letter + 10 : 16;
}

}  // namespace

void set_command_line(const char* text) {
    uint32_t i = 0;
    while (i < sizeof(line) - 1 && text[i] != '\0') {
        line[i] = text[i];
        ++i;
    }
    line[i] = '\0';
}

const char* option(const char* name, uint32_t& length) {
    const char* word = line;
    for (;;) {
        if (const char* const value = value_of(word, name)) {
            length = word_length(value);
            return value;
        }
        word += word_length(word);
        if (*word == '\0') {
            return nullptr;
        }
        ++word;
    }
}

bool option_is(const char* name, const char* value) {
    uint32_t length = 0;
    const char* const given = option(name, length);
    return given != nullptr && word_length(value) == length &&
           memcmp(given, value, length) == 0;
}

uint32_t option_number(const char* name, uint32_t otherwise) {
    uint32_t length = 0;
    const char* const given = option(name, length);
    if (given == nullptr || length == 0 || digit_of(*given) >= 10) {
        return otherwise;
    }
    const char* text = given;
    return static_cast<uint32_t>(parse_number(text, given + length, 10));
}

uint64_t parse_number(const char*& text, const char* end, uint32_t base) {
    uint64_t value = 0;
    while (text != end && digit_of(*text) < base) {
        value = value * base + digit_of(*text);
        ++text;
    }
    return value;
}

}  // namespace kumquat
