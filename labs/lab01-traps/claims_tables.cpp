// claims_tables.cpp -- lab 1, stages 1 and 2: descriptors, GDT and IDT as the CPU reads them.
#include "grading/claim.hpp"
#include "kernel/x86/selectors.hpp"
#include "labs/lab01-traps/descriptors.hpp"
#include "labs/lab01-traps/faults.hpp"

#include <numeric>
#include <vector>

namespace kumquat::grading {

namespace {

/// A segment descriptor taken apart.
struct Segment {
    uint32_t base, limit;  // limit in bytes, as granularity says
    uint32_t type_and_s, dpl;
    bool is_present, is_large, counts_pages;
};

Segment decoded(const Descriptor& word) {
    Segment segment{};
    segment.base =
        (word.low >> 16) | ((word.high & 0xFF) << 16) | (word.high & 0xFF000000);
    segment.counts_pages = ((word.high >> 23) & 1) != 0;
    const uint32_t limit = (word.low & 0xFFFF) | (word.high & 0x000F0000);
    segment.limit = segment.counts_pages ? (limit << 12) | 0xFFF : limit;
    segment.type_and_s = (word.high >> 8) & 0x1F;
    segment.dpl = (word.high >> 13) & 3;
    segment.is_present = ((word.high >> 15) & 1) != 0;
    segment.is_large = ((word.high >> 22) & 1) != 0;
    return segment;
}

std::string call_text(const DrawnSegment& drawn) {
    return fmt::format("segment_descriptor(0x{:08X}, 0x{:08X}, type 0x{:02X}, ring {})",
                       drawn.base, drawn.limit, static_cast<uint32_t>(drawn.type),
                       static_cast<uint32_t>(drawn.access));
}

void expect_segment(const DrawnSegment& drawn, const Descriptor& word) {
    const Segment segment = decoded(word);
    const std::string call = call_text(drawn) + ": ";
    const bool is_tss = drawn.type == SegmentType::tss;
    const auto equal = [&](uint32_t expected, uint32_t actual, const char* what,
                           const char* so) {
        Experiment::expect_equal(expected, actual, call + what, so);
    };
    equal(drawn.base, segment.base, "base",
          "The CPU adds the base to every address of the segment.");
    equal(drawn.limit, segment.limit, "limit in bytes",
          "Accesses behind the limit fault; accesses before it should not.");
    equal(static_cast<uint32_t>(drawn.type), segment.type_and_s, "type and S",
          "The CPU refuses to load code into SS, or data into CS.");
    equal(static_cast<uint32_t>(drawn.access), segment.dpl, "privilege level",
          "Either user programs cannot run at all, or they can do everything.");
    equal(1, segment.is_present ? 1 : 0, "present bit",
          "Loading a segment that is not present raises #NP.");
    equal(is_tss ? 0 : 1, segment.is_large ? 1 : 0, "D/B bit",
          "Without it code is decoded as 16-bit code; a TSS keeps it clear.");
}

void expect_segments(const Experiment& experiment, uint32_t limit_bits) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < descriptors_made; ++i) {
        expect_segment(draw_segment(numbers, i, limit_bits),
                       {guest.word(2 * i), guest.word(2 * i + 1)});
    }
}

/// A gate of the IDT that the machine had loaded at the end.
Descriptor gate_of(const Guest& guest, uint32_t vector) {
    const machine::TableRegister& idt = guest.registers().idt;
    Experiment::expect(
        8 * vector + 7 <= idt.limit,
        fmt::format("The IDT ends before vector 0x{:02X}: its limit is {}.", vector,
                    idt.limit),
        "An interrupt without a gate becomes a fault.");
    return guest.read<Descriptor>(idt.base + 8 * vector);
}

uint32_t entry_of(const Descriptor& gate) {
    return (gate.high & 0xFFFF0000) | (gate.low & 0xFFFF);
}

std::vector<uint32_t> all_vectors() {
    std::vector<uint32_t> vectors(vector_count);
    std::iota(vectors.begin(), vectors.end(), 0);
    return vectors;
}

bool programs_may_call(uint32_t vector) {
    return vector == vector_breakpoint || vector == vector_overflow ||
           (vector >= SYSCALL_FIRST && vector <= SYSCALL_LAST);
}

void expect_gdt_entry(const Guest& guest,
                      uint32_t selector,
                      SegmentType type,
                      Privilege access) {
    const machine::TableRegister& gdt = guest.registers().gdt;
    const uint32_t accessed = 1;  // set by the CPU when the segment is loaded
    const Segment segment =
        decoded(guest.read<Descriptor>(gdt.base + (selector & ~7u)));
    const std::string name = fmt::format("GDT entry of selector 0x{:02X}: ", selector);
    const char* const so =
        "Without flat segments no address means what the page tables say.";
    Experiment::expect_equal(0, segment.base, name + "base", so);
    Experiment::expect_equal(0xFFFFFFFF, segment.limit, name + "limit", so);
    Experiment::expect_equal(static_cast<uint32_t>(type),
                             segment.type_and_s & ~accessed, name + "type", so);
    Experiment::expect_equal(static_cast<uint32_t>(access), segment.dpl,
                             name + "privilege", so);
}

}  // namespace

