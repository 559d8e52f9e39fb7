// tcb_offsets.hpp -- the beginning of a TCB, as the assembler sees it. Checked in tcb.hpp.
// All fields that a short ipc looks at lie in the first 32 bytes, one cache line.
#pragma once

#define TCB_STATE       0
#define TCB_LOOKUP_MASK 4
#define TCB_NUMBER_BITS 8
#define TCB_DIRECTORY   12
#define TCB_ID          16
#define TCB_KERNEL_ESP  24
#define TCB_REQUEST     28
#define TCB_PRIORITY    36
#define TCB_TIMESLICE   40
#define TCB_REMAINING   44

/* values of TCB_STATE; see thread_state.hpp */
#define STATE_RUNNING               2
#define STATE_RECEIVES_FROM_ANYBODY 0xFFFFFFFF
