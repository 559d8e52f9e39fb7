// eager.cpp -- who is linked with SCHED=eager: exactly the ready threads and the running one.
#include "tests/queues/variants.hpp"

namespace kumquat::test {

bool must_be_linked(ThreadState state) {
    return state == ThreadState::ready || state == ThreadState::running;
}
bool may_be_linked(ThreadState state) { return must_be_linked(state); }

}  // namespace kumquat::test
