// communication_window.cpp -- two directory entries copied.
#include "kernel/memory/communication_window.hpp"

#include "kernel/x86/instructions.hpp"
#include "kernel/x86/page_table.hpp"

namespace kumquat {

uint32_t windows_in_tlb = 0;

uint32_t show_in_window(uint32_t window,
                        PhysAddr directory,
                        PhysAddr partner,
                        uint32_t address) {
    const uint32_t start = COMMUNICATION_WINDOWS + window * window_bytes;
    PageEntry* const shown =
        &direct<PageTable>(directory)->entries[directory_index(VirtAddr{start})];
    const uint32_t first = directory_index(VirtAddr{address});
    const PageEntry* const there = direct<PageTable>(partner)->entries;
    shown[0] = there[first].without_user();
    // The entry behind the last of user space is the kernel's: nothing to be seen.
    shown[1] = first + 1 < directory_index(user_end) ? there[first + 1].without_user()
                                                     : PageEntry{};
    if ((windows_in_tlb & (1u << window)) != 0) {
        load_page_directory(directory);
        windows_in_tlb = 0;
    }
    windows_in_tlb |= 1u << window;
    return start + address % LARGE_PAGE_SIZE;
}

}  // namespace kumquat
