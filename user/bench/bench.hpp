// bench.hpp -- what the benchmarks share: who is who, how tasks are started, the loops' lengths.
// One program holds all of them; the first word of the root task's command line chooses one.
// The root task is the client. Its lthread 1 is the pager of all tasks that it creates: they
// run code of this same file, and every page is lent to them one to one.
#pragma once

#include "user/bench/region.hpp"
#include "user/lib/l4.hpp"
#include "user/lib/measure.hpp"

namespace kumquat::bench {

using namespace kumquat::user;

/// Repetitions before the marks, so that every page is there, and between them.
constexpr uint32_t warm_up = 4, repetitions = 24;

constexpr TaskNumber peer_task{5};
constexpr uint32_t server_lthread = 2;  // of the root task, for benchmarks in one space
constexpr ThreadId peer_id = ThreadId::make(peer_task, 0, root_task);
constexpr ThreadId pager_id = root_id.with_lthread(1);

inline uint32_t address_of(const volatile void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

inline uint32_t address_of(void (*code)()) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code));
}

/// Start the thread that answers the faults of all other tasks.
void start_pager();

/// Start a task that runs `main` on a stack of its own, at our priority.
ThreadId start_peer(void (*main)());

/// Start a thread of our own task. \param lthread  2 or more
ThreadId start_own_thread(uint32_t lthread, void (*main)());

/// End the run; in the emulator this does not return.
void finish();

/// End the run as failed if something went wrong: then nothing is measured.
void require(bool is_right);

/// The number behind the first word of the command line, or 0.
uint32_t argument();

// Code for threads that touch no memory but this code itself: it sleeps for ever; it sleeps
// for minutes; it reads a word of the region, then sleeps for ever.
extern "C" void bench_sleeper();
extern "C" void bench_dozer();
extern "C" void bench_reader();

/// 4 MB that the root task's pager lends as one fpage, if it has them itself.
constexpr uint32_t region_begin = BENCH_REGION, region_order = 22;

// The benchmarks, by the words that choose them.
void ipc_words64();
void ipc_string4096();
void ipc_map4k();
void page_fault();
void id_nearest();
void yield();
void task_new();
void interrupt();
void reflect();
void unmap();
void timer_tick();
void growth_threads();
void growth_tasks();
void growth_nodes();
void growth_timeouts();

}  // namespace kumquat::bench
