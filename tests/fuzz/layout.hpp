// layout.hpp -- the memory of a fuzz program, at the same addresses in all of its tasks and in
// physical memory. Read by the assembler and by the host, too.
//
//    0x00800000  scripts: one page of calls for each wild thread, and for tasks that they make
//    0x0081F000  a table of exception handlers, and what leads to it
//    0x00820000  counts: how many calls each script has made; all tasks may write it
//    0x00821000  control: what the runner outside looks at; the root task's alone
//    0x00822000  canary of the root task
//    0x00823000  pages of the bystander: stack, pattern
//    0x00840000  arenas: 64 KB of messages, strings and stacks for each wild task
//    0x00C00000  a page of 4 MB for everybody
#pragma once

#define FUZZ_SCRIPTS  0x00800000
#define FUZZ_HANDLERS 0x0081F000
#define FUZZ_COUNTS   0x00820000
#define FUZZ_NEGATIVES                                                                 \
    0x00820100 /* minus the same: a count that was spoilt counts nothing */
#define FUZZ_CONTROL    0x00821000
#define FUZZ_CANARY     0x00822000
#define FUZZ_BYSTANDER  0x00823000
#define FUZZ_ARENAS     0x00840000
#define FUZZ_ARENA_SIZE 0x00010000
#define FUZZ_END        0x00880000
#define FUZZ_LARGE_PAGE 0x00C00000

#define FUZZ_TASKS         4  /* wild tasks */
#define FUZZ_THREADS       4  /* wild threads of each */
#define FUZZ_PRIORITY      20 /* of wild threads, to begin with */
#define FUZZ_RESCUERS      2  /* of each task */
#define FUZZ_SPARE_SCRIPTS 4  /* for tasks that wild tasks make */
#define FUZZ_SCRIPT_COUNT  28 /* of wild threads, rescuers, spare ones; at most 31 */

/* A record of a script: eight words for popal, and the number of a stub. */
#define FUZZ_RECORD_SIZE 36
#define FUZZ_RECORD_EAX  28 /* offsets */
#define FUZZ_RECORD_STUB 32
#define FUZZ_STUB_COUNT  64
#define FUZZ_STUB_LOG2   5 /* log2 of the bytes of a stub */
