// border.hpp -- watches the border between trusted code and the kernel under test.
// Trusted code shares the machine, and often the ring, with code that may want to forge what
// it finds out. So memory of its own is written by nobody else, and it is entered only at its doors
// or where it was left: behind a call, in the block that an interrupt broke off, or where that leads.
// And it is the code that was linked: a kernel can write to it, or map other memory to its addresses, so
// each block is compared when it is translated. Its memory is compared with a copy, since not all that
// writes memory is a store.
// A thread is the kernel's to stop and to let go on, but not to change: it has the registers that it had,
// but for the results of a system call; the stack is its own, and lies where it was; and code that was
// called comes back to who called it.
// Invariant: what was left once is entered again once.
// Source: Wahbe, Lucco, Anderson, Graham, "Efficient Software-Based Fault Isolation", SOSP 1993;
// Abadi, Budiu, Erlingsson, Ligatti, "Control-Flow Integrity", CCS 2005 (shadow call stack).
#pragma once

#include "tools/plugin/options.hpp"
#include "tools/plugin/qemu_plugin.h"
#include "tools/plugin/report.hpp"

namespace kumquat::plugin {

/// \param stop  called when the border was violated, before the next block; the report says how
void start_border(const Options& options, Report* report, void (*stop)(uint32_t at));

/// Plant the watch into a block that is being translated. Requires: start_border was called.
void watch_block(qemu_plugin_tb* block);

}  // namespace kumquat::plugin
