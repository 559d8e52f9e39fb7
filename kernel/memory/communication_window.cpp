// communication_window.cpp -- what the TLB may remember of the windows.
#include "kernel/memory/communication_window.hpp"

namespace kumquat {

uint32_t windows_in_tlb = 0;

}  // namespace kumquat
