// interrupts_off.hpp -- the longest time for which the kernel lets no interrupt in.
// A plugin cannot read EFLAGS, so we follow what changes it: every entry clears IF (all gates
// are interrupt gates), sti sets it, cli clears it, and iret to ring 0 sets it if it leads to
// a place where it was set before. An iret to a user instruction that cannot even be fetched
// shows as the kernel's next entry; entries are known from where they were seen before.
// Invariant: places are only ever added, so a second visit knows them.
#pragma once

#include "tools/plugin/recording.hpp"
#include "tools/plugin/report.hpp"

#include <cstdint>
#include <unordered_set>

namespace kumquat::plugin {

class InterruptsOff {
public:
    explicit InterruptsOff(Report* report) : report_{report} {}

    /// Called for each instruction, before it is executed. Boot is left out: it begins with
    /// the first iret.
    void step(const Entry& instruction);

private:
    bool is_surprise(const Entry& instruction) const;
    void begin(const Entry& instruction);
    void end();

    Report* report_;
    std::unordered_set<uint32_t> open_places_;  // where IF was seen to be 1 in ring 0
    std::unordered_set<uint32_t> entries_;      // where ring 0 was entered from ring 3
    Entry last_{0, Kind::plain, 0, 0, 0};
    bool has_begun_ = false, is_off_ = false, was_user_ = false;
    uint64_t count_ = 0, first_number_ = 0;
    uint32_t first_address_ = 0;
};

}  // namespace kumquat::plugin
