// recorder.hpp -- writes what the guest executes to a file, between two marks.
// The one idea: where a measurement begins and ends, a program of the guest says (user/lib/measure.hpp;
// the kernel has no say in it), or the caller by counts of instructions; everything else is worked out afterwards, from the file.
// Invariant: at an end mark the file is complete, whatever happens to the emulator then.
#pragma once

#include "tools/plugin/interrupts_off.hpp"
#include "tools/plugin/options.hpp"
#include "tools/plugin/qemu_plugin.h"
#include "tools/plugin/report.hpp"

namespace kumquat::plugin {

/// \return false, after a message on stderr, if the file cannot be written
bool start_recorder(const Options& options, Report* report);

/// Plant the recorder's code into an instruction that is being translated.
/// Requires: start_recorder was called.
void record_instruction(qemu_plugin_insn* instruction);

}  // namespace kumquat::plugin
