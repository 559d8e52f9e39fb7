// machine.hpp -- run a kernel once on an emulated PC and look at what it left behind.
// The one idea: a run is a value (what to boot, how long it may take) and so is its outcome
// (how it ended, registers, memory, console). Time is virtual, so equal runs have equal
// outcomes, whatever the host's load.
// Invariant: when run() returns, no process and no temporary file of it is left, except what
// lies in Run::directory; the memory stays readable as long as the Outcome lives.
// Source: QEMU, "TCG Plugins"; "QEMU Machine Protocol"; "invocation: -icount".
#pragma once

#include "tools/machine/memory.hpp"
#include "tools/machine/registers.hpp"
#include "tools/plugin/options.hpp"
#include "tools/plugin/recording.hpp"
#include "tools/plugin/report.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::machine {

/// A multiboot module: a file, and what stands behind its name in the module's command line.
struct Module {
    std::filesystem::path path;
    std::string arguments;  // words after the path; may be empty
};

/// Addresses from `begin` up to `end`.
using Range = plugin::Range;

/// Trusted code inside the guest, which nobody else may enter but at its doors, and whose memory
/// nobody else may write. Without code there is no border.
struct Border {
    /// What is asked of threads that run in its code.
    enum class Threads {
        any,
        kept,  // in a space that shows its memory one to one; they go on with the registers that they had
        kept_at_home  // and their stacks are in its memory
    };
    /// The ELF file that it was linked into: whatever else is executed there is not trusted.
    struct Code {
        Range range;  // virtual
        std::filesystem::path image;
    };
    std::vector<Code> code;
    std::vector<Range> memory;    // physical
    std::vector<uint32_t> doors;  // first instructions
    /// Where threads begin: entered once for each time that trusted code has asked a system call for it, in
    /// EDX, and with the ESP that it has told in ECX; or once as in `starts`.
    std::vector<uint32_t> thread_doors{};
    std::vector<plugin::ThreadStart> starts{};
    Threads threads = Threads::any;
};

/// Walls around the emulator, for a kernel that nobody trusts.
struct Confinement {
    std::vector<std::string>
        wrapper;                   // words before its command; must keep descriptors
    std::optional<unsigned> user;  // who it runs as: the run's directory is given to it
    bool refuses_system_calls = false;  // QEMU's own -sandbox
};

/// What to boot and how long it may take.
struct Run {
    std::filesystem::path kernel;  // ELF file with a multiboot header
    std::string command_line;      // words after the kernel's name
    std::vector<Module> modules;
    unsigned memory_mb = 32;

    /// Both budgets count from the kernel's first instruction.
    uint64_t instruction_budget = 50'000'000;
    uint64_t virtual_budget_ns = 2'000'000'000;
    /// Of the host. If it strikes, the result says nothing about the guest.
    std::chrono::milliseconds wall_clock_limit{60'000};

    /// Where memory, console and logs of the run are kept. Empty: a temporary directory
    /// that is removed before run() returns.
    std::filesystem::path directory;
    bool capture_port_e9 = false;     // Outcome::port_e9
    bool stop_at_first_user = false;  // end before the first instruction in ring 3
    std::vector<uint32_t> stop_at;  // end before the first instruction at one of these

    /// Record what is executed between the guest's marks (user/lib/measure.hpp), or, if
    /// record_to is not 0, from one count of instructions to another: Outcome::recording.
    bool record = false;
    uint64_t record_from = 0, record_to = 0;
    /// Called before each instruction from record_from to record_to, while the machine stands
    /// still: hundreds of times slower. The same instructions are executed as without.
    std::function<void(const Registers&, const Memory&)> on_step;
    bool watch_interrupts = false;  // Outcome::longest_off
    Border border;                  // Ending::breach

    Confinement walls;
    std::filesystem::path plugin;  // empty: the one that was built beside this program
};

enum class Ending {
    exited,              // the guest wrote Outcome::exit_value to port 0xF4
    stop_address,        // it came to an address in Run::stop_at
    first_user,          // Run::stop_at_first_user
    instruction_budget,  // used up
    virtual_budget,      // used up
    reset,               // triple fault or keyboard-controller reset; see exceptions
    powered_off,
    breach,         // of Run::border; see Outcome::breach
    no_memory,      // it was to execute where no memory is: at registers.eip
    changing_code,  // it changed its own code all the time
    costly_instructions,  // devices kept the emulator busy for seconds, almost without instructions
    halted,               // hlt with interrupts off: nothing can ever happen again
    wall_clock,      // infrastructure error: the host was too slow
    emulator_failed  // infrastructure error: Outcome::problem says why
};

/// Name of the enumerator: "instruction_budget".
const char* name_of(Ending ending);
/// True if the emulator or the host is to blame, not the guest.
bool is_infrastructure_error(Ending ending);

/// One exception or interrupt that the processor delivered.
struct Exception {
    uint32_t vector = 0;
    uint32_t error = 0;
    uint32_t ring = 0;  // before it
    uint32_t eip = 0;
    uint32_t cr2 = 0;  // page fault: the address
};

/// Somebody wrote what is not theirs, came in where there is no door, or put other code in the
/// place of what is trusted.
struct Breach {
    plugin::Breach how = plugin::Breach::none;
    /// The instruction that wrote, the block that came in, or the last one before a change was seen.
    uint32_t by = 0;
    uint32_t at = 0;  // where
};

/// A stretch of instructions in ring 0 in which no interrupt could come.
struct InterruptsOff {
    uint64_t instructions = 0;
    uint64_t begins_at = 0;        // count of instructions, from the kernel's first one
    uint32_t first = 0, last = 0;  // addresses
};

struct Outcome {
    Ending ending = Ending::emulator_failed;
    uint32_t exit_value = 0;    // if exited
    std::string problem;        // if an infrastructure error: a whole sentence
    uint64_t instructions = 0;  // executed, from the kernel's first one
    uint64_t virtual_ns = 0;    // elapsed since then
    std::string console;        // bytes from COM1
    std::string port_e9;        // bytes from port 0xE9, if captured
    std::vector<plugin::Entry> recording;  // if recorded
    uint64_t recorded_from = 0;            // number of its first instruction
    InterruptsOff longest_off;             // if watched
    Breach breach;                         // if that was the end
    Registers registers;                   // at the end
    Memory memory;                         // guest physical memory at the end
    /// If it reset: the last exceptions, oldest first; a triple fault ends with them.
    std::vector<Exception> exceptions;
    /// Beginnings of the last distinct basic blocks, newest first: where it was spinning.
    std::vector<uint32_t> last_blocks;
    std::vector<std::string> command;  // of the emulator, for a person to run again

    /// One sentence that says how it ended, for a report.
    std::string sentence() const;
};

/// Run in QEMU under virtual time. Never throws for what the guest does.
/// \throws std::runtime_error if the kernel is no 32-bit ELF file or a file is missing
Outcome run(const Run& run);

/// Instructions from the kernel's first one to `address`, or to the first one in ring 3
/// if address is 0.
/// \return the outcome; its ending is stop_address or first_user if it got there
Outcome instructions_until(Run run, uint32_t address = 0);

/// Run in Bochs, from a GRUB image made of the same kernel and modules. Registers, memory
/// and instruction counts stay empty; budgets become a wall-clock limit.
/// \throws std::runtime_error if a file is missing or no image can be made
Outcome run_bochs(const Run& run);

}  // namespace kumquat::machine
