// backtrace.cpp -- following saved frame pointers.
#include "kernel/debug/backtrace.hpp"

#include "kernel/debug/emergency_text.hpp"
#include "kernel/memory_layout.hpp"

namespace kumquat {

/// One function. The table is sorted by address and ends with an entry at address 0.
struct Symbol {
    uint32_t address;
    const char* name;
};
extern "C" const Symbol symbol_table[];  // made by tools/symbols.awk
/// The places of KASSERT: their return addresses, in no order.
extern "C" const Symbol assertions_begin[], assertions_end[];  // kernel.ld

namespace {

constexpr uint32_t deepest = 16;

/// A saved frame: the caller's frame pointer, and where it will continue.
struct Frame {
    uint32_t caller;
    uint32_t return_address;
};

bool is_kernel_address(uint32_t address) {
    return address >= TCB_ARRAY && address < KERNEL_IMAGE + KERNEL_IMAGE_SIZE &&
           address % sizeof(uint32_t) == 0;
}

}  // namespace

void print_symbol(uint32_t address) {
    const char* name = nullptr;
    for (const Symbol* symbol = symbol_table;
         symbol->address != 0 && symbol->address <= address; ++symbol) {
        name = symbol->name;
    }
    if (name != nullptr) {
        emergency_print(" (");
        emergency_print(name);
        emergency_print(")");
    }
}

const char* assertion_text(const void* return_address) {
    for (const Symbol* place = assertions_begin; place != assertions_end; ++place) {
        if (place->address == reinterpret_cast<uintptr_t>(return_address)) {
            return place->name;
        }
    }
    return "(unknown)";
}

void print_backtrace(uint32_t frame_pointer) {
    for (uint32_t depth = 0; depth < deepest && is_kernel_address(frame_pointer);
         ++depth) {
        const Frame& frame = *reinterpret_cast<const Frame*>(uintptr_t{frame_pointer});
        emergency_print("\n│   ");
        emergency_print_hex(frame.return_address);
        print_symbol(frame.return_address -
                     1);  // a last call returns to the next function
        if (frame.caller <= frame_pointer) {
            return;  // a stack grows down, so callers lie higher
        }
        frame_pointer = frame.caller;
    }
}

}  // namespace kumquat
