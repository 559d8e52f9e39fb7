// no_guest_tests.cpp -- an ordinary kernel has no tests inside.
#include "kernel/debug/guest_tests.hpp"

namespace kumquat {

void run_guest_test(BootStage, const MultibootInfo&) {}

}  // namespace kumquat
