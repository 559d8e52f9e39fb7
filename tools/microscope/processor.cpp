// processor.cpp -- see processor.hpp.
#include "tools/microscope/processor.hpp"

#include "tools/bench/cache_lines.hpp"

namespace kumquat::microscope {

namespace {

constexpr uint32_t gate_bytes = 8, descriptor_bytes = 8, stack_in_tss = 4,
                   vectors = 256;
constexpr uint8_t word_bytes = sizeof(uint32_t);

uint32_t descriptor_of(const machine::Registers& registers, uint32_t selector) {
    return registers.gdt.base + (selector & ~7u);
}

}  // namespace

std::optional<uint32_t> vector_of_entry(const machine::Registers& after,
                                        const machine::Memory& memory) {
    for (uint32_t vector = 0; vector < vectors; ++vector) {
        const auto gate = memory.read_virtual<uint64_t>(
            after.cr3, after.idt.base + vector * gate_bytes);
        if (gate && ((*gate & 0xFFFF) | (*gate >> 32 & 0xFFFF0000)) == after.eip) {
            return vector;
        }
    }
    return std::nullopt;
}

std::vector<Access> accesses_of_entry(const machine::Registers& before,
                                      const machine::Registers& after,
                                      const machine::Memory& memory) {
    std::vector<Access> accesses;
    const auto read = [&](uint32_t address, uint8_t size) {
        accesses.push_back({address, size, false, By::descriptor});
    };
    if (const auto vector = vector_of_entry(after, memory)) {
        read(after.idt.base + *vector * gate_bytes, gate_bytes);
    }
    read(descriptor_of(after, after.cs.selector), descriptor_bytes);
    read(after.tr.base + stack_in_tss, 2 * word_bytes);
    read(descriptor_of(after, after.ss.selector), descriptor_bytes);
    // The first word pushed is the old SS, the last one an error code or the old EIP.
    uint32_t top = after.esp;
    while (top < after.esp + bench::CacheLines::frame_bytes &&
           memory.read_virtual<uint32_t>(after.cr3, top + 4 * word_bytes) !=
               before.ss.selector) {
        top += word_bytes;
    }
    for (uint32_t word = top + bench::CacheLines::frame_bytes; word > after.esp;) {
        word -= word_bytes;
        accesses.push_back({word, word_bytes, true, By::frame});
    }
    return accesses;
}

By by_of(const bench::Step& step, const plugin::Entry& access) {
    if (step.instruction.kind != plugin::Kind::iret) {
        return By::program;
    }
    return bench::is_pop(step, access) ? By::frame : By::descriptor;
}

bool loads_cr3(std::string_view code) {
    constexpr unsigned char cr3 = 3;
    return code.size() >= 3 && code.substr(0, 2) == "\x0F\x22" &&
           (static_cast<unsigned char>(code[2]) >> 3 & 7) == cr3;
}

bool loads_segment(std::string_view code) {
    const auto byte = [code](std::size_t at) {
        return at < code.size() ? static_cast<unsigned char>(code[at]) : 0u;
    };
    constexpr unsigned mov = 0x8E, les = 0xC4, lds = 0xC5;
    const unsigned first = byte(0), second = byte(1);
    return first == mov || first == les || first == lds || first == 0x07 ||
           first == 0x17 || first == 0x1F ||
           (first == 0x0F && (second == 0xA1 || second == 0xA9));
}

}  // namespace kumquat::microscope
