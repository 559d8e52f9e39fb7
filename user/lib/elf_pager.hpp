// elf_pager.hpp -- the part of a pager that knows ELF files: which page belongs at an address?
// Pages that a program may only read are lent straight from the file in memory; pages that it
// may write are copied, or cleared, into a fresh page of its own, on the first fault.
#pragma once

#include "user/lib/paging.hpp"

namespace kumquat::user {

class ElfPager {
public:
    /// From now on `task` runs the program in this file.
    /// \param file  an ELF file in our own space, at a page boundary
    /// \return      the entry point, or 0 if it is no ELF file or there is no room for the task
    uint32_t add_task(TaskNumber task, const uint8_t* file);

    /// The page for a fault. Nothing is lent outside of the program's own segments.
    PageReply page_for(TaskNumber task, uint32_t address);

private:
    static constexpr uint32_t max_programs = 8, max_pages = 96;

    struct Program {
        TaskNumber task;
        const uint8_t* file;
    };
    /// A page that was made for a task.
    struct OwnPage {
        TaskNumber task;
        uint32_t client_address;
        uint32_t address;  // in our space
    };

    const Program* program_of(TaskNumber task) const;
    const OwnPage* own_page(TaskNumber task, uint32_t page) const;

    Program programs_[max_programs] = {};
    uint32_t program_count_ = 0;
    OwnPage pages_[max_pages] = {};
    uint32_t page_count_ = 0;
};

/// Reply that lends one page of ours, read only, at the same or another address.
/// Touches the page first: only what we have ourselves can be lent.
PageReply lend_read_only(uint32_t page, uint32_t client_page);

}  // namespace kumquat::user
