/* halt.S -- waits with interrupts off: nothing can ever happen again. */
#include "guest.h"
entry:  cli
        hlt
1:      jmp     1b
