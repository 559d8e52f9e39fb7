// entry.S -- the stub's gates: a TrapFrame where the kernel would have it, and another stack.
//
//   stack in gdb_entry              pushed by
//     SS, ESP (from ring 3 only)    CPU
//     EFLAGS, CS, EIP               CPU
//     EAX ... EDI                   pushal
//     error code                    0
//     vector                        stub        <- ESP: a TrapFrame

#define STACK_SIZE 4096

.text

// bool gdb_on_own_stack(TrapFrame& frame)
// in: EAX the frame.   out: AL what gdb_trap says.   clobbers: EAX, ECX, EDX   interrupts: off
.global gdb_on_own_stack
.type gdb_on_own_stack, @function
gdb_on_own_stack:
    pushl %ebx
    movl %esp, %ebx                 // which C++ keeps
    movl $gdb_stack_end, %esp
    call gdb_trap
    movl %ebx, %esp
    popl %ebx
    ret

// in: stack as the CPU left it, without an error code.   interrupts: off
// out: goes on as the frame says; or, if it was not for GDB, through the kernel's own stub.
.macro gdb_entry vector, name
.balign 16
.global gdb_entry_\name
gdb_entry_\name:
    pushal
    pushl $0                        // no error code
    pushl $\vector
    cld
    movl %esp, %eax
    call gdb_on_own_stack
    testb %al, %al
    leal 8(%esp), %esp              // which leaves the flags alone; so does popal
    popal
    jz trap_stubs + 16 * \vector
    iret
.endm
    gdb_entry 1, debug
    gdb_entry 3, breakpoint
    gdb_entry 0x23, port

// in: stack as the CPU left it.   out: goes on.   interrupts: off
.global gdb_entry_wake
gdb_entry_wake:
    pushl %eax
    movb $0x63, %al                 // end of the interrupt of line 3
    outb %al, $0x20
    popl %eax
    iret

// The stop in which the kernel waits for GDB at the beginning.
.global gdb_wait
.type gdb_wait, @function
gdb_wait:
    int3
.global gdb_waits_here
gdb_waits_here:
    ret

.section .bss.page_aligned, "aw", @nobits
.balign 16
    .skip STACK_SIZE
gdb_stack_end:

.section .note.GNU-stack, "", @progbits
