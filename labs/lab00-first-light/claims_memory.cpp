// claims_memory.cpp -- lab 0, stage 3: how much memory the machine has.
#include "grading/claim.hpp"
#include "kernel/abi/kernel_info_page.hpp"
#include "labs/lab00-first-light/memory_maps.hpp"

namespace kumquat::grading {

namespace {

std::string in_words(const DrawnMap& map) {
    std::string text;
    for (uint32_t i = 0; i < map.count; ++i) {
        const DrawnEntry& entry = map.entries[i];
        text += fmt::format(" 0x{:X}+0x{:X} type {}{}", entry.base, entry.length,
                            entry.type, i + 1 == map.count ? "" : ",");
    }
    return text;
}

/// As map_words.hpp says.
void append_words(std::vector<uint32_t>& words, const DrawnMap& map) {
    words.push_back(map.count);
    for (uint32_t i = 0; i < map.count; ++i) {
        const DrawnEntry& entry = map.entries[i];
        for (const uint64_t number : {entry.base, entry.length}) {
            words.push_back(static_cast<uint32_t>(number));
            words.push_back(static_cast<uint32_t>(number >> 32));
        }
        words.push_back(entry.type);
        words.push_back(entry.padding);
    }
}

void expect_answers(const Experiment& experiment,
                    DrawnMap (*draw)(Numbers&, uint32_t index),
                    const char* so) {
    Numbers numbers = experiment.numbers();
    std::vector<DrawnMap> maps;
    std::vector<uint32_t> words;
    for (uint32_t i = 0; i < maps_judged; ++i) {
        maps.push_back(draw(numbers, i));
        append_words(words, maps.back());
    }
    const Guest guest = experiment.boot_with(words);
    for (uint32_t i = 0; i < maps_judged; ++i) {
        const DrawnMap& map = maps[i];
        const uint32_t low = guest.word(2 * i), high = guest.word(2 * i + 1);
        Experiment::expect(
            low == 0 && high == map.high,
            fmt::format("main memory 0x{:X}..0x{:X}; expected 0x0..0x{:X}. The map "
                        "was{}.",
                        low, high, map.high, in_words(map)),
            so);
    }
}

}  // namespace

CLAIM(memory, one_piece_from_zero) {
    expect_answers(
        experiment, maps::tidy,
        "Everything that the kernel ever gives away comes out of this range.");
}

CLAIM(memory, entries_in_any_order) {
    expect_answers(
        experiment, maps::shuffled,
        "Firmware does not sort its map, and pieces may touch or overlap: memory "
        "would be lost, or counted twice.");
}

CLAIM(memory, stops_at_a_hole) {
    expect_answers(
        experiment, maps::with_hole,
        "Behind the hole there is RAM again, but the info page can tell of one piece "
        "only. A program that was given a page of the hole would write into nothing.");
}

CLAIM(memory, reserved_entries_win) {
    expect_answers(experiment, maps::with_reserved,
                   "What the firmware keeps for itself (tables, the code of its power "
                   "management) would be overwritten.");
}

CLAIM(memory, cut_at_256_mb) {
    expect_answers(
        experiment, maps::large,
        "The kernel's window on physical memory is 256 MB; and an address above 4 GB, "
        "cut to 32 bits, is another address.");
}

CLAIM(memory, whole_pages) {
    expect_answers(
        experiment, maps::uneven,
        "Memory is given away in pages. The last one would be partly not there.");
}

CLAIM(memory, entries_of_any_size) {
    expect_answers(
        experiment, maps::wide,
        "The distance to the next entry is its size field plus four, not the size of "
        "a structure: newer firmware appends fields.");
}

CLAIM(memory, info_page_tells_the_machine) {
    constexpr unsigned managed_mb = 256, megabyte = 1u << 20;
    Numbers numbers = experiment.numbers();
    for (const unsigned least_mb : {24u, 257u}) {
        const unsigned size_mb = least_mb + numbers.below(40);
        const Guest guest = experiment.boot("", size_mb);
        const auto page =
            guest.read<KernelInfoPage>(guest.address_of("kumquat::info_page"));
        const uint32_t end = std::min(size_mb, managed_mb) * megabyte;
        // The firmware may keep some of the last pages for its tables.
        const bool fits = page.main_memory.low == 0 && page.main_memory.high <= end &&
                          page.main_memory.high + megabyte > end;
        Experiment::expect(
            fits && page.magic == KernelInfoPage::magic_word,
            fmt::format("On a machine with {} MB the info page says main memory "
                        "0x{:X}..0x{:X}.",
                        size_mb, page.main_memory.low, page.main_memory.high),
            "sigma0 reads this page to learn which memory it owns.");
    }
}

}  // namespace kumquat::grading
