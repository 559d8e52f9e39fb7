// exception_reflection.cpp -- gate, frame, jump.
#include "kernel/x86/exception_reflection.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/ipc/own_memory.hpp"
#include "kernel/threads/stop.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

/// Bit n: the processor pushes an error code for exception n.
constexpr uint32_t with_error_code =
    1u << vector_double_fault | 1u << vector_invalid_tss |
    1u << vector_segment_not_present | 1u << vector_stack_fault |
    1u << vector_general_protection | 1u << vector_page_fault | 1u << vector_alignment;

/// Entry point of the handler; 0: there is none.
/// \return  false if the table cannot be read
bool find_handler(uint32_t table, uint32_t vector, uint32_t& handler) {
    // LAB 4 BEGIN find handler: two words of a gate, and half an address in each
    const uint32_t gate = table + vector * sizeof(Descriptor);
    uint32_t low, high;
    if (!read_own(gate, low) || !read_own(gate + 4, high)) {
        return false;
    }
    handler = (high & 0xFFFF0000) | (low & 0xFFFF);
    return true;
    // LAB 4 END
}

/// One word more on a stack of the running thread. \return  false if it cannot be written
bool push(uint32_t& stack, uint32_t word) {
    stack -= sizeof(word);
    return write_own(stack, word);
}

/// What the processor pushes when it is interrupted without a change of rings.
/// \param stack  in: the stack pointer of the thread; out: of its handler
/// \return       false if a word cannot be written
bool push_frame(uint32_t& stack,
                const TrapFrame& frame,
                uint32_t vector,
                uint32_t error) {
    // LAB 4 BEGIN push frame: three words, and for some exceptions a fourth
    return push(stack, frame.eflags) && push(stack, frame.cs) &&
           push(stack, frame.eip) &&
           ((with_error_code >> vector & 1) == 0 || push(stack, error));
    // LAB 4 END
}

}  // namespace

bool reflect_exception(TrapFrame& frame, uint32_t vector, uint32_t error) {
    const uint32_t table = current_thread().exception_table;
    if (table == 0) {
        return false;
    }
    // LAB 4 BEGIN reflect: is there a handler, can it be started, and then let it run
    uint32_t handler = 0, stack = frame.esp;
    const bool is_readable = find_handler(table, vector, handler);
    if (is_readable && handler == 0) {
        return false;
    }
    if (!is_readable || !is_user_range(handler, 1) ||
        !push_frame(stack, frame, vector, error)) {
        stop_faulting_thread(frame);
    }
    frame.esp = stack;
    frame.eip = handler;
    if (vector == vector_debug) {
        frame.eflags &= ~eflags_trap;
    }
    trace_exception_reflect(current_thread(), vector, handler, stack);
    return true;
    // LAB 4 END
}

void reflect_or_stop(TrapFrame& frame, uint32_t vector, uint32_t error) {
    if (!reflect_exception(frame, vector, error)) {
        stop_faulting_thread(frame);
    }
}

}  // namespace kumquat
