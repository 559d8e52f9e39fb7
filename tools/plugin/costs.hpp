// costs.hpp -- what the guest's instructions cost the emulator, beyond what a budget of them can tell.
// A device may copy gigabytes within one instruction, or lay out the machine's memory anew with each
// of a million, and take a megabyte of the host for it: the wall clock would end what a budget should.
#pragma once

#include "tools/plugin/report.hpp"

namespace kumquat::plugin {

/// Watch, in a thread of its own, as soon as the kernel runs.
/// \param on_too_much  called in that thread, while the processor goes on
void watch_costs(const Report& report, void (*on_too_much)());

}  // namespace kumquat::plugin
