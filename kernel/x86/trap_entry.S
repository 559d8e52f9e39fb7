// trap_entry.S -- every way into the kernel, and the one way out.
// Each vector has a stub of a few bytes that makes all stacks look alike; then one common
// path builds a TrapFrame and calls handle_trap. Interrupts are off all the way: all gates
// are interrupt gates.
//
//   stack in trap_common            pushed by
//     SS, ESP (from ring 3 only)    CPU
//     EFLAGS, CS, EIP               CPU
//     EAX ... EDI                   pushal
//     error code                    stub: the CPU's, or 0
//     vector                        stub        <- ESP: a TrapFrame
//
// Source: Intel SDM vol. 3A, "Exception and Interrupt Reference" (which vectors push an error
// code); xv6's trapasm.S has the same shape.

#include "kernel/debug/hole.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/x86/segment_reload.hpp"
#include "kernel/x86/selectors.hpp"
#include "kernel/x86/trap_frame.hpp"

.text

// in: ESP at a TrapFrame.  out: does not return here.  interrupts: off
.balign 16
trap_common:
    reload_segments
    xorl %ebp, %ebp                 // 1. C++ expects forward string instructions; and a
    cld                             //    backtrace ends here, whatever a user has in EBP
    movl %esp, %eax                 // 2. handle_trap(TrapFrame& frame)
    call handle_trap

// in: ESP at a TrapFrame.  out: continues what the frame describes.  interrupts: off
// A new thread's first switch "returns" to this label.
.global return_from_trap
return_from_trap:
    addl $8, %esp                   // 3. vector and error code
// in: ESP at the registers of a TrapFrame.
.global return_to_user
return_to_user:
    reload_segments
    popal                           // 4. all registers but ESP
    iret

// The C++ path of ipc, without the way through handle_trap. ipc_entry is the gate of int 0x30 if
// there is no fast path; ipc_slow_path is where the fast paths give up, after pushal.
// in: stack as the CPU left it; ipc_slow_path: after pushal, too.  interrupts: off
.balign 16
.global ipc_entry
ipc_entry:
    pushal
.global ipc_slow_path
.weak message_path                  // where message_path.S is left out, as in starters of the labs
message_path:
ipc_slow_path:
// LAB 4 BEGIN ipc entry: a whole frame, the kernel's own registers, and the TCB around the stack
    subl $8, %esp                   // no vector, no error code
    reload_segments
    xorl %ebp, %ebp
    cld
    movl %esp, %eax                 // run_ipc(Tcb& self)
    andl $-TCB_SIZE, %eax
    call run_ipc
    jmp return_from_trap
// LAB 4 END

// int 0x31 and 0x33, as well.
.macro system_call_entry call
.balign 16
.global \call\()_entry
\call\()_entry:
// LAB 4 BEGIN call entry: a whole frame, the kernel's own registers, and the call
    pushal
    subl $8, %esp
    reload_segments
    xorl %ebp, %ebp
    cld
    movl %esp, %eax                 // system_call_...(TrapFrame& frame)
    call system_call_\call
    jmp return_from_trap
// LAB 4 END
.endm
    system_call_entry id_nearest
    system_call_entry thread_switch

// in: EAX at the TrapFrame of the running thread. What lies below it is forgotten.
.global leave_kernel
leave_kernel:
    movl %eax, %esp
    jmp return_from_trap

// in: ESP at a TrapFrame.  Where continue_at lets a thread go on that others have served:
// resume_send           its message, which lies in memory, is to be carried now
// resume_receive        it has sent, and a message waits for it
// resume_partner_fault  a page that its partner needs is missing
// resume_refused_fault  nobody can be asked any more for a page that it has touched
.macro resume continue
.global resume_\continue
resume_\continue:
    xorl %ebp, %ebp
    call continue_\continue
    jmp return_from_trap
.endm
    resume send
    resume receive
    resume partner_fault
    resume refused_fault

// in: the vector, and above it the CPU's error code.  out: does not return here.
// The error code lies where EAX belongs, the vector where ECX does: exchange both, and push
// the others in the order of pushal.  interrupts: off
.balign 16
trap_with_error:
    xchgl %eax, 4(%esp)
    xchgl %ecx, (%esp)
    pushl %edx
    pushl %ebx
    pushl %esp
    pushl %ebp
    pushl %esi
    pushl %edi
    pushl %eax                      // error code
    pushl %ecx                      // vector
    jmp trap_common

// in: stack as the CPU left it, with an error code.  interrupts: off
// The kernel runs on the user's segments, and trusts none. If a user loaded a null or foreign
// selector, the kernel's first access faults here, in ring 0, and a thread may fault at what another
// has loaded: if any segment is not flat, make all flat and run the instruction again. If the
// segments are not to blame, the second fault finds them flat. Until then, nothing but the stack
// may be touched.
.balign 16
segment_fault:
    pushl %eax
.irp segment, %ds, %es, %fs, %gs    // 1. are all four in order?
    movl \segment, %eax
    cmpw $SELECTOR_USER_DATA, %ax
    jne 1f
.endr
    popl %eax
    pushl $13                       // 2. yes: the fault has another cause
    jmp trap_with_error
1:  movl $SELECTOR_USER_DATA, %eax  // 3. no: mend them
.irp segment, %ds, %es, %fs, %gs
    movl %eax, \segment
.endr
    popl %eax
    addl $4, %esp
    iret

.macro stub vector
.balign 16
.if \vector == 13
    jmp segment_fault
.elseif \vector == 8 || (\vector >= 10 && \vector <= 14) || \vector == 17
    pushl $\vector                  // the CPU has pushed an error code
    jmp trap_with_error
.else
    pushal
    pushl $0                        // no error code
    pushl $\vector
    jmp trap_common
.endif
.endm

// Stubs lie 16 bytes apart, so the entry of vector v is trap_stubs + 16 v.
.balign 16
.global trap_stubs
trap_stubs:
.set vector, 0
.altmacro
.rept 0x37
    stub %vector
    .set vector, vector + 1
.endr

.section .note.GNU-stack, "", @progbits
