// start_up.cpp -- the kernel info page, and what the root task finds at its first instruction.
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t first_module = 0;  // where the first boot module lies

bool is_aligned(uint32_t address) { return address % page_size == 0; }

struct Range {
    uint32_t low, high;
};

Range at(uint32_t offset) {
    const volatile uint32_t* const words = reinterpret_cast<const volatile uint32_t*>(
        uintptr_t{info_page_address + offset});
    return {words[0], words[1]};
}
uint32_t word(uint32_t offset) { return at(offset).low; }

/// All regions that nobody may share: offsets of their low bounds.
constexpr uint32_t regions[] = {0x28, 0x48, 0x68, 0x70, 0x78, 0x80, 0x88, 0x90, 0x98};

void magic_and_version() {
    claim("info.1", "the magic is 0x4BE6344C", 0x4BE6344C, word(0x00));
    claim_that("info.2", "the version's high half is not 0", word(0x04) >> 16 != 0);
    claim_that("info.2", "and it is not Fiasco's", word(0x04) != 0x01004444);
    claim("info.3", "the page has version 1", 1, word(0x08) >> 8 & 0xFF);
    const uint32_t place = info_page_address + 16 * (word(0x08) & 0xFF);
    const volatile char* const text =
        reinterpret_cast<const volatile char*>(uintptr_t{place});
    uint32_t length = 0;
    while (length < 200 && text[length] >= ' ') {
        ++length;
    }
    claim_that("info.3", "there is a version string that ends",
               length > 3 && text[length] == 0);
    claim("info.4", "there is no link", 0, word(0x0C));
    uint32_t stubs = 0;
    for (uint32_t offset = 0xC0; offset <= 0xD8; offset += 4) {
        stubs |= word(offset);
    }
    claim("info.4", "and there are no call stubs", 0, stubs);
}

void regions_of_memory() {
    constexpr uint32_t tasks[] = {0x20, 0x40};
    for (const uint32_t task : tasks) {
        const uint32_t eip = word(task + 4);
        const Range memory = at(task + 8);
        claim_that("info.5 info.7", "an EIP lies in its task's memory",
                   eip >= memory.low && eip < memory.high);
    }
    claim_that("info.7", "this very program lies in root's memory",
               address_of(regions_of_memory) >= at(0x48).low &&
                   address_of(regions_of_memory) < at(0x48).high);
    claim("info.6", "there is no sigma1", 0,
          word(0x30) | word(0x34) | word(0x38) | word(0x3C));
    const Range main = at(0x60);
    claim("info.8", "main memory begins at 0", 0, main.low);
    claim_that("info.8", "and ends near 64 MB",
               main.high > 60u << 20 && main.high <= 64u << 20);
    claim("info.10", "the adapter area begins at 640 KB", 0xA0000, at(0x78).low);
    claim("info.10", "and ends at 1 MB", 0x100000, at(0x78).high);
    claim_that("info.9", "the kernel's code is in main memory",
               at(0x68).high > at(0x68).low && at(0x68).high <= main.high);
    claim_that("info.9", "and its data",
               at(0x70).high > at(0x70).low && at(0x70).high <= main.high);
    claim_that("info.11", "the boot modules are a region that belongs to root",
               at(0x80).high > at(0x80).low && at(0x80).high <= main.high);
    claim_that("info.11 start.4", "and the multiboot information leads into it",
               first_module >= at(0x80).low && first_module < at(0x80).high);
    bool aligned = is_aligned(main.low) && is_aligned(main.high);
    uint32_t overlaps = 0;
    for (const uint32_t one : regions) {
        aligned = aligned && is_aligned(at(one).low) && is_aligned(at(one).high);
        for (const uint32_t other : regions) {
            const bool meet = one < other && at(one).low < at(other).high &&
                              at(other).low < at(one).high;
            overlaps += meet ? 1 : 0;
        }
    }
    claim_that("info.13", "all bounds are page aligned", aligned);
    claim("info.15", "no two regions overlap", 0, overlaps);
}

void registers_of_root(uint32_t eax, uint32_t ebx) {
    claim("start.4", "EAX is 0x2BADB002", 0x2BADB002, eax);
    const volatile uint32_t* const info =
        reinterpret_cast<const volatile uint32_t*>(uintptr_t{ebx});
    claim_that("start.4", "EBX leads to multiboot information with modules",
               ebx != 0 && (info[0] & 8) != 0 && info[5] >= 1 && info[6] != 0);
    const volatile uint32_t* const modules =
        reinterpret_cast<const volatile uint32_t*>(uintptr_t{info[6]});
    first_module = modules == nullptr ? 0 : modules[0];
    claim("start.11", "and with the command line of the root task's own module", 4,
          info[0] & 4);
    claim("start.11", "which is that of the second", modules[4 + 2], info[4]);
    claim("start.11", "and with the sizes of memory", 1, info[0] & 1);
    claim_that("start.11", "of which one is 640 KB, but for what the BIOS needs",
               info[1] > 600 && info[1] <= 640);
    claim_that("start.11", "and the other nearly 63 MB",
               info[2] > 60 << 10 && info[2] <= 63 << 10);
    uint32_t flags;
    asm volatile("pushfl\n\tpopl %0" : "=r"(flags));
    claim("start.5", "interrupts are on", 0x200, flags & 0x200);
    claim("start.5", "nested tasks and virtual mode are off", 0, flags & 0x24100);
    CallRegisters r{0,          0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                    0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF};
    raw_lthread_ex_regs(&r);
    claim("start.2", "root's pager is sigma0", sigma0_id.low(), r.esi);
    claim("start.2", "with its high word", sigma0_id.high(), r.edi);
}

void the_page_itself() {
    claim("sigma0.6 id.fixed.1", "sigma0 gives the info page: a mapping", 2,
          take_info_page().dope.word() & 2);
    claim_that("info.12 info.14", "the clock moves while one waits", [] {
        const uint64_t before = clock_us();
        sleep(receive_10_ms);
        return clock_us() >= before + 10'000;
    }());
    claim_that("info.14", "and never goes back", [] {
        uint64_t last = 0;
        for (uint32_t i = 0; i < 100'000; ++i) {
            const uint64_t now = clock_us();
            if (now < last) {
                return false;
            }
            last = now;
        }
        return true;
    }());
    claim_that("start.9", "rdtsc may be used, and goes on", [] {
        uint64_t first, second;
        asm volatile("rdtsc" : "=A"(first));
        asm volatile("rdtsc" : "=A"(second));
        return second > first;
    }());
}

void segments() {
    uint32_t data, data_limit;
    asm volatile("movl %%ds, %0" : "=r"(data));
    asm volatile("lsll %1, %0" : "=r"(data_limit) : "r"(data) : "cc");
    claim("start.7", "the data segment covers 4 GB", 0xFFFFFFFF, data_limit);
    uint32_t code;
    asm volatile("movl %%cs, %0" : "=r"(code));
    asm volatile("lsll %1, %0" : "=r"(data_limit) : "r"(code) : "cc");
    claim("start.7", "so does the code segment", 0xFFFFFFFF, data_limit);
    claim("start.7", "a program runs in ring 3", 3, code & 3);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t first, uint32_t second) {
    using namespace kumquat::user;
    begin_claims();
    registers_of_root(first, second);
    the_page_itself();
    magic_and_version();
    regions_of_memory();
    segments();
    finish_claims();
}
