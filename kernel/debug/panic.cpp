// panic.cpp -- the kernel's last words: cause first, then who, whence and what was before.
#include "kernel/debug/panic.hpp"

#include "kernel/debug/backtrace.hpp"
#include "kernel/debug/emergency_text.hpp"
#include "kernel/debug/end_of_run.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/segments.hpp"
#include "kernel/x86/traps.hpp"

namespace kumquat {

namespace {

void begin(const char* reason) {
    disable_interrupts();
    emergency_print("\n┌─ Kumquat stopped: ");
    emergency_print(reason);
    emergency_print("\n│ ");
}

void print_register(const char* name, uint32_t value) {
    emergency_print(name);
    emergency_print_hex(value);
}

/// Who was running: the stack pointer tells, if it lies in the TCB array.
void print_thread(uint32_t esp) {
    if (esp < TCB_ARRAY || esp >= DIRECT_WINDOW) {
        emergency_print("during start-up");
        return;
    }
    const uint32_t number = (esp - TCB_ARRAY) / TCB_SIZE;
    emergency_print("in thread ");
    emergency_print_decimal(number / threads_per_task);
    emergency_print(".");
    emergency_print_decimal(number % threads_per_task);
}

[[noreturn]] void finish(uint32_t ebp, uint32_t esp) {
    print_thread(esp);
    emergency_print(", called from");
    print_backtrace(ebp);
    if constexpr (config::trace) {
        print_last_records();
    }
    emergency_print("\n└─\n");
    end_of_run(run_panicked);
}

uint32_t frame_pointer() { return address_of(__builtin_frame_address(0)); }

}  // namespace

void panic(const char* reason) {
    begin(reason);
    finish(frame_pointer(), read_stack_pointer());
}

/// Called by KASSERT, from somewhere that the table of assertions knows.
extern "C" [[noreturn, gnu::used, gnu::externally_visible]] void
kernel_assertion_failed() {
    begin("an invariant of the kernel does not hold");
    emergency_print(assertion_text(__builtin_return_address(0)));
    emergency_print("\n│ ");
    finish(frame_pointer(), read_stack_pointer());
}

void exception_panic(const TrapFrame& frame) {
    begin("an exception in the kernel itself");
    emergency_print(exception_mnemonic(frame.vector));
    print_register("   error code ", frame.error);
    print_register(" at ", frame.eip);
    print_symbol(frame.eip);
    print_register("   fault address ", read_fault_address());
    print_register("\n│ eax ", frame.eax);
    print_register("  ebx ", frame.ebx);
    print_register("  ecx ", frame.ecx);
    print_register("  edx ", frame.edx);
    print_register("\n│ esi ", frame.esi);
    print_register("  edi ", frame.edi);
    print_register("  ebp ", frame.ebp);
    print_register("  eflags ", frame.eflags);
    print_register("\n│ cs ", frame.cs);
    print_register("  cr3 ", read_page_directory().raw());
    emergency_print("\n│ ");
    finish(frame.ebp, read_stack_pointer());
}

void double_fault_panic() {
    const TaskStateSegment& tss = kernel_tss;
    begin("a double fault: most often, a kernel stack that ran over");
    print_register("at ", tss.eip);
    print_symbol(tss.eip);
    print_register("   esp ", tss.esp);
    print_register("  fault address ", read_fault_address());
    emergency_print("\n│ ");
    finish(0, tss.esp);
}

}  // namespace kumquat
