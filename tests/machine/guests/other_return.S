/* other_return.S -- a kernel that changes where who calls it returns to. */
#define WHEN_INTERRUPTED nop
#define WHEN_CALLED movl $astray, 12(%esp)
#include "threads.h"
