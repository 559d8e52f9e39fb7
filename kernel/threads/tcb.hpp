// tcb.hpp -- thread control block: all that the kernel knows about one thread, and its stack.
//
//    + 2048  +----------------------+
//            | TrapFrame            |  registers of the thread in user mode
//            +----------------------+
//            | kernel stack         |  grows down
//            |          :           |
//            +----------------------+
//            | canary               |  checked at each switch in C++
//            | fields               |
//    + 0     +----------------------+
//
// TCBs form one virtual array indexed by the thread number, so a lookup is a shift and an
// addition, and the stack pointer tells which thread is running.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Control Blocks as Virtual
// Objects".
#pragma once

#include "kernel/config.hpp"
#include "kernel/ipc/request.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/threads/list_link.hpp"
#include "kernel/threads/thread_state.hpp"
#include "kernel/threads/thread_table.hpp"
#include "kernel/x86/debug_registers.hpp"
#include "kernel/x86/fpu.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Why a thread's next ipc takes the C++ path, and begins no plain receive: there is something
/// to look after. (The FPU does not hinder a receive: it is put out of reach at the switch.)
enum SlowReason : uint32_t {
    slow_send_queue = 1u << 0,       // somebody waits to send to it
    slow_interrupt = 1u << 1,        // an interrupt line is attached to it
    slow_fpu = 1u << 2,              // the FPU is switched on for it
    slow_debug_registers = 1u << 4,  // it has breakpoints of its own
    slow_number = 1u << 5,           // its number is that of the invalid id
};

struct Tcb {
    static constexpr uint32_t canary_word = 0x4B51CA9A;
    static constexpr int idle_priority = -1;

    // What a short ipc looks at; tcb_offsets.hpp has the same order.
    StateWord state;
    // ANDed with a destination: 0 while there is a slow reason, and then finds the idle thread,
    // which never receives.
    uint32_t lookup_mask;
    // The number of its id: what a partner's state says if it waits for this thread.
    uint32_t number_bits;
    PhysAddr directory;  // of its address space
    ThreadId id;
    // Where its stack continues; 0: there is nothing on it but its frame, or it runs.
    uint32_t kernel_esp;
    // Of the ipc it is in: frame(), or those of a page-fault message. Of a thread that runs:
    // frame(), but while it sends such a message.
    Registers* request;

    uint32_t slow_reasons;  // set of SlowReason

    int priority;           // 0..255; the idle thread has less
    uint32_t timeslice_us;  // length; 0: it runs on donated time only
    int remaining_us;       // of the current timeslice

    ThreadId pager;
    ThreadId internal_preempter, external_preempter;  // kept, never used

    uint64_t deadline_us;   // while in the timeout queue,
    uint32_t timeout_list;  // in which of its lists
    uint64_t cpu_time_us;

    ListLink<Tcb> ready_link;
    ListLink<Tcb> timeout_link;
    ListLink<Tcb> send_link;  // while it is sending,
    Tcb* queued_at;           // in the send queue of this thread
    Tcb* send_queue;          // threads that wait to send to this one; oldest first

    Tcb* next_in_bucket;  // with TCB_LOOKUP=hashed: of the same remainder

    ThreadId virtual_sender;  // with CLANS=on: under whose id it sends; nil: its own

    // While a long message is carried; see ipc/transfer_fault.hpp.
    Tcb* transfer_partner;  // nullptr: none is
    bool carries;           // as its sender
    Tcb* answerer;          // carries the answer to our page fault; nullptr: nobody
    uint32_t shown_in_window[2];  // of the partner, from where on; sender only
    uint32_t transfer_fault;      // sender: word 0 of what the receiver has to ask,
    IpcError transfer_error;      // and what came of it

    uint8_t interrupt_line;  // attached to it, if slow_interrupt is set
    bool interrupt_pending;  // and has interrupted

    // The message for a page that it has touched itself: when the answer is there, it goes on in
    // user mode, and touches the page again. (If the kernel has touched it and must go on where
    // that was, the message lies on the stack.)
    Registers fault_message;

    uint32_t exception_table;  // address of its handlers in its own space; 0: none
    DebugRegisters debug;
    FpuState fpu;  // while the FPU is not its own

    uint32_t canary;

