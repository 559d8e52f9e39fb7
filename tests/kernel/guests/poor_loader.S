// poor_loader.S -- a boot loader that knows little: it boots the first of its modules, an ELF file,
// with the others as modules without command lines, and tells how much memory there is above
// 1 MB, but gives no map of it, nor a command line.
// Source: "Multiboot Specification 0.6.96", "Boot information format".
#include "tests/machine/guests/guest.h"

#define LOADER_MAGIC 0x2BADB002
#define HAS_SIZES_AND_MODULES 9

// Offsets: in the multiboot information, in a module, in an ELF header, in a program header.
#define UPPER_KB 8
#define MODULE_COUNT 20
#define MODULES 24
#define MODULE_SIZE 16
#define COMMAND_LINE 8
#define ELF_ENTRY 24
#define ELF_SEGMENTS 28
#define ELF_COUNT 44
#define SEGMENT_SIZE 32

entry:
    movl UPPER_KB(%ebx), %eax           // 1. what we tell
    movl %eax, information + UPPER_KB
    movl MODULES(%ebx), %edx
    leal MODULE_SIZE(%edx), %eax
    movl %eax, information + MODULES
    movl MODULE_COUNT(%ebx), %ecx
    decl %ecx
    movl %ecx, information + MODULE_COUNT
1:  movl $0, COMMAND_LINE(%eax)
    addl $MODULE_SIZE, %eax
    loop 1b

    movl (%edx), %ebp                   // 2. all segments to where they belong
    movl %ebp, %ebx
    addl ELF_SEGMENTS(%ebp), %ebx
    movzwl ELF_COUNT(%ebp), %edx
2:  cmpl $1, (%ebx)
    jne 3f
    movl 4(%ebx), %esi
    addl %ebp, %esi
    movl 12(%ebx), %edi
    movl 16(%ebx), %ecx
    rep movsb
    movl 20(%ebx), %ecx
    subl 16(%ebx), %ecx
    xorl %eax, %eax
    rep stosb
3:  addl $SEGMENT_SIZE, %ebx
    decl %edx
    jnz 2b

    movl $LOADER_MAGIC, %eax            // 3. and off
    movl $information, %ebx
    jmp *ELF_ENTRY(%ebp)

.data
information:
    .long HAS_SIZES_AND_MODULES
    .skip 48
