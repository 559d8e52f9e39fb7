// thread.cpp -- making a TCB whose first switch starts the thread.
#include "kernel/threads/thread.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/x86/selectors.hpp"

namespace kumquat {

namespace {

/// User mode as the thread finds it. Source: L4 Version 2, "Registers at the first instruction".
void begin_frame(TrapFrame& frame, const ThreadStart& start) {
    frame = {};
    frame.eip = start.eip;
    frame.esp = start.esp;
    frame.cs = SELECTOR_USER_CODE;
    frame.ss = SELECTOR_USER_DATA;
    frame.eflags =
        eflags_reserved | eflags_interrupts | (config::user_iopl << eflags_iopl_shift);
}

}  // namespace

void forget_stack(Tcb& thread) {
    thread.kernel_esp = 0;
    thread.request = &thread.frame();
}

// Below the frame: the entry, and the registers that thread_switch.S takes from the stack.
constexpr uint32_t continuation_from_end = TRAP_FRAME_SIZE + (1 + 4) * sizeof(uint32_t);

void continue_at(Tcb& thread, void (*entry)()) {
    forget_stack(thread);
    reinterpret_cast<uintptr_t*>(&thread.frame())[-1] =
        reinterpret_cast<uintptr_t>(entry);
    thread.kernel_esp = thread.stack_top() - continuation_from_end;
}

bool continues_at(const Tcb& thread, void (*entry)()) {
    return thread.kernel_esp == thread.stack_top() - continuation_from_end &&
           reinterpret_cast<const uintptr_t*>(&thread.frame())[-1] ==
               reinterpret_cast<uintptr_t>(entry);
}

Tcb* create_thread(const ThreadStart& start, ThreadId creator) {
    if (!allocate_tcb(start.id.number(), start.directory)) {
        return nullptr;
    }
    Tcb& thread = tcb_of(start.id.number());
    KASSERT(!thread.exists());
    thread = Tcb{};
    thread.canary = Tcb::canary_word;
    thread.state = ThreadState::dead;
    thread.id = start.id;
    thread.number_bits = start.id.low() & ThreadId::Number::mask;
    thread.clear_slow_reason(slow_number);
    if (thread.number_bits == ThreadId::Number::mask) {
        thread.set_slow_reason(slow_number);
    }
    thread.directory = start.directory;
    thread.priority = start.priority;
    thread.timeslice_us = start.timeslice_us;
    thread.remaining_us = static_cast<int>(start.timeslice_us);
    thread.pager = start.pager;
    thread.internal_preempter = ThreadId::invalid();
    thread.external_preempter = ThreadId::invalid();
    begin_frame(thread.frame(), start);
    forget_stack(thread);
    if constexpr (config::tcb_lookup == config::TcbLookup::hashed) {
        enter_in_table(thread);
    }
    trace_thread_create(thread, creator, thread.priority, start.eip, start.esp);
    trace_thread_pager(thread, thread.pager, creator);
    return &thread;
}

}  // namespace kumquat
