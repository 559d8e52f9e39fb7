// elf_image.cpp -- loading the first two programs.
#include "kernel/boot/elf_image.hpp"

#include "kernel/abi/elf.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/x86/memory_functions.hpp"

namespace kumquat {

namespace {

[[noreturn]] void refuse(const char* name, const char* reason) {
    print("The image of ");
    print(name);
    print(" cannot be loaded: ");
    print(reason);
    print(".\n");
    panic("a boot module is unusable");
}

void check_place(const MemoryRange& place, const char* name) {
    if (place.high <= place.low || place.high > info_page.main_memory.high) {
        refuse(name, "it is linked outside of the machine's memory");
    }
    const MemoryRange taken_ranges[] = {info_page.reserved_0, info_page.reserved_1,
                                        info_page.semi_reserved,
                                        info_page.dedicated[0]};
    for (const MemoryRange& taken : taken_ranges) {
        if (place.overlaps(taken)) {
            refuse(name, "it is linked where the kernel or the modules lie");
        }
    }
}

}  // namespace

BootTask load_elf_image(const BootModule& module, const char* name) {
    const uint8_t* const file = direct<uint8_t>(PhysAddr{module.begin});
    const uint32_t size = module.end - module.begin;
    const ElfHeader& header = *reinterpret_cast<const ElfHeader*>(file);
    if (size < sizeof(ElfHeader) || header.magic != ElfHeader::magic_word) {
        refuse(name, "it is not an ELF file");
    }
    if (header.program_headers > size ||
        header.program_header_count * sizeof(ElfSegment) >
            size - header.program_headers) {
        refuse(name, "its program headers lie outside of the file");
    }
    const ElfSegment* const segments =
        reinterpret_cast<const ElfSegment*>(file + header.program_headers);

    BootTask task;
    task.eip = header.entry;
    task.memory = {0xFFFFFFFF, 0};
    for (uint32_t i = 0; i < header.program_header_count; ++i) {
        const ElfSegment& segment = segments[i];
        if (segment.type != ElfSegment::load || segment.memory_size == 0) {
            continue;
        }
        if (segment.offset > size || segment.file_size > size - segment.offset ||
            segment.file_size > segment.memory_size) {
            refuse(name, "a segment lies outside of the file");
        }
        const MemoryRange place{segment.physical_address,
                                segment.physical_address + segment.memory_size};
        check_place(place, name);
        uint8_t* const to = direct<uint8_t>(PhysAddr{place.low});
        memcpy(to, file + segment.offset, segment.file_size);
        memset(to + segment.file_size, 0, segment.memory_size - segment.file_size);
        task.memory.low = place.low < task.memory.low ? place.low : task.memory.low;
        task.memory.high =
            place.high > task.memory.high ? place.high : task.memory.high;
    }
    task.memory.low &= ~(page_size - 1);
    task.memory.high = round_up_to_page(task.memory.high);
    task.memory.high += page_size;  // the stack
    check_place(task.memory, name);
    task.esp = task.memory.high;
    return task;
}

}  // namespace kumquat