CLAIM(descriptors, fields_are_split) { expect_segments(experiment, 20); }

CLAIM(descriptors, large_limits_count_pages) { expect_segments(experiment, 32); }

CLAIM(descriptors, gate_splits_the_entry) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < descriptors_made; ++i) {
        const DrawnGate drawn = draw_gate(numbers, i);
        const Descriptor word{guest.word(2 * i), guest.word(2 * i + 1)};
        const auto equal = [](uint32_t expected, uint32_t actual, const char* what) {
            Experiment::expect_equal(
                expected, actual, fmt::format("gate: {}", what),
                "The CPU would jump to another place, or refuse to.");
        };
        equal(drawn.entry, entry_of(word), "offset");
        equal(drawn.selector, word.low >> 16, "selector");
        equal(static_cast<uint32_t>(drawn.type), (word.high >> 8) & 0x1F, "type");
        equal(static_cast<uint32_t>(drawn.access), (word.high >> 13) & 3,
              "privilege level");
        equal(1, (word.high >> 15) & 1, "present bit");
        equal(0, word.high & 0xFF, "bits 7:0 of the high word");
    }
}

CLAIM(descriptors, gdt_of_the_machine) {
    const Guest guest = experiment.boot();
    const machine::Registers& registers = guest.registers();
    expect_gdt_entry(guest, SELECTOR_KERNEL_CODE, SegmentType::code, Privilege::kernel);
    expect_gdt_entry(guest, SELECTOR_KERNEL_DATA, SegmentType::data, Privilege::kernel);
    expect_gdt_entry(guest, SELECTOR_USER_CODE, SegmentType::code, Privilege::user);
    expect_gdt_entry(guest, SELECTOR_USER_DATA, SegmentType::data, Privilege::user);
    const char* const so =
        "The CPU runs with what it loaded, not with what the table says later.";
    Experiment::expect_equal(SELECTOR_KERNEL_CODE, registers.cs.selector, "CS", so);
    Experiment::expect_equal(SELECTOR_KERNEL_DATA, registers.ss.selector, "SS", so);
    Experiment::expect_equal(SELECTOR_TSS, registers.tr.selector, "TR", so);
    Experiment::expect_equal(guest.address_of("kernel_tss"), registers.tr.base,
                             "Base of the TSS",
                             "The CPU finds the kernel's stack in the TSS.");
}

CLAIM(table, every_vector_has_its_gate) {
    const Guest guest = experiment.boot();
    const uint32_t stubs = guest.address_of("trap_stubs");
    constexpr uint32_t stub_size = 16;
    for (const uint32_t vector : all_vectors()) {
        if (vector == vector_double_fault) {
            continue;
        }
        const Descriptor gate = gate_of(guest, vector);
        const std::string name = fmt::format("Gate 0x{:02X}: ", vector);
        Experiment::expect_equal(
            1, (gate.high >> 15) & 1, name + "present bit",
            "The first interrupt of this vector ends in a triple fault.");
        Experiment::expect_equal(
            stubs + stub_size * vector, entry_of(gate), name + "entry",
            "The kernel would take this interrupt for another one.");
        Experiment::expect_equal(SELECTOR_KERNEL_CODE, gate.low >> 16,
                                 name + "selector",
                                 "The handler must run in the kernel's code segment.");
        Experiment::expect_equal(
            static_cast<uint32_t>(GateType::interrupt), (gate.high >> 8) & 0x1F,
            name + "type",
            "A trap gate leaves interrupts on, and a second one would come "
            "before the first has saved its registers.");
    }
}

CLAIM(table, programs_may_call_only_some) {
    const Guest guest = experiment.boot();
    for (const uint32_t vector : all_vectors()) {
        const uint32_t expected = programs_may_call(vector) ? 3 : 0;
        const char* const so =
            expected == 3
                ? "A program that uses this call gets a general-protection fault."
                : "A program could fake an exception or an interrupt by `int n`.";
        Experiment::expect_equal(expected, (gate_of(guest, vector).high >> 13) & 3,
                                 fmt::format("Gate 0x{:02X}: privilege level", vector),
                                 so);
    }
}

CLAIM(table, double_fault_is_a_task) {
    const Descriptor gate = gate_of(experiment.boot(), vector_double_fault);
    const char* const so =
        "A kernel stack that ran over cannot take the frame of its own fault; "
        "a task gate brings a stack of its own.";
    Experiment::expect_equal(static_cast<uint32_t>(GateType::task),
                             (gate.high >> 8) & 0x1F, "Gate 8: type", so);
    Experiment::expect_equal(SELECTOR_DOUBLE_FAULT_TSS, gate.low >> 16,
                             "Gate 8: selector", so);
    Experiment::expect_equal(1, (gate.high >> 15) & 1, "Gate 8: present bit", so);
}

}  // namespace kumquat::grading
