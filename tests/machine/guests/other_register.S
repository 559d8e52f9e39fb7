/* other_register.S -- a kernel that changes a register of who was interrupted. */
#define WHEN_INTERRUPTED incl %ebx
#define WHEN_CALLED nop
#include "threads.h"
