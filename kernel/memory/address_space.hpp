// address_space.hpp -- page directories: one for each task, the upper quarter the same in all.
// The master directory holds the kernel's entries. A new space copies them; entries of the TCB
// array that come later are copied when they are first missed.
//
// The MMU's tables have no room for the mapping database, so each table of entries has a table
// of notes beside it, in a frame of its own: for each entry of a page table its mapping node;
// for each entry of the directory the node of its 4 MB page, or else where the notes of its
// page table are. So a page's node is found in as many steps as the page.
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

/// What stands beside an entry of the directory.
class DirectoryNote {
public:
    DirectoryNote() = default;
    explicit DirectoryNote(PhysAddr notes) : word_{notes.raw()} {}
    explicit DirectoryNote(MappingNode& node) : word_{NodePointer{&node}.raw()} {}

    /// Of a 4 MB page: its node.
    MappingNode* node() const { return NodePointer::from_raw(word_); }
    /// Of a page table: the notes beside it, and how many of its entries are present.
    PhysAddr notes() const { return PhysAddr{word_}.page(); }
    uint32_t count() const { return word_ % page_size; }
    void add_to_count(int change) { word_ += static_cast<uint32_t>(change); }

private:
    uint32_t word_ = 0;
};
struct DirectoryNotes {
    DirectoryNote notes[entries_per_table];
};
static_assert(sizeof(DirectoryNotes) == page_size);

struct AddressSpace {
    PhysAddr directory;  // 0: none
    PhysAddr notes;      // beside the directory

    bool exists() const { return directory.raw() != 0; }
};

/// The entry that shows a page, and the node noted beside it.
struct PageSlot {
    PageEntry* entry = nullptr;   // null: there is no page table for it
    MappingNode* node = nullptr;  // counts if the entry is present
    bool is_large = false;        // the entry is in the directory, and shows 4 MB

    bool is_present() const { return entry != nullptr && entry->is_present(); }
};

/// Frames that a space without any page takes: its directory and the notes of that.
constexpr uint32_t frames_for_space = 2;

/// An empty space: nothing mapped for the user, everything for the kernel.
/// Requires: frames_for_space frames are available.
AddressSpace create_address_space();

/// Requires: the space has no page tables and no large pages.
void delete_address_space(AddressSpace space);

/// Where a user page is entered. \param page  below 3 GB
PageSlot find_page(const AddressSpace& space, VirtAddr page);

/// The entry of the directory for a user address.
inline PageEntry& directory_entry(const AddressSpace& space, VirtAddr address) {
    return direct<PageTable>(space.directory)->entries[directory_index(address)];
}

/// The note beside it.
inline DirectoryNote& directory_note(const AddressSpace& space, VirtAddr address) {
    return direct<DirectoryNotes>(space.notes)->notes[directory_index(address)];
}

/// Copy a byte out of a space, however that space stands to the current one.
/// \return  false if the page is not mapped there; then `byte` is unchanged
[[nodiscard]] bool read_user_byte(PhysAddr directory, VirtAddr address, uint8_t& byte);

/// The TLB forgets a page, if the space is the current one. All others forget everything when
/// they are switched to.
void forget_page(const AddressSpace& space, VirtAddr page);

}  // namespace kumquat
