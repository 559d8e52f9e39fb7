// stage.hpp -- threads in ring 0, for the tests of lab 3.
// Nobody is in user mode yet, so a thread's code is a function of the test, which runs on the
// thread's own kernel stack. One thread directs: it makes the others, and leaves. What the kernel
// tells in its trace about them is what it would tell of threads in user mode that give up the
// processor, stop, and are started again; so the specification can judge it.
// Invariant: everything here is trusted but begin_tcb, continue_at, the switch, the lists and
// the scheduler, which the student writes.
#pragma once

#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"
#include "labs/common/guest_kit.hpp"

extern "C" void switch_threads(kumquat::Tcb& self, kumquat::Tcb& next);

namespace kumquat {

using Code = void (*)();

constexpr uint32_t most_actors = 60;

/// The thread with this number among those of the root task; 0 directs.
ThreadId actor_id(uint32_t number);
Tcb& actor(uint32_t number);
/// Which one is running.
uint32_t own_number();

/// Run `direct` as thread 0 of the root task, which owns the processor.
void begin_stage(void (*direct)(Numbers& numbers), Numbers& numbers);

/// Make a thread that is to run `code`, and then to stop. It is not ready yet.
/// \param number  1 to most_actors
Tcb& cast(uint32_t number, int priority, uint32_t timeslice_us, Code code);

/// The same, ready. \param timeslice_us  of all of them
Tcb& cast_ready(uint32_t number, int priority, uint32_t timeslice_us, Code code);

/// The idle thread runs `code` if nobody else can.
void cast_idle(Code code);

/// The running thread is stopped, until another revives it.
/// BLOCKS: returns when it runs again.
void stop();

/// A stopped thread may go on; whether it runs now is the scheduler's decision. And the same,
/// whoever is more important.
void revive(Tcb& thread);
void revive_later(Tcb& thread);

/// The running thread gives the rest of the timeslice to another, or to nobody in particular.
void give_time_to(Tcb& thread);
void give_time_up();

/// Leave the stage to the actors. A last one, less important than all, ends the test.
[[noreturn]] void let_them_play();

/// Leave a word of who is running; and wait for a tick in its time.
void note_tick();

}  // namespace kumquat
