// claims_console.cpp -- lab 0, stages 1 and 2: what arrives at COM1.
#include "grading/claim.hpp"
#include "grading/text.hpp"
#include "labs/lab00-first-light/texts.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

std::string expected_text(Numbers& numbers) {
    std::string text;
    for (uint32_t i = 0; i < console_text_length; ++i) {
        text += numbers.character();
    }
    return text;
}

/// Where two texts part, in words.
std::string difference(const std::string& expected, const std::string& actual) {
    const auto [at, other] =
        std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
    if (actual.empty()) {
        return fmt::format("Nothing arrived at COM1; expected {} characters.",
                           expected.size());
    }
    const auto index = static_cast<size_t>(at - expected.begin());
    return fmt::format(
        "{} of {} characters arrived. The first difference is at character {}: "
        "expected \"{}\", got \"{}\".",
        actual.size(), expected.size(), index + 1,
        printable(expected.substr(index, 12)),
        printable(actual.substr(std::min(index, actual.size()), 12)));
}

void expect_text(const std::string& expected,
                 const std::string& actual,
                 const char* so) {
    Experiment::expect(expected == actual, difference(expected, actual), so);
}

/// Compare line by line, so that the report names a number and what became of it.
void expect_lines(const std::vector<std::string>& expected,
                  const std::vector<uint32_t>& numbers,
                  const std::string& console,
                  const char* so) {
    size_t at = 0;
    for (size_t i = 0; i < expected.size(); ++i) {
        const size_t end = std::min(console.find('\n', at), console.size());
        const std::string line = console.substr(at, end - at);
        Experiment::expect(line == expected[i],
                           fmt::format("{} was printed as \"{}\"; expected \"{}\".",
                                       numbers[i], printable(line), expected[i]),
                           so);
        at = std::min(end + 1, console.size());
    }
    Experiment::expect(at == console.size(),
                       "More was printed than was asked for: \"" +
                           printable(console.substr(at, 20)) + "\".",
                       so);
}

}  // namespace

CLAIM(console, text_arrives) {
    Numbers numbers = experiment.numbers();
    expect_text(
        expected_text(numbers), experiment.boot().console(),
        "The console is the only voice that the kernel has until the trace works.");
}

CLAIM(console, every_byte_arrives) {
    Numbers numbers = experiment.numbers();
    const uint32_t first = numbers.below(256);
    std::string expected;
    for (uint32_t i = 0; i < 256; ++i) {
        expected += static_cast<char>(first + i);
    }
    expect_text(
        expected, experiment.boot().raw_console(),
        "A serial line carries bytes, not only letters: whatever a program sends must "
        "come out unchanged.");
}

CLAIM(console, waits_for_room) {
    Numbers numbers = experiment.numbers();
    const Guest guest = experiment.boot();
    const uint32_t written = guest.word(0), overruns = guest.word(1),
                   arrived = guest.word(4);
    Experiment::expect(
        written != 0, "The transmitter's data register was not written at all.",
        "Characters go out through the data register of COM1, port 0x3F8.");
    Experiment::expect(
        overruns == 0,
        fmt::format("With a transmitter as slow as a real one, {} of {} characters "
                    "were written while there was no room.",
                    overruns, written),
        "Real hardware, and Bochs, lose each of them. An emulator that is always "
        "ready hides the mistake.");
    std::string text;
    for (uint32_t i = 0; i < std::min(arrived, console_text_length); ++i) {
        text += static_cast<char>(guest.word(5 + i));
    }
    expect_text(expected_text(numbers), text,
                "What came through was not what was sent.");
}

CLAIM(console, fills_room_at_once) {
    const Guest guest = experiment.boot();
    const uint32_t written = guest.word(0), polls = guest.word(2), late = guest.word(3);
    Experiment::expect(
        polls >= written && written == console_text_length,
        fmt::format("{} characters were written and the line status was read {} "
                    "times.",
                    written, polls),
        "Each character needs a look at the line status before it.");
    Experiment::expect(
        late == 0,
        fmt::format("{} times the line status was read again although it had "
                    "said \"room for one\".",
                    late),
        "Room for the next character (bit 5) comes before the last one has left "
        "(bit 6). Who waits for the second halves the speed of the line.");
}

CLAIM(hexadecimal, shows_every_digit) {
    Numbers draw = experiment.numbers();
    std::vector<uint32_t> numbers;
    std::vector<std::string> expected;
    for (uint32_t i = 0; i < numbers_printed; ++i) {
        numbers.push_back(telling_number(draw, i));
        expected.push_back(fmt::format("{:08X}", numbers.back()));
    }
    expect_lines(
        expected, numbers, experiment.boot().console(),
        "Addresses are read in hexadecimal; one wrong digit sends you to the wrong "
        "line of code.");
}

CLAIM(hexadecimal, keeps_leading_zeros) {
    Numbers draw = experiment.numbers();
    std::vector<uint32_t> numbers;
    std::vector<std::string> expected;
    for (uint32_t i = 0; i < numbers_printed; ++i) {
        numbers.push_back(small_number(draw, i));
        expected.push_back(fmt::format("{:08X}", numbers.back()));
    }
    expect_lines(expected, numbers, experiment.boot().console(),
                 "Numbers of equal width can be compared at a glance; zero is eight "
                 "digits too.");
}

CLAIM(hexadecimal, shows_the_low_digits) {
    Numbers draw = experiment.numbers();
    std::vector<uint32_t> numbers;
    std::vector<std::string> expected;
    for (uint32_t digits = 1; digits < 8; ++digits) {
        const uint32_t number = draw.next();
        const uint32_t low = number & ((1u << (4 * digits)) - 1);
        numbers.push_back(number);
        expected.push_back(fmt::format("{:0{}X}", low, digits));
    }
    expect_lines(expected, numbers, experiment.boot().console(),
                 "Who asks for four digits gets the low four: L4's int3 output "
                 "functions (hex16, "
                 "hex8) depend on it.");
}

}  // namespace kumquat::grading
