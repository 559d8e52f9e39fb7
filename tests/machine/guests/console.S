/* console.S -- prints its command line and that of its first module on COM1, one a line,
 * and sends "e9" to port 0xE9.
 */
#include "guest.h"
#define INFO_COMMAND_LINE 16
#define INFO_MODULES 24
#define MODULE_STRING 8
entry:  movl    $stack_top, %esp
        movw    $(SERIAL_PORT + 3), %dx         /* line control: 8 bits, as Bochs needs it */
        movb    $3, %al
        outb    %al, %dx
        movl    %ebx, %ebp
        movl    INFO_COMMAND_LINE(%ebp), %esi
        call    print
        movl    INFO_MODULES(%ebp), %esi
        movl    MODULE_STRING(%esi), %esi
        call    print
        movb    $'e', %al
        outb    %al, $0xE9
        movb    $'9', %al
        outb    %al, $0xE9
        xorb    %al, %al
        outb    %al, $EXIT_PORT
        movl    $shutdown, %esi                 /* ends Bochs */
        movw    $0x8900, %dx
        movl    $8, %ecx
        rep     outsb
1:      hlt
        jmp     1b
print:  cld
1:      lodsb
        testb   %al, %al
        jz      2f
        call    put
        jmp     1b
2:      movb    $'\n', %al
put:    movw    $SERIAL_PORT, %dx               /* and wait until it is out */
        outb    %al, %dx
        movw    $(SERIAL_PORT + 5), %dx
3:      inb     %dx, %al
        testb   $0x40, %al
        jz      3b
        ret
        .data
shutdown:
        .ascii  "Shutdown"
        .bss
        .skip   1024
stack_top:
