// thread_table.hpp -- TCB_LOOKUP=hashed: threads are found by their numbers in a hash table.
// This is how it was done before TCBs became an array: a bucket for each remainder, and in it a
// chain of the threads that exist. A number that nobody has is found out by the table alone; but
// every lookup walks, and compares, and a chain grows with the number of threads. The TCBs lie
// where they lie otherwise.
// Invariant: a thread is in the chain of its number's bucket if and only if it exists.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Control Blocks as Virtual
// Objects", for what this costs.
#pragma once

#include "kernel/abi/thread_id.hpp"

namespace kumquat {

struct Tcb;

/// \return  nullptr if no thread has this number
Tcb* find_in_table(ThreadNumber number);

/// A thread begins to exist. Requires: its id is set, and nobody else has its number.
void enter_in_table(Tcb& thread);

/// A thread ceases to exist.
void leave_table(Tcb& thread);

}  // namespace kumquat
