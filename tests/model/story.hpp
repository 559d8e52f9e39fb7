// story.hpp -- a small correct run, to be spoilt: events as a kernel would tell them.
// It begins with the kernel, sigma0 (2.0), the root task (4.0) and tasks 5 and 6, each with a
// thread of priority 16; the root task runs.
#pragma once

#include "tests/model/run.hpp"

#include "kernel/abi/thread_id.hpp"

#include <initializer_list>

namespace kumquat::model {

constexpr uint32_t thread_number(uint32_t task, uint32_t lthread = 0) {
    return task * threads_per_task + lthread;
}
constexpr uint32_t idle_thread = 0, sigma0 = thread_number(2), root = thread_number(4),
                   client = thread_number(5), server = thread_number(6);
constexpr uint32_t forever = 0xFFFFFFFF;

class Story {
public:
    Story();

    Run run;

    Story& tell(TraceKind kind, std::initializer_list<uint32_t> columns);

    // What a kernel does, right.
    Story& create_task(uint32_t task, uint32_t priority = 16);
    Story& make_ready(uint32_t thread, uint32_t priority = 16);
    /// The scheduler chooses this thread, which is in the ready queue.
    Story& choose(uint32_t next, SwitchReason reason, uint32_t priority = 16);
    /// Ipc hands the processor to this thread.
    Story& hand_to(uint32_t next);
    /// The running thread yields, and all others before `next` as well.
    Story& yield_to(uint32_t next);
    Story& send(uint32_t to, uint32_t flags = 0, uint32_t w0 = 1, uint32_t w1 = 2);
    Story& receive(uint32_t thread,
                   uint32_t from,
                   uint32_t flags = 0,
                   uint32_t descriptor = 0);
    Story&
    wait(uint32_t thread, uint32_t partner, IpcPhase phase, uint32_t timeout = forever);
    Story& transfer(
        uint32_t from, uint32_t to, uint32_t flags, uint32_t w0 = 1, uint32_t w1 = 2);
    Story& result(uint32_t thread, uint32_t result);
    /// The running thread receives and waits; `next` is chosen.
    Story& listen(uint32_t from, uint32_t next, uint32_t descriptor = 0);
    /// The running thread sends, and waits in the queue; `next` is chosen.
    Story& queue_at(uint32_t to, uint32_t next, uint32_t flags = 0);
    Story& tick();
    /// The running thread asks sigma0 for a page, and gets it.
    Story& get_page(uint32_t address, bool writable = true);
    Story& page(TraceKind kind,
                uint32_t to,
                uint32_t address,
                uint32_t frame,
                uint32_t from,
                uint32_t source);

    uint32_t running = idle_thread;
    uint32_t clock_us() const;

private:
    uint64_t ticks_ = 100;
};

}  // namespace kumquat::model
