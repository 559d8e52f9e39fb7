// traps.cpp -- sort what came in: exception, interrupt or system call.
#include "kernel/x86/traps.hpp"

#include "kernel/debug/breakpoint.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/ipc/interrupt_messages.hpp"
#include "kernel/ipc/page_fault.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/x86/fixups.hpp"
#include "kernel/x86/interrupt_controller.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/user_exceptions.hpp"

namespace kumquat {

bool (*kernel_exception_hook)(TrapFrame& frame) = nullptr;

namespace {

constexpr const char* mnemonics[] = {"#DE", "#DB",  "NMI", "#BP", "#OF", "#BR", "#UD",
                                     "#NM", "#DF",  "(9)", "#TS", "#NP", "#SS", "#GP",
                                     "#PF", "(15)", "#MF", "#AC", "#MC", "#XM"};
static_assert(sizeof(mnemonics) == 20 * sizeof(char*), "vectors 0 to 19");

void handle_other_exception(TrapFrame& frame) {
    if (frame.is_from_user()) {
        handle_user_exception(frame);
    } else {
        handle_kernel_exception(frame);
    }
}

[[gnu::noinline]] void handle_exception(TrapFrame& frame) {
    // LAB 1 BEGIN exceptions: who serves a page fault, a breakpoint, and all the others?
    if (frame.vector == vector_page_fault) {
        handle_page_fault(frame);
    } else if (frame.vector == vector_breakpoint) {
        handle_breakpoint(frame);
    } else {
        handle_other_exception(frame);
    }
    // LAB 1 END
}

/// The timer's tick may switch to another thread, so the controller hears that the interrupt is
/// served before, not after. Lines of drivers have their own ways.
void handle_interrupt(uint32_t line) {
    if (line != timer_line && handle_device_interrupt(line)) {
        return;
    }
    // LAB 1 BEGIN interrupt: leave spurious ones alone, acknowledge, then let the clock tick
    if (is_spurious_interrupt(line)) {
        return;
    }
    acknowledge_interrupt(line);
    if (line == timer_line) {
        clock_tick();
        scheduler_tick();
    }
    // LAB 1 END
}

}  // namespace

const char* exception_mnemonic(uint32_t vector) {
    return vector < sizeof(mnemonics) / sizeof(char*) ? mnemonics[vector]
                                                      : "(reserved)";
}

void handle_kernel_exception(TrapFrame& frame) {
    if (skip_faulting_instruction(frame) ||
        (kernel_exception_hook != nullptr && kernel_exception_hook(frame))) {
        return;
    }
    if (frame.vector == vector_debug) {
        return;  // a program's breakpoint, met by the kernel: not counted
    }
    exception_panic(frame);
}

void handle_trap(TrapFrame& frame) {
    // LAB 1 BEGIN dispatch: exception, interrupt or system call, by the vector
    if (frame.vector < exception_vectors) {
        handle_exception(frame);
    } else if (frame.vector < first_interrupt_vector + interrupt_lines) {
        handle_interrupt(frame.vector - first_interrupt_vector);
    } else {
        handle_system_call(frame);
    }
    // LAB 1 END
}

}  // namespace kumquat
