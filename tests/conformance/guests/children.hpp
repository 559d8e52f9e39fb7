// children.hpp -- tasks that see this program's own pages one to one, and their pager.
// So a child runs functions of this very program and shares its variables; what lies outside
// the program's image is left to the claim.
#pragma once

#include "tests/conformance/guests/helpers.hpp"

namespace kumquat::user {

constexpr TaskNumber child_a{10}, child_b{11}, child_c{12};
constexpr uint32_t pager_lthread = 100, pager_priority = 40, child_count = 4;

/// Answers a fault outside the image. \return  no reply (the default): the thread stays where it is
struct FaultReply {
    bool is_given = false;
    SendDescriptor kind = send_registers;
    uint32_t hot_spot = 0, fpage = 0;
};
using FaultHandler = FaultReply (*)(const IpcResult& fault);

/// The last fault outside the image, and how many there were.
extern volatile uint32_t fault_count;
extern IpcResult last_fault;

/// Start the pager thread, above all others.
void start_pager();
ThreadId pager();
/// Who answers faults outside the image from now on; nullptr: nobody.
void set_fault_handler(FaultHandler handler);
/// In a child: a pager for its own children, who gives them what it has been given itself. With
/// CLANS=on they could not ask root's.
ThreadId start_pager_for_own_children();
ThreadId start_pager_for_own_children(uint32_t stack);
FaultReply reply_page(uint32_t client_page, uint32_t page, uint32_t rights);

/// Create a child at the main thread's priority; it begins with `code` on its own stack.
/// \param task  child_a to child_a + child_count - 1
ThreadId start_child(TaskNumber task, Code code);
uint32_t child_stack(TaskNumber task);
inline ThreadId child_id(TaskNumber task) { return ThreadId::make(task, 0, root_task); }
/// Delete a child; its number stays ours. \return  true if it worked
bool end_child(TaskNumber task);

/// Let a child run `code` in its lthread 1, instead of what that did before.
/// The child must have been started with launch_what_is_told.
void launch(TaskNumber task, Code code);
void launch_what_is_told();
inline ThreadId launched(TaskNumber task) { return child_id(task).with_lthread(1); }

/// A page of ours outside the image that no other claim uses; page `number` of 256.
/// It holds nothing until it is touched.
constexpr uint32_t arena = 0x00400000;
inline uint32_t arena_page(uint32_t number) { return arena + number * page_size; }
inline volatile uint32_t& word_at(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}
/// Make sure that a page of ours is there, writable, and begins with this word.
void fill_page(uint32_t page, uint32_t first_word);

}  // namespace kumquat::user
