// exception_handlers.S -- handlers that note what the kernel pushed, and code to provoke them.
// provoke(code) comes back when the code returns, or when a handler has noted its exception.

.global handler_0
.global provoke
.global handler_1_counting
.text
.macro note vector
    .balign 16
    movl $\vector, seen_vector
    jmp note_stack
.endm
.balign 16
handler_0:
.set vector, 0
.altmacro
.rept 32
    note %vector
    .set vector, vector + 1
.endr
.noaltmacro

note_stack:
    movl %esp, seen_esp
    pushfl
    popl seen_flags
    popl seen_stack
    popl seen_stack + 4
    popl seen_stack + 8
    popl seen_stack + 12
    movl resume_esp, %esp
    jmp 1f

provoke:
    movl 4(%esp), %eax
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, resume_esp
    movl $-1, seen_vector
    call *%eax
1:  popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret

// Counts the steps of a program and lets it go on.
handler_1_counting:
    incl steps
    pushfl
    popl seen_flags
    pushl %eax
    movl 12(%esp), %eax
    orl %eax, seen_stack
    popl %eax
    iret

.bss
.balign 4
.global seen_vector, seen_esp, seen_stack, seen_flags, steps, resume_esp
seen_vector: .skip 4
seen_esp:    .skip 4
seen_stack:  .skip 16
seen_flags:  .skip 4
steps:       .skip 4
resume_esp:  .skip 4

.section .note.GNU-stack, "", @progbits
