// claims_expect.cpp -- comparing sequences, and telling where they part.
#include "labs/lab03-threads/expect.hpp"

#include "grading/judged_trace.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

std::string text_of(const Sequence& sequence, size_t first) {
    constexpr size_t shown = 8;
    std::string text;
    for (size_t i = first; i < std::min(first + shown, sequence.size()); ++i) {
        text += fmt::format("{}{}", text.empty() ? "" : ", ", sequence[i]);
    }
    return text.empty() ? "nothing more"
                        : text + (first + shown < sequence.size() ? ", …" : "");
}

/// All of the machine's RAM.
std::vector<std::byte> memory_of(const Guest& guest) {
    struct Page {
        std::byte bytes[4096];
    };
    constexpr uint32_t ram = 32u << 20;  // what boot() gives
    std::vector<std::byte> memory;
    memory.reserve(ram);
    for (uint32_t address = 0; address < ram; address += sizeof(Page)) {
        const auto page = guest.read_physical<Page>(address);
        memory.insert(memory.end(), std::begin(page.bytes), std::end(page.bytes));
    }
    return memory;
}

}  // namespace

Sequence told(const Guest& guest, TraceKind kind, uint32_t column) {
    Sequence words;
    const trace::RawTrace trace = judged_trace(memory_of(guest));
    for (const TraceRecord& record : trace.records) {
        if (record.kind == static_cast<uint32_t>(kind)) {
            words.push_back(record.columns[column]);
        }
    }
    return words;
}

Guest play(const Experiment& experiment) {
    Guest guest = experiment.boot();
    const Sequence switches = told(guest, TraceKind::context_switch, 1);
    Experiment::expect(switches.size() > 1, "The trace tells of no switch.",
                       "What a kernel does not tell nobody can look at.");
    return guest;
}

Sequence words_of(const Guest& guest, uint32_t first, uint32_t count) {
    Sequence words;
    for (uint32_t i = first; i < (count == 0 ? guest.count() : first + count); ++i) {
        words.push_back(guest.word(i));
    }
    return words;
}

void expect_sequence(const Sequence& expected,
                     const Sequence& actual,
                     const std::string& what,
                     const std::string& so) {
    const auto [one, other] = std::ranges::mismatch(expected, actual);
    const auto same = static_cast<size_t>(one - expected.begin());
    Experiment::expect(
        expected == actual,
        fmt::format("{}: the first {} are right; then expected: {}; but saw: {}.", what,
                    same, text_of(expected, same), text_of(actual, same)),
        so);
}

Sequence times(uint32_t count, uint32_t word) { return Sequence(count, word); }

Sequence operator+(Sequence one, const Sequence& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

}  // namespace kumquat::grading
