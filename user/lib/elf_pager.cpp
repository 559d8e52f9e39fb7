// elf_pager.cpp -- finding the segment of an address, and making pages.
#include "user/lib/elf_pager.hpp"

#include "kernel/abi/elf.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t own_pages_begin =
    0x10000000;  // where fresh pages appear in our space

const ElfHeader& header_of(const uint8_t* file) {
    return *reinterpret_cast<const ElfHeader*>(file);
}

/// The segment that holds some byte of the page, or nullptr.
const ElfSegment* segment_at(const uint8_t* file, uint32_t page) {
    const ElfHeader& header = header_of(file);
    const ElfSegment* const segments =
        reinterpret_cast<const ElfSegment*>(file + header.program_headers);
    for (uint32_t i = 0; i < header.program_header_count; ++i) {
        const ElfSegment& segment = segments[i];
        if (segment.type == ElfSegment::load &&
            page + page_size > segment.virtual_address &&
            page < segment.virtual_address + segment.memory_size) {
            return &segment;
        }
    }
    return nullptr;
}

/// Fill a fresh page with what the segment says: bytes of the file, then zeros.
/// The programs begin their segments at page boundaries.
void fill_page(uint8_t* to,
               const uint8_t* file,
               const ElfSegment& segment,
               uint32_t page) {
    const uint32_t offset = page - segment.virtual_address;
    for (uint32_t i = 0; i < page_size; ++i) {
        const bool in_file = offset + i < segment.file_size;
        to[i] = in_file ? file[segment.offset + offset + i] : uint8_t{0};
    }
}

}  // namespace

PageReply lend_read_only(uint32_t page, uint32_t client_page) {
    static_cast<void>(*reinterpret_cast<const volatile uint8_t*>(uintptr_t{page}));
    return {send_fpage, client_page, Fpage::make(page, page_order).word()};
}

uint32_t ElfPager::add_task(TaskNumber task, const uint8_t* file) {
    if (program_count_ == max_programs ||
        header_of(file).magic != ElfHeader::magic_word) {
        return 0;
    }
    programs_[program_count_] = {task, file};
    ++program_count_;
    return header_of(file).entry;
}

const ElfPager::Program* ElfPager::program_of(TaskNumber task) const {
    for (uint32_t i = 0; i < program_count_; ++i) {
        if (programs_[i].task == task) {
            return &programs_[i];
        }
    }
    return nullptr;
}

const ElfPager::OwnPage* ElfPager::own_page(TaskNumber task, uint32_t page) const {
    for (uint32_t i = 0; i < page_count_; ++i) {
        if (pages_[i].task == task && pages_[i].client_address == page) {
            return &pages_[i];
        }
    }
    return nullptr;
}

PageReply ElfPager::page_for(TaskNumber task, uint32_t address) {
    const uint32_t page = Fpage::align(address, page_order);
    const Program* const program = program_of(task);
    const ElfSegment* const segment =
        program == nullptr ? nullptr : segment_at(program->file, page);
    if (segment == nullptr) {
        return {};
    }
    if ((segment->flags & ElfSegment::writable) == 0) {
        const uint32_t place =
            static_cast<uint32_t>(reinterpret_cast<uintptr_t>(program->file)) +
            segment->offset + (page - segment->virtual_address);
        return lend_read_only(place, page);
    }
    const OwnPage* own = own_page(task, page);
    if (own == nullptr) {
        const uint32_t place = own_pages_begin + page_count_ * page_size;
        if (page_count_ == max_pages || !take_page_from_sigma0(place)) {
            return {};
        }
        fill_page(reinterpret_cast<uint8_t*>(uintptr_t{place}), program->file, *segment,
                  page);
        pages_[page_count_] = {task, page, place};
        own = &pages_[page_count_];
        ++page_count_;
    }
    return {send_fpage, page,
            Fpage::make(own->address, page_order, Fpage::write_bit).word()};
}

}  // namespace kumquat::user
