// synthetic_trace.hpp -- a trace of any length, as a kernel would write it, without a kernel.
// Its one idea: a few threads play fixed scenes (a call, a page fault, a queue before a busy
// server, a timeout); each scene leaves the threads as it found them, so scenes can follow
// each other for ever.
#pragma once

#include <cstddef>
#include <string>

namespace kumquat {

/// The text of a trace file.
/// \param events   at least so many events; the last scene is played to its end
/// \param clients  client threads, one task each (at least 2)
std::string synthetic_trace(size_t events, unsigned clients = 2);

}  // namespace kumquat
