// servant.hpp -- children that do as they are told: look, write, receive, send, unmap.
// A servant looks into its space through a second thread: where nothing is mapped, that thread
// gets stuck at its pager, and the servant answers "nothing there".
#pragma once

#include "tests/conformance/guests/children.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

/// Start the pager and children child_a, child_b, child_c, ... as servants.
void start_servants(uint32_t count);

/// What a servant sees at an address.
struct Sight {
    bool is_there;
    uint32_t value;
};
Sight look(TaskNumber servant, uint32_t address);
/// Is the page there, and does its first word say this?
bool shows(TaskNumber servant, uint32_t page, uint32_t word);
/// Is nothing there? Its fault has come to the pager then.
bool is_missing(TaskNumber servant, uint32_t page);
/// Write a word. \return  false if that faulted
bool can_write(TaskNumber servant, uint32_t address, uint32_t value);

/// Let a servant receive one message, from anybody, within 10 ms.
void expect(TaskNumber servant, ReceiveDescriptor descriptor);
/// What it received: all registers.
const CallRegisters& received_by(TaskNumber servant);

/// Let a servant send, within 10 ms. \return  its EAX
uint32_t order_send(
    TaskNumber servant, ThreadId to, SendDescriptor what, uint32_t w0, uint32_t w1);
void order_unmap(TaskNumber servant, Fpage fpage, UnmapMask mask);

/// Send an fpage from root to a servant's window. \return  the servant's EAX
uint32_t map_to(TaskNumber to, Fpage window, uint32_t hot_spot, Fpage what);
/// The same from servant to servant.
uint32_t map_between(
    TaskNumber from, TaskNumber to, Fpage window, uint32_t hot_spot, Fpage what);

/// One page, readable and writable, or readable.
inline Fpage writable(uint32_t page) {
    return Fpage::make(page, page_order, Fpage::write_bit);
}
inline Fpage readable(uint32_t page) { return Fpage::make(page, page_order); }
inline Fpage granted(uint32_t page) {
    return Fpage::make(page, page_order, Fpage::write_bit | Fpage::grant_bit);
}
/// Where servants have pages that are not the program's: page `number` of a window of theirs.
constexpr uint32_t attic = 0x20000000;
constexpr uint32_t attic_page(uint32_t number) { return attic + number * page_size; }

}  // namespace kumquat::user
