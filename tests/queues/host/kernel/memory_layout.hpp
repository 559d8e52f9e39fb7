// memory_layout.hpp -- the kernel's layout, but for the TCB array: it lies where a sanitizer on
// a 64-bit host leaves room. Stands before the kernel's file in the include path.
#pragma once

#include_next "kernel/memory_layout.hpp"

#undef TCB_ARRAY
#define TCB_ARRAY 0x40000000
