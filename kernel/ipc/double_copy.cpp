// double_copy.cpp -- touch both sides, copy in, change spaces, copy out.
#include "kernel/ipc/double_copy.hpp"

#include "kernel/ipc/transfer_fault.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t buffer_bytes =
    2048;  // no part of a message lies on more than two pages
alignas(4) uint8_t buffer[buffer_bytes];
uint32_t faults = 0;  // served so far, of all transfers

volatile uint8_t& user_byte(uint32_t address) {
    return *reinterpret_cast<volatile uint8_t*>(uintptr_t{address});
}

void copy(uint32_t to, uint32_t from, uint32_t bytes) {
    copy_words(to, from, bytes / 4);
    copy_bytes(to + bytes / 4 * 4, from + bytes / 4 * 4, bytes % 4);
}

/// Make sure that both sides are there: the first byte and the last one go over already.
/// \return  false if a page was missing: by now, others may be gone
bool touch(Tcb& self, uint32_t to, uint32_t from, uint32_t last) {
    const uint32_t faults_before = faults;
    const uint8_t first_byte = user_byte(from), last_byte = user_byte(from + last);
    load_page_directory(self.transfer_partner->directory);
    user_byte(to) = first_byte;        // BLOCKS
    user_byte(to + last) = last_byte;  // BLOCKS
    load_page_directory(self.directory);
    return faults == faults_before;
}

/// A part of the message that the buffer can hold.
void copy_part(Tcb& self, uint32_t to, uint32_t from, uint32_t bytes) {
    const uint32_t there = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(buffer));
    while (!touch(self, to, from, bytes - 1)) {
    }
    copy(there, from, bytes);
    load_page_directory(self.transfer_partner->directory);
    copy(to, there, bytes);
    load_page_directory(self.directory);
}

}  // namespace

void copy_twice(Tcb& self, uint32_t to, uint32_t from, uint32_t bytes) {
    // The stack that we are on is needed over there, too.
    const bool is_shown =
        allocate_tcb(self.id.number(), self.transfer_partner->directory);
    KASSERT(is_shown);
    while (bytes > 0) {
        let_interrupts_in_while_copying(self);  // BLOCKS
        const uint32_t part = bytes < buffer_bytes ? bytes : buffer_bytes;
        copy_part(self, to, from, part);
        to += part;
        from += part;
        bytes -= part;
    }
}

bool leave_partners_space(Tcb& self) {
    const bool is_away = read_page_directory() != self.directory;
    if (is_away) {
        load_page_directory(self.directory);
    }
    return is_away;
}

void resume_double_copy(Tcb& self, bool in_partners_space) {
    ++faults;
    if (in_partners_space) {
        load_page_directory(self.transfer_partner->directory);
    }
}

}  // namespace kumquat
