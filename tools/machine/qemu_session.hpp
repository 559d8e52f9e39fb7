// qemu_session.hpp -- one QEMU with our plugin inside, from start to its last state.
// Invariant: the emulator is dead when the session is gone.
#pragma once

#include "tools/machine/process.hpp"
#include "tools/machine/qemu_command.hpp"
#include "tools/machine/qmp.hpp"
#include "tools/plugin/report.hpp"

#include <memory>
#include <optional>

namespace kumquat::machine {

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_{fd} {}
    Descriptor(Descriptor&& other) noexcept : fd_{other.release()} {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    int get() const { return fd_; }
    int release();

private:
    int fd_;
};

/// The emulator's plugin that was built beside this program.
std::filesystem::path built_plugin();

class QemuSession {
public:
    /// Start the emulator in `directory`, stopped before its first instruction.
    /// \param pause  instructions after which the log of exceptions is switched on
    /// \param records  into replay_file: finish_recording() is to be called behind watch(), which
    ///     reads no registers then
    /// \throws std::system_error if the host refuses descriptors or processes
    QemuSession(const Run& run,
                const BootFiles& files,
                const std::filesystem::path& directory,
                uint32_t entry,
                uint64_t pause,
                bool records = false);
    ~QemuSession();

    /// Let the guest run until it ends; fill in all but memory, console and exceptions.
    void watch(Outcome& outcome);

    /// Let QEMU end by itself, so that it completes what it has recorded.
    /// \return false: it did not
    bool finish_recording();

private:
    using Clock = std::chrono::steady_clock;

    std::optional<Ending> on_plugin_byte();
    std::optional<Ending> on_silence();
    std::optional<Ending> next_ending(Outcome& outcome);
    Clock::time_point patience() const;
    bool read_registers();
    const Memory& memory();
    bool has_memory_at(uint32_t address);
    void let_go();

    const Run& run_;
    std::filesystem::path directory_;
    bool records_;
    plugin::Report* report_ = nullptr;
    Descriptor socket_;  // to the plugin
    std::unique_ptr<Qmp> qmp_;
    std::unique_ptr<Process> process_;
    Clock::time_point deadline_;
    Registers registers_;
    std::optional<Memory> memory_;            // for Run::on_step and has_memory_at
    uint64_t seen_halts_ = 0;                 // of the last silence
    uint64_t halts_with_interrupts_off_ = 0;  // halts at the last such sight; 0: none
    int looks_at_halt_ = 0;
};

}  // namespace kumquat::machine
