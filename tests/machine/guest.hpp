// guest.hpp -- a run of one of the tiny guests that lie beside the test program.
#pragma once

#include "tools/machine/machine.hpp"

namespace kumquat::machine {

inline std::filesystem::path guest(const std::string& name) {
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    return here / "guests" / (name + ".elf");
}

/// With budgets that let a test fail soon.
inline Run guest_run(const std::string& name) {
    Run run;
    run.kernel = guest(name);
    run.memory_mb = 20;
    run.instruction_budget = 1'000'000;
    run.virtual_budget_ns = 100'000'000;
    return run;
}

}  // namespace kumquat::machine
