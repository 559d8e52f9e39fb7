// guest_console.cpp -- text and numbers for COM1.
#include "labs/lab00-first-light/guest_tests.hpp"
#include "labs/lab00-first-light/texts.hpp"

#include "kernel/debug/print.hpp"
#include "kernel/x86/serial.hpp"
#include "labs/common/counted.hpp"
#include "labs/common/slow_transmitter.hpp"

namespace kumquat {

namespace {

void print_text_of(Numbers& numbers) {
    for (uint32_t i = 0; i < console_text_length; ++i) {
        print_character(numbers.character());
    }
}

void print_hex_line(uint32_t value, uint32_t digits) {
    print_hex(value, digits);
    print_character('\n');
}

}  // namespace

void print_text(Numbers& numbers) {
    print_text_of(numbers);
    serial_flush();
}

void put_every_byte(Numbers& numbers) {
    const uint32_t first = numbers.below(256);
    for (uint32_t i = 0; i < 256; ++i) {
        serial_put(static_cast<char>(first + i));
    }
    serial_flush();
}

void print_to_slow_transmitter(Numbers& numbers) {
    begin_slow_transmitter(numbers.others());
    print_text_of(numbers);
    const TransmitterLog& log = end_slow_transmitter();
    record(log.written);
    record(log.overruns);
    record(log.polls);
    record(log.late);
    record(log.count);
    for (uint32_t i = 0; i < console_text_length; ++i) {
        record(static_cast<unsigned char>(log.text[i]));
    }
}

void print_numbers(Numbers& numbers) {
    for (uint32_t i = 0; i < numbers_printed; ++i) {
        print_hex_line(telling_number(numbers, i), 8);
    }
    serial_flush();
}

void print_small_numbers(Numbers& numbers) {
    for (uint32_t i = 0; i < numbers_printed; ++i) {
        print_hex_line(small_number(numbers, i), 8);
    }
    serial_flush();
}

void print_low_digits(Numbers& numbers) {
    for (uint32_t digits = 1; digits < 8; ++digits) {
        print_hex_line(numbers.next(), digits);
    }
    serial_flush();
}

void count_a_number(Numbers& numbers) {
    const uint32_t number = numbers.next();
    record(counted([=] { print_hex(number, 8); }));
    serial_flush();
}

}  // namespace kumquat
