// benno.cpp -- who is linked with SCHED=benno: exactly the ready threads.
#include "tests/queues/variants.hpp"

namespace kumquat::test {

bool must_be_linked(ThreadState state) { return state == ThreadState::ready; }
bool may_be_linked(ThreadState state) { return must_be_linked(state); }

}  // namespace kumquat::test
