/* keyboard_reset.S -- resets the machine through the keyboard controller. */
#include "guest.h"
entry:  movb    $0xFE, %al
        outb    %al, $0x64
1:      jmp     1b
