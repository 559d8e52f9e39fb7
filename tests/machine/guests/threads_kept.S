/* threads_kept.S -- a kernel that only gives results of a call. */
#define WHEN_INTERRUPTED nop
#define WHEN_CALLED movl $7, %ebx
#include "threads.h"
