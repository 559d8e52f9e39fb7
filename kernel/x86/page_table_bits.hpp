// page_table_bits.hpp -- flag bits of page-directory and page-table entries, for .S and .cpp.
// Source: Intel SDM vol. 3A, "32-bit paging".
#pragma once

#define PTE_PRESENT       0x001
#define PTE_WRITABLE      0x002
#define PTE_CACHE_DISABLE 0x010
#define PTE_USER          0x004
#define PTE_ACCESSED      0x020
#define PTE_DIRTY         0x040
#define PTE_LARGE         0x080 /* in a directory entry: a 4 MB page */
