/* console.S -- prints its command line and that of its first module on COM1, one a line,
 * and sends "e9" to port 0xE9.
 */
#include "guest.h"
#define INFO_COMMAND_LINE 16
#define INFO_MODULES 24
#define MODULE_STRING 8
entry:  movl    $stack_top, %esp
        movl    INFO_COMMAND_LINE(%ebx), %esi
        call    print
        movl    INFO_MODULES(%ebx), %esi
        movl    MODULE_STRING(%esi), %esi
        call    print
        movb    $'e', %al
        outb    %al, $0xE9
        movb    $'9', %al
        outb    %al, $0xE9
        xorb    %al, %al
        outb    %al, $EXIT_PORT
1:      jmp     1b
print:  movw    $SERIAL_PORT, %dx
        cld
1:      lodsb
        testb   %al, %al
        jz      2f
        outb    %al, %dx
        jmp     1b
2:      movb    $'\n', %al
        outb    %al, %dx
        ret
        .bss
        .skip   1024
stack_top:
