// control_words.hpp -- what is done to tasks and threads, and what interrupts them, in words.
#pragma once

#include "words.hpp"

namespace kumquat {

/// Requires: kind is one of task_*, thread_*, timeslice, id_nearest, exception*, interrupt*.
EventWords
control_words(const Trace& trace, const Event& event, TraceKind kind, ThreadNamer name);

}  // namespace kumquat
