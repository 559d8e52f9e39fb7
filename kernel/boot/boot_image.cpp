// boot_image.cpp -- loading the first two programs.
#include "kernel/boot/boot_image.hpp"

#include "kernel/abi/elf.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/x86/memory_functions.hpp"

namespace kumquat {

namespace {

/// A file of a program.
struct Image {
    const char* name;
    const uint8_t* file;
    uint32_t size;
};

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

/// Copy a part of the file to its place in memory, and clear what is left of that.
void load(const Image& image,
          uint32_t offset,
          uint32_t bytes,
          const MemoryRange& place,
          BootTask& task) {
    if (offset > image.size || bytes > image.size - offset ||
        bytes > place.high - place.low) {
        refuse(image.name, "a segment lies outside of the file");
    }
    check_place(place, image.name);
    uint8_t* const to = direct<uint8_t>(PhysAddr{place.low});
    memcpy(to, image.file + offset, bytes);
    memset(to + bytes, 0, place.high - place.low - bytes);
    task.memory.low = place.low < task.memory.low ? place.low : task.memory.low;
    task.memory.high = place.high > task.memory.high ? place.high : task.memory.high;
}

void load_elf(const Image& image, BootTask& task) {
    const ElfHeader& header = *reinterpret_cast<const ElfHeader*>(image.file);
    if (header.program_headers > image.size ||
        header.program_header_count * sizeof(ElfSegment) >
            image.size - header.program_headers) {
        refuse(image.name, "its program headers lie outside of the file");
    }
    const ElfSegment* const segments =
        reinterpret_cast<const ElfSegment*>(image.file + header.program_headers);
    task.eip = header.entry;
    for (uint32_t i = 0; i < header.program_header_count; ++i) {
        const ElfSegment& segment = segments[i];
        if (segment.type == ElfSegment::load && segment.memory_size != 0) {
            load(image, segment.offset, segment.file_size,
                 {segment.physical_address,
                  segment.physical_address + segment.memory_size},
                 task);
        }
    }
}

/// The multiboot header of a file, if it says where the file belongs. \param offset  out: where
/// \return  nullptr if there is none
const MultibootHeader* find_multiboot_header(const Image& image, uint32_t& offset) {
    for (offset = 0; offset < MultibootHeader::search_end &&
                     offset + sizeof(MultibootHeader) <= image.size;
         offset += sizeof(uint32_t)) {
        const MultibootHeader& header =
            *reinterpret_cast<const MultibootHeader*>(image.file + offset);
        if (header.magic == MultibootHeader::magic_word &&
            header.magic + header.flags + header.checksum == 0) {
            const bool has_addresses =
                (header.flags & MultibootHeader::has_addresses) != 0;
            return has_addresses ? &header : nullptr;
        }
    }
    return nullptr;
}

/// \param header  that stands at `offset` in the file
void load_as_header_says(const Image& image,
                         const MultibootHeader& header,
                         uint32_t offset,
                         BootTask& task) {
    const uint32_t begin = offset - (header.header_address - header.load_address);
    const uint32_t bytes = header.load_end != 0 ? header.load_end - header.load_address
                                                : image.size - begin;
    const uint32_t end =
        header.bss_end != 0 ? header.bss_end : header.load_address + bytes;
    task.eip = header.entry;
    load(image, begin, bytes, {header.load_address, end}, task);
}

}  // namespace

BootTask load_boot_image(const BootModule& module, const char* name) {
    const Image image{name, direct<uint8_t>(PhysAddr{module.begin}),
                      module.end - module.begin};
    BootTask task;
    task.memory = {0xFFFFFFFF, 0};
    uint32_t offset = 0;
    if (image.size >= sizeof(ElfHeader) &&
        *reinterpret_cast<const uint32_t*>(image.file) == ElfHeader::magic_word) {
        load_elf(image, task);
    } else if (const MultibootHeader* const header =
                   find_multiboot_header(image, offset)) {
        load_as_header_says(image, *header, offset, task);
    } else {
        refuse(name,
               "it is not an ELF file, and has no multiboot header with addresses");
    }
    task.memory.low &= ~(page_size - 1);
    task.memory.high = round_up_to_page(task.memory.high);
    task.memory.high += page_size;  // the stack
    check_place(task.memory, name);
    task.esp = task.memory.high;
    return task;
}

}  // namespace kumquat