    [[gnu::always_inline]] bool exists() const {
        return state != ThreadState::nonexistent;
    }
    bool is_idle() const { return priority == idle_priority; }
    /// Whether the scheduler may choose it by itself; else it waits for somebody's donation.
    bool has_time() const { return timeslice_us != 0 || remaining_us > 0; }
    IpcRequest ipc() const { return IpcRequest{*request}; }
    /// Whether the ipc it is in is a page-fault message, and not a system call.
    bool is_in_page_fault() const {
        return reinterpret_cast<uintptr_t>(request) !=
               reinterpret_cast<uintptr_t>(this) + TCB_SIZE - REGISTERS_FROM_END;
    }
    /// Whether that message is about a page which it has touched in user mode.
    bool is_in_own_fault() const { return request == &fault_message; }
    void set_slow_reason(SlowReason reason) {
        slow_reasons |= reason;
        lookup_mask = 0;
    }
    void clear_slow_reason(SlowReason reason) {
        slow_reasons &= ~uint32_t{reason};
        lookup_mask = slow_reasons == 0 ? ThreadId::Number::mask : 0;
    }
    uint32_t stack_top() const {
        return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(this)) + TCB_SIZE;
    }
    /// Registers of the thread's user mode. Requires: it is not the idle thread.
    TrapFrame& frame() const {
        return *(
            reinterpret_cast<TrapFrame*>(reinterpret_cast<uintptr_t>(this) + TCB_SIZE) -
            1);
    }
};
static_assert(offsetof(Tcb, state) == TCB_STATE);
static_assert(offsetof(Tcb, lookup_mask) == TCB_LOOKUP_MASK);
static_assert(offsetof(Tcb, number_bits) == TCB_NUMBER_BITS);
static_assert(offsetof(Tcb, directory) == TCB_DIRECTORY);
static_assert(offsetof(Tcb, id) == TCB_ID);
static_assert(offsetof(Tcb, kernel_esp) == TCB_KERNEL_ESP);
static_assert(sizeof(void*) != 4 || offsetof(Tcb, request) == TCB_REQUEST);
static_assert(sizeof(void*) != 4 || offsetof(Tcb, priority) == TCB_PRIORITY);
static_assert(sizeof(void*) != 4 || offsetof(Tcb, timeslice_us) == TCB_TIMESLICE);
static_assert(sizeof(void*) != 4 || offsetof(Tcb, remaining_us) == TCB_REMAINING);
// (On a 64-bit host, where queues are tested, pointers are longer and there is no stack.)
static_assert(sizeof(Tcb) <= TCB_SIZE / 4, "three quarters of a TCB are stack");

/// The TCB of a thread number, whether there is such a thread or not.
inline Tcb& tcb_of(ThreadNumber number) {
    return *reinterpret_cast<Tcb*>(uintptr_t{TCB_ARRAY} +
                                   uintptr_t{number.value} * TCB_SIZE);
}

/// The existing thread of this number, or nullptr.
inline Tcb* find_thread(ThreadNumber number) {
    if constexpr (config::tcb_lookup == config::TcbLookup::hashed) {
        return find_in_table(number);
    }
    Tcb& thread = tcb_of(number);  // reads as zeros where there never was one
    return number.value != 0 && thread.exists() ? &thread : nullptr;
}

/// The existing thread that `id` names, or nullptr. Version, site, chief and nest are not
/// compared. Source: L4 Version 2, "When does an id name an existing thread".
inline Tcb* find_thread(ThreadId id) {
    if constexpr (config::tcb_lookup == config::TcbLookup::hashed) {
        return id.low() == ThreadId::invalid().low() ? nullptr
                                                     : find_in_table(id.number());
    }
    // The number stands in the id at its bit 10, and a TCB has 2^11 bytes: half a shift is saved.
    const uint32_t number_bits = id.low() & ThreadId::Number::mask;
    Tcb& thread = *reinterpret_cast<Tcb*>(uintptr_t{TCB_ARRAY} +
                                          uintptr_t{number_bits} *
                                              (TCB_SIZE >> ThreadId::Number::shift));
    const bool is_found =
        id.low() != ThreadId::invalid().low() && number_bits != 0 && thread.exists();
    return is_found ? &thread : nullptr;
}

/// The running thread: the one whose stack we are on. Requires: the scheduler has started.
inline Tcb& current_thread() {
    return *reinterpret_cast<Tcb*>(uintptr_t{read_stack_pointer() & ~(TCB_SIZE - 1u)});
}

}  // namespace kumquat
