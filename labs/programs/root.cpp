// root.cpp -- stands where the root task will be. The kernel wants one, but a test keeps it from
// running: it would ask for its first page, and that belongs to a later lab.
#include "user/lib/program.hpp"

extern "C" void program_main(uint32_t, uint32_t) {}
