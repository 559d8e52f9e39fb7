// stop.hpp -- somebody has asked the program to end.
#pragma once

#include <atomic>

namespace kumquat::autograde {

/// Set by a signal: end what runs, start nothing more.
extern std::atomic<bool> stop_was_asked_for;

}  // namespace kumquat::autograde
