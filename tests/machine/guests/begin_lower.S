/* begin_lower.S -- the thread begins with another stack than it was asked for. */
#define WHEN_ASKED      movl $thread_top - 4, %esp; jmp begins
#define WHEN_CALLED
#include "begin.h"
