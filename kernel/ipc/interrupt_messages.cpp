// interrupt_messages.cpp -- attach, wait, deliver, detach.
#include "kernel/ipc/interrupt_messages.hpp"

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/acknowledge.hpp"
#include "kernel/ipc/delivery.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/timeouts.hpp"
#include "kernel/x86/interrupt_controller.hpp"

namespace kumquat {

namespace {

Tcb* driver_of[interrupt_lines];  // nullptr: the line is free

/// The kernel keeps its clock, and the line behind which the second controller hangs.
bool is_for_drivers(uint32_t line) {
    return line < interrupt_lines && line != timer_line && line != cascade_line;
}

/// The line that an interrupt id names. \return  no line if there is none
uint32_t line_of(ThreadId interrupt) { return interrupt.low() - 1; }

bool has_line(const Tcb& thread) { return (thread.slow_reasons & slow_interrupt) != 0; }

/// The message ends the thread's ipc: it has no words, so w0 and w1 stay what they are.
void deliver(Tcb& thread) {
    IpcRequest ipc = thread.ipc();
    thread.interrupt_pending = false;
    ipc.receive_words(ThreadId::interrupt(thread.interrupt_line), ipc.w0(), ipc.w1());
    trace_interrupt_deliver(thread, thread.interrupt_line);
    finish_ipc(thread, IpcError::none);
}

/// \return  the result of the receive that attaches; a timeout means success
IpcError attach(Tcb& thread, uint32_t line) {
    if (!is_for_drivers(line) ||
        (driver_of[line] != nullptr && driver_of[line] != &thread)) {
        return IpcError::not_existing;
    }
    if (driver_of[line] == nullptr) {
        detach_interrupt(thread);
        driver_of[line] = &thread;
        thread.interrupt_line = static_cast<uint8_t>(line);
        thread.set_slow_reason(slow_interrupt);
        mask_until_awaited(line);
        trace_interrupt_attach(thread, line);
    }
    return IpcError::receive_timeout;
}

/// Whether a receive, closed or open, takes messages of the thread's line.
bool accepts_interrupt(const Tcb& thread) {
    const IpcRequest ipc = thread.ipc();
    return ipc.receive().is_open() || (ipc.partner().is_interrupt() &&
                                       line_of(ipc.partner()) == thread.interrupt_line);
}

/// The same, if it is not the only thing that the thread could be doing.
bool waits_for_interrupt(Tcb& thread) {
    if (thread.state != ThreadState::receiving || thread.is_in_page_fault() ||
        !accepts_interrupt(thread)) {
        return false;
    }
    cancel_timeout(thread);
    return true;
}

}  // namespace

bool receive_interrupt(Tcb& thread) {
    const IpcRequest ipc = thread.ipc();
    const bool is_closed = !ipc.receive().is_open();
    const bool polls = ipc.timeouts().receive().is_zero();
    if (is_closed && ipc.partner().is_nil()) {
        if (polls) {
            detach_interrupt(thread);
        }
        return false;  // it sleeps
    }
    const bool accepts = has_line(thread) && accepts_interrupt(thread);
    if (accepts && !thread.interrupt_pending) {
        polls ? look_at_line(thread.interrupt_line) : await_line(thread.interrupt_line);
    }
    if (accepts && thread.interrupt_pending) {
        deliver(thread);
        return true;
    }
    if (is_closed && (polls || !accepts)) {
        finish_ipc(thread, polls ? attach(thread, line_of(ipc.partner()))
                                 : IpcError::not_existing);
        return true;
    }
    return false;
}

[[gnu::noinline]] bool handle_device_interrupt(uint32_t line) {
    Tcb* const driver = driver_of[line];
    if (driver == nullptr) {
        mask_interrupt(line);
        return false;
    }
    if (is_spurious_interrupt(line)) {
        return true;
    }
    trace_interrupt(*driver, line);
    line_has_interrupted(line);
    driver->interrupt_pending = true;
    if (driver->state.awaits_interrupt() || waits_for_interrupt(*driver)) {
        deliver(*driver);
        wake_up(*driver);
    }
    return true;
}

void detach_interrupt(Tcb& thread) {
    if (!has_line(thread)) {
        return;
    }
    driver_of[thread.interrupt_line] = nullptr;
    give_back_line(thread.interrupt_line);
    thread.interrupt_pending = false;
    thread.clear_slow_reason(slow_interrupt);
    trace_interrupt_detach(thread, thread.interrupt_line);
}

}  // namespace kumquat
