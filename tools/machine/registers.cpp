// registers.cpp -- see registers.hpp.
// The text looks like this (QEMU 7.2, i386):
//   EAX=00000000 EBX=... EIP=0010000c EFL=00000002 [-------] CPL=0 II=0 A20=1 SMM=0 HLT=1
//   ES =0010 00000000 ffffffff 00cf9300 DPL=0 DS   [-WA]
//   GDT=     000cac68 00000027
//   CR0=00000011 CR2=00000000 CR3=00000000 CR4=00000000
#include "tools/machine/registers.hpp"

#include <charconv>
#include <map>
#include <string>

namespace kumquat::machine {

namespace {

/// Take one hexadecimal word from the front of `text`, behind blanks. 0 if there is none.
uint32_t take_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    uint32_t value = 0;
    const auto result =
        std::from_chars(text.data(), text.data() + text.size(), value, 16);
    text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
    return value;
}

/// What follows "NAME=" or "NAME =" where NAME starts a line or follows a blank.
std::string_view behind(std::string_view text, std::string name) {
    name.resize(3, ' ');
    name += '=';
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
        if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n') {
            return text.substr(at + name.size());
        }
    }
    return {};
}

}  // namespace

Registers parse_registers(std::string_view text) {
    Registers registers;
    const std::map<std::string, uint32_t*> words = {
        {"EAX", &registers.eax},    {"EBX", &registers.ebx}, {"ECX", &registers.ecx},
        {"EDX", &registers.edx},    {"ESI", &registers.esi}, {"EDI", &registers.edi},
        {"EBP", &registers.ebp},    {"ESP", &registers.esp}, {"EIP", &registers.eip},
        {"EFL", &registers.eflags}, {"CPL", &registers.cpl}, {"CR0", &registers.cr0},
        {"CR2", &registers.cr2},    {"CR3", &registers.cr3}, {"CR4", &registers.cr4}};
    for (const auto& [name, target] : words) {
        std::string_view rest = behind(text, name);
        *target = take_word(rest);
    }
    const std::map<std::string, Segment*> segments = {
        {"ES", &registers.es},   {"CS", &registers.cs}, {"SS", &registers.ss},
        {"DS", &registers.ds},   {"FS", &registers.fs}, {"GS", &registers.gs},
        {"LDT", &registers.ldt}, {"TR", &registers.tr}};
    for (const auto& [name, target] : segments) {
        std::string_view rest = behind(text, name);
        const uint32_t selector = take_word(rest);
        const uint32_t base = take_word(rest);
        const uint32_t limit = take_word(rest);
        *target = {selector, base, limit, take_word(rest)};
    }
    for (auto* table : {&registers.gdt, &registers.idt}) {
        std::string_view rest = behind(text, table == &registers.gdt ? "GDT" : "IDT");
        table->base = take_word(rest);
        table->limit = take_word(rest);
    }
    std::string_view halted = behind(text, "HLT");
    registers.is_halted = take_word(halted) != 0;
    return registers;
}

}  // namespace kumquat::machine
