// variants.hpp -- what is different between the variants of a queue, apart from speed: a file of
// variants/ says it for each.
#pragma once

#include "kernel/threads/tcb.hpp"

#include <map>

namespace kumquat::test {

/// Whether the ready queue must, and whether it may, have a thread of this state in its lists.
bool must_be_linked(ThreadState state);
bool may_be_linked(ThreadState state);

/// Threads by their deadlines; those with the same deadline in order of insertion.
using Waiting = std::multimap<uint64_t, Tcb*>;

/// Whether threads leave the timeout queue in exactly this order.
bool wakes_in_order();

/// At how many threads a tick looks at most.
/// \param last_us  the time of the tick before
uint64_t most_looks(const Waiting& waiting, uint64_t last_us, uint64_t now_us);

}  // namespace kumquat::test
