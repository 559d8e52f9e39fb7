// thread.hpp -- making a thread. (Finding one: tcb.hpp.)
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// What a new thread begins with. The rest comes from its creator.
struct ThreadStart {
    ThreadId id;
    uint32_t eip = 0;
    uint32_t esp = 0;
    ThreadId pager{};
    PhysAddr directory{};  // of the address space it lives in
    int priority = 0;      // 0..255
    uint32_t timeslice_us = 0;
};

/// Fill in the TCB of a new thread. Nothing is on its stack, and it cannot run yet: its state is
/// `dead`. Its first timeslice is a whole one, it has a canary, and it knows no preempter.
/// Where it begins in user mode is not decided here.
/// \param thread  memory of any content; it may have been another thread's
void begin_tcb(Tcb& thread, const ThreadStart& start);

/// Make a thread: general registers 0, flat segments, interrupts on. Its first switch goes
/// straight to user mode. It is not yet in the ready queue: its state is `dead`.
/// \return  nullptr if there is no memory for its TCB; then nothing has changed
/// Requires: the thread number is free and belongs to a user task.
/// Effects: takes a frame if the neighbouring TCB has not taken it before.
Tcb* create_thread(const ThreadStart& start, ThreadId creator);

/// Forget what is on a thread's kernel stack: when it runs again, it goes on in user mode, as
/// its frame says. So an ipc ends that somebody else ends.
/// (Of the running thread nothing is remembered.)
void forget_stack(Tcb& thread);

/// The same, but it begins at `entry`, with nothing but its TrapFrame on the stack.
/// \param entry  a label of trap_entry.S
/// Requires: the thread does not run.
void continue_at(Tcb& thread, void (*entry)());

/// Whether it is to do so, and has not begun.
bool continues_at(const Tcb& thread, void (*entry)());

}  // namespace kumquat
