// compare.hpp -- where do two traces part?
// Rows are compared by what they mean (thread 5.0, second life), not by their index, so that
// tables in another order make no difference.
#pragma once

#include "tools/trace/trace.hpp"

namespace kumquat::trace {

/// Event by event: same time, kind and columns.
/// \return nothing if they are equal; else a few lines that show the first difference
std::optional<std::string> compare_events(const Trace& first, const Trace& second);

/// For each life of each thread, the same sequence of messages: what it sent and received,
/// from whom, with which words, flags and results. Times, blocking and who came first to a
/// meeting do not count, since they depend on the machine's speed; nor do the words of messages
/// with sigma0 and the root task: physical addresses, which the boot loader decides.
std::optional<std::string> compare_ipc_per_thread(const Trace& first,
                                                  const Trace& second);

}  // namespace kumquat::trace
