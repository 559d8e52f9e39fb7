/* begin_twice.S -- the thread begins as it was asked for, and once more. */
#define WHEN_ASKED      movl $thread_top, %esp; jmp begins
#define WHEN_CALLED     movl $thread_top, %esp; jmp begins
#include "begin.h"
