// claims_int3.cpp -- lab 1, stage 4: the printf of L4 programs.
#include "grading/claim.hpp"
#include "grading/text.hpp"
#include "labs/lab01-traps/exception_log.hpp"
#include "labs/lab01-traps/int3_texts.hpp"
#include "labs/lab01-traps/program.hpp"

namespace kumquat::grading {

namespace {

std::string printed_by(const DrawnInt3& drawn) {
    switch (drawn.function) {
    case 0:
        return {static_cast<char>(drawn.eax)};
    case 5:
        return fmt::format("{:08X}", drawn.eax);
    case 7:
        return fmt::format("{:04X}", drawn.eax & 0xFFFF);
    case 9:
        return fmt::format("{:02X}", drawn.eax & 0xFF);
    default:
        return fmt::format("{}", static_cast<int32_t>(drawn.eax));
    }
}

void expect_console(const std::string& expected,
                    const std::string& actual,
                    const char* so) {
    Experiment::expect(actual == expected,
                       fmt::format("the console shows \"{}\"; expected \"{}\".",
                                   printable(actual), printable(expected)),
                       so);
}

/// The console behind the line with which the kernel greets.
std::string console_of_program(const Guest& guest) {
    const std::string console = guest.console();
    const size_t end = console.find('\n');
    return end == std::string::npos ? console : console.substr(end + 1);
}

}  // namespace

CLAIM(int3, prints_registers) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    std::string expected;
    for (uint32_t i = 0; i < int3_calls; ++i) {
        expected += printed_by(draw_int3(numbers, i));
        static_cast<void>(draw_registers(numbers));
        Experiment::expect_equal(
            0, guest.word(i), "Bits that differ in the program's registers",
            "Output functions give nothing back, so every register is kept.");
    }
    expect_console(expected, console_of_program(guest),
                   "Every L4 program of its time prints this way, and no other.");
}

CLAIM(int3, prints_text_in_code) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    std::string expected;
    for (uint32_t i = 0; i < int3_texts; ++i) {
        for (uint32_t length = draw_text_length(numbers, i); length > 0; --length) {
            expected += numbers.character();
        }
        static_cast<void>(draw_registers(numbers));
    }
    expect_console(
        expected, console_of_program(guest),
        "The text has no zero at its end: the jump's distance is its length.");
}

CLAIM(int3, program_goes_on_right_behind) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    constexpr uint32_t function = 5;
    for (uint32_t i = 0; i < int3_calls; ++i) {
        static_cast<void>(draw_registers(numbers));
        const bool equal = numbers.below(2) == 0;
        Experiment::expect_equal(
            equal ? 1 : 0, guest.word(2 * i),
            "Result of the comparison behind the int3",
            "The kernel never changes EIP: the two bytes behind the int3 are "
            "an instruction, and the program may count on its flags.");
        Experiment::expect(
            (guest.word(2 * i + 1) == function) == equal,
            fmt::format("AL was 0x{:02X} behind the int3.", guest.word(2 * i + 1)),
            "Output functions keep all registers.");
    }
}

CLAIM(int3, notes_do_not_stop) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    const uint32_t debugger = guest.address_of(
        "kumquat::enter_debugger(kumquat::TrapFrame&, unsigned int, int)");
    constexpr uint32_t words_per_note = 5 + words_per_exception;
    Experiment::expect(guest.count() == int3_texts * words_per_note &&
                           guest.word(1) == debugger,
                       "Not every note came to enter_debugger().",
                       "A note that is dropped is missing from the trace.");
    for (uint32_t i = 0; i < int3_texts; ++i) {
        const uint32_t length = draw_text_length(numbers, i);
        const uint32_t expected = numbers.next();
        for (uint32_t j = 1; j < length; ++j) {
            static_cast<void>(numbers.character());
        }
        static_cast<void>(draw_registers(numbers));
        const uint32_t first = i * words_per_note;
        Experiment::expect_equal(guest.word(first), guest.word(first + 2),
                                 "Address of the note",
                                 "The text begins behind the length byte.");
        Experiment::expect_equal(length, guest.word(first + 3), "Length of the note",
                                 "The jump's distance is the length of the text.");
        Experiment::expect_equal(expected, guest.word(first + words_per_note - 1),
                                 "EAX, set by the program behind its note",
                                 "A note goes into the trace; the program runs on.");
    }
    expect_console("", console_of_program(guest), "A note is silent.");
}

}  // namespace kumquat::grading
