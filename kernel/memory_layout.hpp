// memory_layout.hpp -- where everything lies, virtual and physical. Read by the assembler too.
//
//   virtual (every address space)                         physical
//   0xFFFFFFFF +------------------------------+           +----------------------+ RAM end
//              | (nothing)                    |           | free: sigma0's       |
//   0xF1800000 +------------------------------+           |                      |
//              | a sender's memory, 4 MB      |           |                      |
//   0xF1400000 +------------------------------+           +----------------------+ + 1/4 of RAM
//              | kernel image, 4 MB           | --------. | kernel pool          |
//   0xF1000000 +------------------------------+         | +----------------------+
//              | two communication windows    |         | | boot modules         |
//   0xF0000000 +------------------------------+         | +----------------------+
//              | direct window: physical      |         `-| kernel image         |
//              | memory 0..256 MB, one to one |           +----------------------+ 16 MB
//   0xE0000000 +------------------------------+           |                      |
//              | TCB array: 2^18 x 2 KB,      |           | free: programs are   |
//              | frames on demand             |           | linked here          |
//   0xC0000000 +------------------------------+           | (0x20000, 0x70000,   |
//              | user                         |           |  0x120000, 0x800000) |
//   0x00000000 +------------------------------+           +----------------------+ 0
//
// Old programs are linked at their load addresses in low memory, so the kernel keeps out of it.
#pragma once

#define USER_SPACE_END        0xC0000000
#define TCB_ARRAY             0xC0000000
#define TCB_SIZE              2048
#define DIRECT_WINDOW         0xE0000000
#define DIRECT_WINDOW_SIZE    0x10000000
#define COMMUNICATION_WINDOWS 0xF0000000
#define KERNEL_IMAGE          0xF1000000
#define KERNEL_PHYSICAL       0x01000000
#define KERNEL_IMAGE_SIZE     0x00400000 /* one 4 MB page */
#define SENDER_WINDOW         0xF1400000 /* one 4 MB page; there is nothing behind it */
#define KERNEL_OFFSET         (KERNEL_IMAGE - KERNEL_PHYSICAL)
#define LARGE_PAGE_SIZE       0x00400000
