// thread.cpp -- making a TCB whose first switch starts the thread.
#include "kernel/threads/thread.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/threads/first_frame.hpp"

namespace kumquat {

void begin_tcb(Tcb& thread, const ThreadStart& start) {
    // LAB 3 BEGIN new thread: nothing of an earlier life, and what its creator has decided
    thread = Tcb{};
    thread.canary = Tcb::canary_word;
    thread.state = ThreadState::dead;
    thread.id = start.id;
    thread.directory = start.directory;
    thread.priority = start.priority;
    thread.timeslice_us = start.timeslice_us;
    thread.remaining_us = static_cast<int>(start.timeslice_us);
    thread.pager = start.pager;
    thread.internal_preempter = ThreadId::invalid();
    thread.external_preempter = ThreadId::invalid();
    // LAB 3 END
    thread.number_bits = start.id.low() & ThreadId::Number::mask;
    thread.clear_slow_reason(slow_number);
    if (thread.number_bits == ThreadId::Number::mask) {
        thread.set_slow_reason(slow_number);
    }
    forget_stack(thread);
}

void forget_stack(Tcb& thread) {
    thread.kernel_esp = 0;
    thread.request = &thread.frame();
}

void continue_at(Tcb& thread, void (*entry)()) {
    forget_stack(thread);
    // LAB 3 BEGIN first stack: below its frame, as if switch_threads had been called there
    constexpr uint32_t saved_registers = 4;
    uintptr_t* const frame = reinterpret_cast<uintptr_t*>(&thread.frame());
    frame[-1] = reinterpret_cast<uintptr_t>(entry);
    thread.kernel_esp =
        static_cast<uint32_t>(reinterpret_cast<uintptr_t>(frame - 1 - saved_registers));
    // LAB 3 END
}

bool continues_at(const Tcb& thread, void (*entry)()) {
    constexpr uint32_t saved_registers = 4;
    const uintptr_t* const stack =
        reinterpret_cast<const uintptr_t*>(uintptr_t{thread.kernel_esp});
    return stack != nullptr &&
           stack[saved_registers] == reinterpret_cast<uintptr_t>(entry);
}

Tcb* create_thread(const ThreadStart& start, ThreadId creator) {
    if (!allocate_tcb(start.id.number(), start.directory)) {
        return nullptr;
    }
    Tcb& thread = tcb_of(start.id.number());
    KASSERT(!thread.exists());
    begin_tcb(thread, start);
    begin_frame(thread.frame(), start.eip, start.esp);
    if constexpr (config::tcb_lookup == config::TcbLookup::hashed) {
        enter_in_table(thread);
    }
    trace_thread_create(thread, creator, thread.priority, start.eip, start.esp);
    trace_thread_pager(thread, thread.pager, creator);
    return &thread;
}

}  // namespace kumquat
