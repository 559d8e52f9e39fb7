/* nowhere.S -- jumps to an address behind all memory. */
#include "guest.h"
entry:  movl    $0x40000000, %eax
        jmp     *%eax
