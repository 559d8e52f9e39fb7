// address_space.hpp -- page directories: one for each task, the upper quarter the same in all.
// The master directory holds the kernel's entries. A new space copies them; entries of the TCB
// array that come later are copied when they are first missed.
//
// The MMU's tables have no room for the mapping database, so each table of entries has a table
// of notes beside it, in a frame of its own: for each entry of a page table its mapping node,
// and for each entry of the directory the notes of that page table. A 4 MB page is noted in the
// first of those. So a page's node is found in as many steps as the page.
//
//     directory ----> page table ---> page        Invariant: a note counts if and only if the
//        |                |                       entry beside it is present.
//      notes ---------> notes ------> node
#pragma once

#include "kernel/memory/mapping_node.hpp"
#include "kernel/x86/page_table.hpp"

namespace kumquat {

extern "C" PageTable master_directory;  // boot.S

/// What stands beside the entries of a page table.
struct PageNotes {
    NodePointer nodes[entries_per_table];
};
static_assert(sizeof(PageNotes) == page_size);

/// What stands beside the entries of a directory.
struct DirectoryNotes {
    Pointer32<PageNotes> tables[entries_per_table];
};
static_assert(sizeof(DirectoryNotes) == page_size);

struct AddressSpace {
    PhysAddr directory;  // 0: none
    Pointer32<DirectoryNotes> notes;

    bool exists() const { return directory.raw() != 0; }
};

/// Frames that a space without any page takes: its directory and the notes of that.
constexpr uint32_t frames_for_space = 2;

/// An empty space: nothing mapped for the user, everything for the kernel.
/// Requires: frames_for_space frames are available.
AddressSpace create_address_space();

/// Its frames go back to the pool. Requires: the space has no page tables and no large pages.
void delete_address_space(AddressSpace space);

/// The entry of the directory for a user address.
inline PageEntry& directory_entry(const AddressSpace& space, VirtAddr address) {
    return in_pool<PageTable>(space.directory)->entries[directory_index(address)];
}

/// The note beside it.
inline Pointer32<PageNotes>& notes_of(const AddressSpace& space, VirtAddr address) {
    return space.notes->tables[directory_index(address)];
}

/// Where a page is shown, or would be: an entry and the note beside it.
struct PageSlot {
    PageEntry* entry;  // null: there is no page table
    NodePointer* note;

    bool has_page() const { return entry != nullptr && entry->is_present(); }
};

/// The place of a page of user space: in a page table; in the directory if that has a page of
/// 4 MB there.
PageSlot find_slot(const AddressSpace& space, VirtAddr page);

/// The TLB forgets a page, if the space is the current one. All others forget everything when
/// they are switched to.
void forget_page(const AddressSpace& space, VirtAddr page);

}  // namespace kumquat
