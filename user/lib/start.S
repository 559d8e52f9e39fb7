// start.S -- the first instructions of every program.
// in: EAX, EBX as the creator set them (the root task: multiboot magic and information;
//     sigma0: address of the info page).   out: program_main(EAX, EBX); then the thread sleeps
// The stack is the program's own, so nobody has to provide one. The first registers stay at its
// upper end, for programs that want to know: start_registers, in the order of pusha.

.section .text.start, "ax"
.global _start
.type _start, @function
_start:
    movl %esp, start_esp
    movl $start_stack_end, %esp
    pushl %eax                      // touch the stack: of the words of a pushal each machine
    popl %eax                       // faults on another one
    pushal
    xorl %ebp, %ebp
    pushl %ebx
    pushl %eax
    call program_main
1:  movl $-1, %eax                  // nothing to send; receive from nobody, for ever
    xorl %ecx, %ecx
    xorl %ebp, %ebp
    xorl %esi, %esi
    int $0x30
    jmp 1b

.bss
.balign 64                          // and the eight registers lie in one page
.global start_stack
start_stack:
    .skip 4096
start_stack_end:
.global start_registers
start_registers = start_stack_end - 32   // EDI ESI EBP ESP EBX EDX ECX EAX
.global start_esp
start_esp:
    .skip 4                              // the stack pointer at the first instruction

.section .note.GNU-stack, "", @progbits
