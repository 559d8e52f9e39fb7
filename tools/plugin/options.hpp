// options.hpp -- the plugin's arguments, as QEMU passes them: `name=value` words.
#pragma once

#include "tools/plugin/range.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::plugin {

/// Where a thread begins, and on which stack.
struct ThreadStart {
    uint32_t eip, esp;
    friend bool operator==(const ThreadStart&, const ThreadStart&) = default;
};

struct Options {
    uint32_t entry = 0;                        // entry=0x1000000: the first instruction
    uint64_t instruction_budget = UINT64_MAX;  // instructions=n
    uint64_t virtual_budget_ns = UINT64_MAX;   // nanoseconds=n
    std::vector<uint32_t> stop_at;             // stop=0x1234, any number of times
    std::optional<uint64_t> pause;       // pause=n: stop once after n instructions
    bool find_first_user = false;        // user=on
    bool may_read_clock = true;          // clock=estimate makes it false
    int report_fd = -1, socket_fd = -1;  // report=3 socket=4
    int exit_fd = -1;                    // exit=5: the bytes written to port 0xF4
    std::string record;                  // record=FILE: what is executed, between marks
    uint64_t record_from = 0, record_to = 0;  // from=n,to=n: or between these counts
    bool hold_each = false;  // hold=on: stop before each block between these counts
    bool watch_interrupts = false;  // off=on: find the longest time without
    bool keeps_registers = false;   // registers=on: see machine::Border::Threads
    bool keeps_stacks = false;      // stacks=on
    // The border around trusted code, each word any number of times:
    std::vector<Range> code;             // code=0x1000:0x2000, virtual
    std::vector<Range> own_memory;       // own=0x1000:0x2000, physical
    std::vector<uint32_t> doors;         // door=0x1234
    std::vector<uint32_t> thread_doors;  // thread=0x1234: see machine::Border
    std::vector<ThreadStart> starts;     // start=0x1234:0x5678
    std::string code_file;    // bytes=FILE: what stands in `code`, one behind the other
    std::string memory_file;  // memory=FILE: the guest's
    std::string copy_file;    // copy=FILE: to be written, see own_memory.hpp

    bool wants_recorder() const { return watch_interrupts || !record.empty(); }
};

/// \return nothing, after a message on stderr, if a word is unknown or malformed
std::optional<Options> parse_options(int count, char** words);

}  // namespace kumquat::plugin
