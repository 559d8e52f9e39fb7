/* new_layout.S -- lays out the memory below 1 MB anew, all the time, through the chipset. */
#include "guest.h"
        .equ    config_address, 0xCF8
        .equ    config_data, 0xCFC
        .equ    pam_registers, 0x80000058       /* of device 0; source: Intel 82441FX */
entry:  movl    $pam_registers, %eax
        movw    $config_address, %dx
        outl    %eax, %dx
        movw    $config_data + 2, %dx
1:      xorb    $0x33, %al
        outb    %al, %dx
        jmp     1b
