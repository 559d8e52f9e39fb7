// tcb.hpp -- thread control block: all that the kernel knows about one thread, and its stack.
//
//    + 2048  +----------------------+
//            | TrapFrame            |  registers of the thread in user mode
//            +----------------------+
//            | kernel stack         |  grows down
//            |          :           |
//            +----------------------+
//            | canary               |  checked at each switch
//            | fields               |
//    + 0     +----------------------+
//
// TCBs form one virtual array indexed by the thread number, so a lookup is a shift and an
// addition, and the stack pointer tells which thread is running.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Control Blocks as Virtual
// Objects".
#pragma once

#include "kernel/abi/message.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/threads/list_link.hpp"
#include "kernel/threads/thread_state.hpp"
#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// What a thread wants from ipc, and what came of it. Set at the call, read by both partners.
struct IpcRequest {
    SendDescriptor send{SendDescriptor::nil_word};
    ReceiveDescriptor receive{ReceiveDescriptor::nil_word};
    TimeoutWord timeouts{0};
    ThreadId partner;              // destination, and only source of a closed receive
    uint32_t w0 = 0, w1 = 0;       // to send; after a receive: what came
    bool is_page_fault = false;    // the kernel asks the pager in the thread's name
    bool message_arrived = false;  // w0, w1 and source are those of a message
    ThreadId source;               // who sent it
    MessageDope result;            // for EAX
};

struct Tcb {
    static constexpr uint32_t canary_word = 0x4B51CA9A;
    static constexpr int idle_priority = -1;

    ThreadState state;
    uint32_t kernel_esp;  // while it does not run: where its stack continues
    PhysAddr directory;   // of its address space
    ThreadId id;

    int priority;           // 0..255; the idle thread has less
    uint32_t timeslice_us;  // length
    int remaining_us;       // of the current timeslice

    ThreadId pager;
    ThreadId internal_preempter, external_preempter;  // kept, never used

    IpcRequest ipc;
    uint64_t deadline_us;  // while in the timeout queue
    uint64_t cpu_time_us;

    ListLink<Tcb> ready_link;
    ListLink<Tcb> timeout_link;
    ListLink<Tcb> send_link;  // in the send queue of ipc.partner
    Tcb* send_queue;          // threads that wait to send to this one; oldest first

    uint32_t canary;

    bool exists() const { return state != ThreadState::nonexistent; }
    bool is_idle() const { return priority == idle_priority; }
    uint32_t stack_top() const {
        return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(this)) + TCB_SIZE;
    }
    /// Registers of the thread's user mode. Requires: it is not the idle thread.
    TrapFrame& frame() {
        return *(
            reinterpret_cast<TrapFrame*>(reinterpret_cast<uintptr_t>(this) + TCB_SIZE) -
            1);
    }
};
// (On a 64-bit host, where queues are tested, pointers are longer and there is no stack.)
static_assert(sizeof(Tcb) <= TCB_SIZE / 4, "three quarters of a TCB are stack");

/// The TCB of a thread number. Requires: the thread's task is active (then this part of the
/// array has a page table), or allocate_tcb() has succeeded.
inline Tcb& tcb_of(ThreadNumber number) {
    return *reinterpret_cast<Tcb*>(uintptr_t{TCB_ARRAY} +
                                   uintptr_t{number.value} * TCB_SIZE);
}

/// The existing thread of this number, or nullptr.
Tcb* find_thread(ThreadNumber number);

/// The existing thread that `id` names, or nullptr. Version, site, chief and nest are not
/// compared. Source: L4 Version 2, "When does an id name an existing thread".
Tcb* find_thread(ThreadId id);

/// The running thread: the one whose stack we are on. Requires: the scheduler has started.
Tcb& current_thread();

}  // namespace kumquat
