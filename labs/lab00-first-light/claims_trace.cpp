// claims_trace.cpp -- lab 0, stage 4: records in the trace ring.
#include "grading/claim.hpp"
#include "kernel/abi/kernel_info_page.hpp"
#include "labs/lab00-first-light/records.hpp"

namespace kumquat::grading {

namespace {

TraceRecord record_at(const Guest& guest, uint32_t index) {
    return guest.read<TraceRecord>(guest.address_of("test_ring") +
                                   index * static_cast<uint32_t>(sizeof(TraceRecord)));
}

std::string kind_name(uint32_t kind) {
    return kind < trace_kind_count ? trace_kind_table[kind].name
                                   : fmt::format("0x{:08X}", kind);
}

void expect_kind(uint32_t expected, uint32_t actual, uint32_t index, const char* so) {
    Experiment::expect(
        expected == actual,
        fmt::format("The record at place {} has the kind {}; expected {}.", index,
                    kind_name(actual), kind_name(expected)),
        so);
}

void expect_record(const Guest& guest,
                   uint32_t index,
                   const DrawnRecord& drawn,
                   const char* so) {
    const TraceRecord record = record_at(guest, index);
    expect_kind(drawn.kind, record.kind, index, so);
    for (uint32_t column = 0; column < trace_columns_max; ++column) {
        Experiment::expect_equal(
            drawn.columns[column], record.columns[column],
            fmt::format("Column {} of the record at place {}", column, index), so);
    }
}

void expect_junk(const Guest& guest, uint32_t index) {
    Experiment::expect_equal(
        ring_junk, record_at(guest, index).kind,
        fmt::format("What lies at place {}, which nobody wrote to", index),
        "A record went where none belongs; something else is overwritten.");
}

void expect_counters(const Guest& guest,
                     uint32_t first_word,
                     uint32_t written,
                     uint32_t drained,
                     uint32_t lost) {
    const char* const so = "Readers outside trust these counters to find the records.";
    Experiment::expect_equal(written, guest.word(first_word), "trace_ring.written", so);
    Experiment::expect_equal(drained, guest.word(first_word + 1), "trace_ring.drained",
                             so);
    Experiment::expect_equal(lost, guest.word(first_word + 2), "trace_ring.lost", so);
}

}  // namespace

CLAIM(trace, record_holds_the_event) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < records_appended; ++i) {
        expect_record(
            guest, i, draw_record(numbers),
            "The visualizer would show another event than the one that happened.");
    }
    expect_junk(guest, records_appended);
    expect_counters(guest, 0, records_appended, 0, 0);
}

CLAIM(trace, time_belongs_to_the_call) {
    const Guest guest = experiment.boot();
    for (uint32_t i = 0; i < records_appended; ++i) {
        const auto clock = [&](uint32_t word) {
            return guest.word(4 * i + word) |
                   (uint64_t{guest.word(4 * i + word + 1)} << 32);
        };
        const uint64_t time = record_at(guest, i).tsc, before = clock(0),
                       after = clock(2);
        Experiment::expect(
            time >= before && time <= after,
            fmt::format("Record {} has the time {}; it was appended between {} and "
                        "{}.",
                        i, time, before, after),
            "Events would stand in the wrong order, or cause and effect far apart.");
    }
}

CLAIM(trace, ring_goes_round) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    std::vector<DrawnRecord> drawn;
    const uint32_t count = test_ring_capacity + records_appended;
    for (uint32_t i = 0; i < count; ++i) {
        drawn.push_back(draw_record(numbers));
    }
    expect_counters(guest, 0, count, count, 0);
    expect_junk(guest, test_ring_capacity);
    for (uint32_t i = count - test_ring_capacity; i < count; ++i) {
        expect_record(guest, i % test_ring_capacity, drawn[i],
                      "Record i of the whole run lies at place i modulo the capacity.");
    }
}

CLAIM(trace, full_ring_is_drained) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < test_ring_capacity; ++i) {
        static_cast<void>(draw_record(numbers));
    }
    expect_counters(guest, 0, test_ring_capacity, 0, 0);
    const auto drain = static_cast<uint32_t>(TraceKind::drain);
    const char* const so =
        "Draining is an event too, and comes before the one that needed room; "
        "without it old records are overwritten in silence.";
    expect_counters(guest, 3, test_ring_capacity + 2, test_ring_capacity, 0);
    expect_kind(drain, record_at(guest, 0).kind, 0, so);
    expect_record(guest, 1, draw_record(numbers), so);
    expect_junk(guest, test_ring_capacity);
}

CLAIM(trace, counts_what_came_too_early) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    expect_counters(guest, 0, 0, 0, 1 + numbers.below(20));
    expect_junk(guest, 0);
}

CLAIM(trace, boot_event_comes_first) {
    const Guest guest = experiment.boot();
    const auto ring = guest.read<TraceRing>(guest.address_of("kumquat::trace_ring"));
    Experiment::expect(
        ring.written > ring.drained,
        fmt::format("{} records were written.", ring.written - ring.drained),
        "The visualizer has nothing to show.");
    const auto first = guest.read_physical<TraceRecord>(ring.ring_physical);
    const auto page =
        guest.read<KernelInfoPage>(guest.address_of("kumquat::info_page"));
    const char* const so =
        "The first event tells what kernel and what machine the trace is of.";
    expect_kind(static_cast<uint32_t>(TraceKind::boot), first.kind, 0, so);
    Experiment::expect_equal(page.main_memory.high, first.columns[0],
                             "Its column main_high", so);
    Experiment::expect_equal(KernelInfoPage::version_word, first.columns[1],
                             "Its column version", so);
}

}  // namespace kumquat::grading
