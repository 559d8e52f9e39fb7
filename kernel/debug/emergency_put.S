// emergency_put.S -- one character to COM1 when nothing else can be trusted.
// In assembler, since the same in C++ is the first thing that a student of this kernel writes.
// Source: PC16550D data sheet, "Line Status Register".

#define COM1_DATA 0x3F8
#define COM1_LINE_STATUS 0x3FD
#define TRANSMITTER_READY 0x20

.text
// void emergency_put(char character)
// in: AL the character.   clobbers: EAX, ECX, EDX.   interrupts: as they are
.global emergency_put
.type emergency_put, @function
emergency_put:
    movl %eax, %ecx
    movl $COM1_LINE_STATUS, %edx
1:  inb %dx, %al                    // 1. wait until the port takes a character
    testb $TRANSMITTER_READY, %al
    jz 1b
    movb %cl, %al               // 2. hand it over
    movl $COM1_DATA, %edx
    outb %al, %dx
    ret

.section .note.GNU-stack, "", @progbits
