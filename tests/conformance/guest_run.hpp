// guest_run.hpp -- one guest program on one kernel, and what it found.
// A guest states each claim on the console: "claim [PROMISES] SENTENCE holds" or "... broken:
// expected X, got Y". Silence is a failure: every claim of its source must have been stated.
#pragma once

#include "tests/conformance/guest_list.hpp"
#include "tools/machine/machine.hpp"

namespace kumquat::conformance {

/// What came of a run.
struct Verdict {
    std::size_t held = 0;  // claims that were stated at least once, and always hold
    std::vector<std::string> broken;  // whole sentences, one for each claim or mishap
};

/// Judge the lines of a console. \param sentences  those that have to be there
Verdict judge(const std::string& console, const std::vector<std::string>& sentences);

/// Judge a whole run of a guest: its claims, and how it ended.
Verdict judge(const Guest& guest, const machine::Outcome& outcome);

/// A boot of a kernel with the guest as its program.
machine::Run run_of(const Guest& guest,
                    const std::filesystem::path& kernel,
                    const std::filesystem::path& build);

/// Boot it as root task behind sigma0; a second copy of it is a further module.
/// \param build  the folder of everything that was built
Verdict run_guest(const Guest& guest,
                  const std::filesystem::path& kernel,
                  const std::filesystem::path& build,
                  bool in_bochs);

}  // namespace kumquat::conformance
