// registers.cpp -- the registers with which each thread goes on.
// Of the one that was interrupted: those of its TrapFrame. Of one that waits in the kernel: what
// switch_threads has left on its stack (thread_switch.S); EAX, ECX and EDX are nobody's there. Of
// one with nothing on its kernel stack: its registers in user mode, in the frame behind that.
#include "kernel/gdb_stub/stop.hpp"
#include "kernel/x86/debug_unit.hpp"
#include "kernel/x86/selectors.hpp"

namespace kumquat::gdb {

namespace {

/// Where a TrapFrame has the registers 0 to 11.
constexpr uint32_t TrapFrame::*in_frame[] = {
    &TrapFrame::eax, &TrapFrame::ecx,    &TrapFrame::edx, &TrapFrame::ebx,
    &TrapFrame::esp, &TrapFrame::ebp,    &TrapFrame::esi, &TrapFrame::edi,
    &TrapFrame::eip, &TrapFrame::eflags, &TrapFrame::cs,  &TrapFrame::ss};
static_assert(sizeof(in_frame) / sizeof(in_frame[0]) == ss + 1);

/// What a thread that waits in the kernel has at kernel_esp; see thread_switch.S.
struct SwitchFrame {
    uint32_t edi, esi, ebx, ebp, eip;
};

/// Null: there is nothing on its stack, or it runs.
SwitchFrame* switch_frame_of(Thread thread) {
    Tcb* const tcb = tcb_in_window(thread);
    if (thread == running_thread() || tcb == nullptr) {
        return nullptr;
    }
    const uint32_t offset =
        tcb->kernel_esp - (TCB_ARRAY + (thread - first_thread) * TCB_SIZE);
    const bool is_on_its_stack =
        offset >= sizeof(Tcb) && offset <= TCB_SIZE - sizeof(SwitchFrame);
    return is_on_its_stack ? reinterpret_cast<SwitchFrame*>(address_of(tcb) + offset)
                           : nullptr;
}

TrapFrame* frame_of(Thread thread) {
    if (thread == running_thread()) {
        return stopped;
    }
    Tcb* const tcb = tcb_in_window(thread);
    return tcb == nullptr ? nullptr : &tcb->frame();
}

/// Where the register is kept; null: nowhere.
uint32_t* place_of(Thread thread, uint32_t number) {
    if (SwitchFrame* const saved = switch_frame_of(thread)) {
        return number == ebx   ? &saved->ebx
               : number == ebp ? &saved->ebp
               : number == esi ? &saved->esi
               : number == edi ? &saved->edi
               : number == eip ? &saved->eip
                               : nullptr;
    }
    TrapFrame* const frame = frame_of(thread);
    const bool is_there = frame != nullptr && number <= ss &&
                          (frame->is_from_user() || (number != esp && number != ss));
    return is_there ? &(frame->*in_frame[number]) : nullptr;
}

/// ESP in the kernel is where the saved registers end.
uint32_t kernel_stack_pointer(Thread thread) {
    const SwitchFrame* const saved = switch_frame_of(thread);
    if (saved == nullptr) {
        return address_of(&stopped->esp);
    }
    const Tcb* const tcb = tcb_in_window(thread);
    return tcb->kernel_esp + sizeof(SwitchFrame);
}

uint32_t control_register(Thread thread, uint32_t number) {
    switch (number) {
    case cr0:
        return read_cr0();
    case cr2:
        return read_fault_address();
    case cr3:
        return directory_of(thread).raw();
    default:
        return read_cr4();
    }
}

}  // namespace

const char* register_words(Thread thread) {
    const TrapFrame* const frame = frame_of(thread);
    const bool is_in_kernel = switch_frame_of(thread) != nullptr ||
                              (frame != nullptr && !frame->is_from_user());
    return is_in_kernel ? ", registers of the kernel" : ", registers of user mode";
}

bool read_register(Thread thread, uint32_t number, uint32_t& value) {
    if (const uint32_t* const place = place_of(thread, number)) {
        value = *place;
        return true;
    }
    if (number >= cr0) {
        value = control_register(thread, number);
        return true;
    }
    switch (number) {
    case esp:
        value = kernel_stack_pointer(thread);
        return true;
    case cs:
        value = SELECTOR_KERNEL_CODE;
        return true;
    case ss:
        value = SELECTOR_KERNEL_DATA;
        return true;
    case eflags:
        value = eflags_reserved;  // interrupts are off at a switch
        return true;
    case ds:
    case es:
    case fs:
    case gs:
        value = SELECTOR_USER_DATA;  // the kernel keeps no others
        return true;
    default:
        return false;
    }
}

bool write_register(Thread thread, uint32_t number, uint32_t value) {
    uint32_t* const place = place_of(thread, number);
    if (place != nullptr) {
        *place = value;
    }
    return place != nullptr;
}

}  // namespace kumquat::gdb
