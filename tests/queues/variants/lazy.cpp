// lazy.cpp -- who is linked with SCHED=lazy: at least the ready threads.
#include "tests/queues/variants.hpp"

namespace kumquat::test {

bool must_be_linked(ThreadState state) { return state == ThreadState::ready; }
bool may_be_linked(ThreadState) { return true; }

}  // namespace kumquat::test
