// program.hpp -- where a program begins.
#pragma once

#include <stdint.h>

/// The program itself, called by start.S.
/// \param first, second  EAX and EBX as the creator of the task set them; 0 unless it is sigma0 or the root task
extern "C" void program_main(uint32_t first, uint32_t second);
