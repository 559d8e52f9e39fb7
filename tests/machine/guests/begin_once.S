/* begin_once.S -- the thread begins as it was asked for. */
#define WHEN_ASKED      movl $thread_top, %esp; jmp begins
#define WHEN_CALLED
#include "begin.h"
