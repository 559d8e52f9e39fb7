// breakpoints.cpp -- two tables: what GDB wants, and which bytes are exchanged for it.
#include "kernel/gdb_stub/breakpoints.hpp"

#include "kernel/gdb_stub/target.hpp"

namespace kumquat::gdb {

namespace {

constexpr uint8_t int3 = 0xCC;
constexpr uint32_t software_capacity = 64, debug_registers = 4;

/// An address at which the kernel's code gets an int3.
uint32_t software[software_capacity];
uint32_t software_count = 0;

/// A byte that is an int3 now.
struct Patch {
    uint32_t place;  // physical
    uint32_t address;
    uint8_t original;
};
Patch patches[software_capacity];
uint32_t patch_count = 0;

/// What a debug register waits for. One watchpoint of GDB may take several.
struct Watch {
    BreakKind kind;
    uint32_t address;  // of what GDB wants to have watched
    uint32_t size;     // of that; 0: the register is free
    uint32_t begin, length;
};
Watch watches[debug_registers];
bool are_loaded = false;  // into the processor

/// Length of the next aligned piece of [begin, end): 1, 2 or 4 bytes.
uint32_t piece_length(uint32_t begin, uint32_t end) {
    for (uint32_t length = 4; length > 1; length /= 2) {
        if (begin % length == 0 && length <= end - begin) {
            return length;
        }
    }
    return 1;
}

void free_watches(BreakKind kind, uint32_t address, uint32_t size) {
    for (Watch& watch : watches) {
        if (watch.kind == kind && watch.address == address && watch.size == size) {
            watch.size = 0;
        }
    }
}

bool add_watch(BreakKind kind, uint32_t address, uint32_t size) {
    free_watches(kind, address, size);  // GDB may ask twice
    uint32_t begin = address;
    for (Watch& watch : watches) {
        if (watch.size == 0 && begin - address < size) {
            const uint32_t length = piece_length(begin, address + size);
            watch = {kind, address, size, begin, length};
            begin += length;
        }
    }
    if (begin - address < size) {
        free_watches(kind, address, size);
        return false;
    }
    return true;
}

void patch(uint32_t address) {
    uint32_t place;
    if (find_byte(running_thread(), address, place)) {
        patches[patch_count++] = {place, address, exchange_byte(place, int3)};
    }
}

bool may_have_int3(uint32_t address) {
    uint32_t place;
    return is_kernel_address(address) && !is_start_up_address(address) &&
           find_byte(running_thread(), address, place);
}

uint32_t* find_software(uint32_t address) {
    for (uint32_t i = 0; i < software_count; ++i) {
        if (software[i] == address) {
            return &software[i];
        }
    }
    return nullptr;
}

/// Bits of DR7 for debug register i: what, how long, and that it holds.
uint32_t control_bits(uint32_t i, const Watch& watch) {
    const uint32_t access = watch.kind == BreakKind::hardware ? 0
                            : watch.kind == BreakKind::write  ? 1
                                                              : 3;
    return (access | (watch.length - 1) << 2) << (16 + 4 * i) | 1u << (2 * i);
}
constexpr uint32_t exact_and_reserved = 0x500;  // LE, and the bit that is always 1

}  // namespace

bool add_breakpoint(BreakKind kind, uint32_t address, uint32_t size) {
    if (kind == BreakKind::read || size == 0) {
        return false;
    }
    if (kind != BreakKind::software) {
        return add_watch(kind, address, kind == BreakKind::hardware ? 1 : size);
    }
    if (find_software(address) != nullptr) {
        return true;
    }
    if (!may_have_int3(address)) {
        return add_watch(BreakKind::hardware, address, 1);
    }
    if (software_count == software_capacity) {
        return false;
    }
    software[software_count++] = address;
    return true;
}

void remove_breakpoint(BreakKind kind, uint32_t address, uint32_t size) {
    uint32_t* const found =
        kind == BreakKind::software ? find_software(address) : nullptr;
    if (found != nullptr) {
        *found = software[--software_count];
    } else if (kind == BreakKind::software || kind == BreakKind::hardware) {
        free_watches(BreakKind::hardware, address, 1);
    } else {
        free_watches(kind, address, size);
    }
}

void remove_all_breakpoints() {
    software_count = 0;
    for (Watch& watch : watches) {
        watch.size = 0;
    }
}

void put_in_breakpoints() {
    for (uint32_t i = 0; i < software_count; ++i) {
        patch(software[i]);
    }
    uint32_t addresses[debug_registers] = {}, control = 0;
    for (uint32_t i = 0; i < debug_registers; ++i) {
        if (watches[i].size != 0) {
            addresses[i] = watches[i].begin;
            control |= control_bits(i, watches[i]) | exact_and_reserved;
        }
    }
    are_loaded = control != 0;  // else the registers are left to programs
    if (are_loaded) {
        load_breakpoints(addresses, control);
    }
}

void take_out_breakpoints() {
    if (are_loaded) {
        constexpr uint32_t none[debug_registers] = {};
        load_breakpoints(none, 0);
    }
    while (patch_count != 0) {
        const Patch& patch = patches[--patch_count];
        const uint8_t found = exchange_byte(patch.place, patch.original);
        if (found != int3) {  // meanwhile the page has got another content
            exchange_byte(patch.place, found);
        }
    }
}

bool has_int3_at(uint32_t address) {
    for (uint32_t i = 0; i < patch_count; ++i) {
        if (patches[i].address == address) {
            return true;
        }
    }
    return false;
}

Hit find_hit(uint32_t status) {
    for (uint32_t i = 0; i < debug_registers; ++i) {
        if ((status & 1u << i) != 0 && watches[i].size != 0) {
            return {true, watches[i].kind, watches[i].address};
        }
    }
    return {false, BreakKind::hardware, 0};
}

}  // namespace kumquat::gdb
