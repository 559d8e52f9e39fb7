// measure.hpp -- marks around the instructions that are to be recorded.
// A mark is an instruction that does nothing useful (a test of EAX against a number that
// nobody else uses) and that the emulator's plugin knows by its bytes; the processor knows
// nothing of it. Marks are not recorded themselves.
// The plugin reads this header too.
#pragma once

#define MEASUREMENT_BEGIN_NUMBER 0x4B4D0001
#define MEASUREMENT_END_NUMBER   0x4B4D0002

#define MEASUREMENT_STRING(number) #number
#define MEASUREMENT_MARK(number)                                                       \
    asm volatile("testl $" MEASUREMENT_STRING(number) ", %%eax" ::: "memory", "cc")

/// From here on record what the processor executes.
#define MEASUREMENT_BEGIN() MEASUREMENT_MARK(MEASUREMENT_BEGIN_NUMBER)
/// Up to here.
#define MEASUREMENT_END() MEASUREMENT_MARK(MEASUREMENT_END_NUMBER)
