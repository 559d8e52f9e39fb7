// memory_functions.hpp -- the four functions that a compiler expects of every environment.
#pragma once

#include <stddef.h>

extern "C" {
void* memcpy(void* to, const void* from, size_t bytes);
void* memset(void* to, int value, size_t bytes);
void* memmove(void* to, const void* from, size_t bytes);
int memcmp(const void* first, const void* second, size_t bytes);
}
