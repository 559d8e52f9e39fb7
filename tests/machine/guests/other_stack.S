/* other_stack.S -- a kernel that goes back from a call with ESP changed. */
#define WHEN_INTERRUPTED nop
#define WHEN_CALLED movl (%esp), %eax; addl $8, %esp; jmp *%eax
#include "threads.h"
