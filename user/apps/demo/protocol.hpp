// protocol.hpp -- who is who in the demo, and what they say to each other.
// Word 0 of a page fault has bit 0 clear, so requests have it set.
#pragma once

#include "user/lib/l4.hpp"

namespace kumquat::demo {

constexpr TaskNumber pager_task{5}, server_task{6}, quick_client{7}, busy_client{8};
constexpr ThreadId pager_id = ThreadId::make(pager_task, 0, root_task);
constexpr ThreadId server_id = ThreadId::make(server_task, 0, root_task);

/// To the root task.
constexpr uint32_t ask_modules = 0x11;  // where is the list of boot modules?
constexpr uint32_t ask_variant = 0x13;  // reply: 1 for the steady variant, else 0
constexpr uint32_t say_ready = 0x15;
constexpr uint32_t say_done = 0x17;

/// To the server: word 0 is one of these, word 1 a number.
constexpr uint32_t add = 0x21;           // reply: the sum of all numbers so far
constexpr uint32_t remember = 0x23;      // write the number into a page of its own
constexpr uint32_t never_answer = 0x25;  // the server keeps silent

/// Which boot module a task runs: both clients run the same program.
constexpr uint32_t module_of(TaskNumber task, uint32_t module_count) {
    const uint32_t wish = task.value - pager_task.value + 2;
    return wish < module_count ? wish : module_count - 1;
}

}  // namespace kumquat::demo
