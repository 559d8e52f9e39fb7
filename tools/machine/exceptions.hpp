// exceptions.hpp -- the chain of exceptions that ended in a reset, from QEMU's log.
// Source: QEMU 7.2, `-d int,cpu_reset`; its format is nobody's promise, so what does not
// match is skipped.
#pragma once

#include "tools/machine/machine.hpp"

namespace kumquat::machine {

/// The last exceptions of a log, at most `limit`, oldest first. After a triple fault the
/// last one is the exception that could not be delivered.
std::vector<Exception> parse_exceptions(const std::string& log, std::size_t limit = 8);

/// Those of a run that ended by a reset. A log of every exception would be long and slow, so the
/// run is made again (it is the same run) with the log switched on shortly before its end.
/// \param end  instructions until the reset
std::vector<Exception> exceptions_before_reset(const Run& run, uint64_t end);

}  // namespace kumquat::machine
