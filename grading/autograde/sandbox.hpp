// sandbox.hpp -- walls around every program that reads what students wrote: compiler, linker, make,
// addr2line, the emulator. The grader itself stays outside and starts them inside.
// Two tiers. `namespaces`: bubblewrap shows a program nothing but /usr, what it needs and its working
// folder, without network and without other processes. `user`: it runs as a user of its own whom
// the file system keeps out; for containers that refuse namespaces. Both have limits (prlimit), and the
// emulator refuses system calls beyond its own needs.
// Invariant: no program is started without the walls of the tier that is reported.
// Source: bwrap(1), setpriv(1), prlimit(1); QEMU, "Invocation", -sandbox.
#pragma once

#include "tools/machine/machine.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::autograde {

enum class Tier { namespaces, user, none };
inline constexpr Tier all_tiers[] = {Tier::namespaces, Tier::user, Tier::none};

/// "namespaces", "user", "none".
const char* name_of(Tier tier);

/// What a program may use up.
struct Limits {
    std::chrono::seconds processor{20};
    uint64_t memory_bytes = 2ull << 30;
    uint64_t file_bytes = 64ull << 20;  // of each file
    unsigned processes = 64;
};

class Sandbox {
public:
    /// \param user  who programs run as inside; only root can choose
    Sandbox(Tier tier, unsigned user) : tier_{tier}, user_{user} {}

    Tier tier() const { return tier_; }

    /// Words to put before a command. It runs in the current folder, and writes only there.
    /// \param readable  further files and folders that it needs, absolute
    /// \param name      what the folder is called inside, if names are the sandbox's to give
    std::vector<std::string> wrapper(const Limits& limits,
                                     const std::vector<std::filesystem::path>& readable,
                                     const std::filesystem::path& name = "/run") const;

    /// The same for the emulator.
    machine::Confinement around_emulator(const std::filesystem::path& plugin) const;

    /// Make a folder, with all that is in it, the property of the user inside.
    void give(const std::filesystem::path& folder) const;

    /// Kill whatever the user inside has left running.
    void clear() const;

private:
    std::optional<unsigned> inside() const;

    Tier tier_;
    unsigned user_;
};

/// The strongest tier that works on this machine.
/// \param secrets  what no student's program may read; a tier that lets it is none
/// \return nothing, with the reasons in `why_not`, if none works
std::optional<Tier> strongest_tier(unsigned user,
                                   const std::vector<std::filesystem::path>& secrets,
                                   std::string& why_not);

/// Whether one tier works. \return the reason why not; empty if it does
std::string why_unusable(const Sandbox& sandbox,
                         const std::vector<std::filesystem::path>& secrets);

}  // namespace kumquat::autograde
