// report.hpp -- one page that the plugin in the emulator and the program that watches it share.
// The one idea: the plugin counts straight into this page, so the watcher can read how far
// the guest is at any moment, also after the emulator has died.
// Invariant: only the plugin writes it. To stop, the plugin fills `stop`, sends one byte
// through a socket and waits for one byte; meanwhile the guest stands still between two
// blocks, so registers and memory agree.
#pragma once

#include <atomic>
#include <cstdint>

namespace kumquat::plugin {

enum class Stop : uint32_t {
    none,
    exit_port,            // `exit_value` was written to port 0xF4
    address,              // at one of the addresses asked for
    user_candidate,       // an iret led below the kernel: is it ring 3?
    instruction_budget,   // the next block would exceed it
    virtual_budget,       // reached
    pause,                // the pause asked for (`pause=n`)
    no_kernel,            // the firmware does not find its way to the kernel
    held,                 // before a block between the counts asked for (`hold=on`)
    breach,               // the border around trusted code was violated
    empty_candidate,      // instructions of zeros come one by one: is memory there?
    endless_translation,  // code is translated anew all the time: it changes itself
    costly_instructions   // they cost the emulator seconds, whatever the budget says
};

/// How: by code that is not trusted.
enum class Breach : uint32_t {
    none,
    store,  // the instruction at `breach_by` wrote to `breach_at`, which is not its own
    entry,  // the block at `breach_by` jumped to `breach_at`, where there is no door
    change,  // what was to be executed at `breach_at` is not the code that belongs there
    place,   // its access to `breach_at` went to memory that is not its own
    registers,  // at `breach_at` it went on with other registers than it was left with
    unseen  // `breach_at` has changed without a store: by a frame of the processor, or a device
};

/// `clock = count + skew` at any time: an instruction takes a nanosecond, and skew grows
/// by what an idle processor skipped.
struct Report {
    static constexpr uint64_t magic_value = 0x31'54'52'4F'50'45'52'4B;  // "KREPORT1"
    static constexpr uint32_t recent_size = 4096;

    uint64_t magic;
    uint64_t count;        // instructions since power-on
    uint64_t count_start;  // of them before the kernel's first
    int64_t skew_ns;
    uint64_t clock_start_ns;        // at the kernel's first instruction
    std::atomic<uint64_t> halts;    // hlt instructions executed
    std::atomic<uint32_t> in_halt;  // 1: the last instruction was hlt
    std::atomic<uint32_t> started;  // 1: the kernel's first instruction was reached
    uint32_t clock_is_estimated;    // this QEMU does not let us read its clock
    uint32_t exit_value;
    uint64_t
        recorded_from;  // number of the first recorded instruction, from the kernel's
    Stop stop;
    uint32_t stop_address;  // of the next instruction
    /// The longest time without an opportunity for interrupts, if it was looked for.
    uint64_t longest_off;          // instructions in ring 0
    uint64_t longest_off_number;   // of its first instruction, from the kernel's first
    uint32_t longest_off_address;  // of its first instruction
    uint32_t longest_off_end;      // of its last
    uint64_t translations;         // of blocks, since the kernel's first instruction
    Breach breach;
    uint32_t breach_by, breach_at;
    uint64_t recent_count;
    uint32_t
        recent[recent_size];  // beginnings of the last blocks; index i % recent_size

    uint64_t instructions() const { return started ? count - count_start : 0; }
    uint64_t virtual_ns() const {
        const uint64_t now = count + static_cast<uint64_t>(skew_ns);
        return started ? now - clock_start_ns : 0;
    }
};

}  // namespace kumquat::plugin
