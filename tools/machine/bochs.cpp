// bochs.cpp -- run a kernel in Bochs, without a window.
// Bochs is slow but strict (it checks segments where QEMU does not): a cross-check. It has no
// exit code that says anything and no budget, so its log tells how a run ended.
// Source: Bochs 2.7, "The configuration file bochsrc"; measurements of its log messages.
#include "tools/machine/files.hpp"
#include "tools/machine/grub_image.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/qemu_command.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <thread>

namespace kumquat::machine {

namespace {

constexpr const char* image_file = "image.iso";
constexpr const char* log_name = "bochs.log";

/// The remote display needs no screen, but opens a port; see isolated().
std::string configuration(const Run& run) {
    return fmt::format(
        "display_library: rfb, options=\"timeout=0\"\n"
        "clock: sync=none, time0=1767225600\n"  // 2026-01-01
        "cpu: model=bx_generic, ips=20000000, reset_on_triple_fault=0, "
        "ignore_bad_msrs=0\n"
        "plugin_ctrl: unmapped=1, biosdev=1, extfpuirq=1, serial=1, iodebug=1\n"
        "port_e9_hack: enabled=1\n"
        "memory: guest={0}, host={0}\n"
        "romimage: file=$BXSHARE/BIOS-bochs-latest\n"
        "vgaromimage: file=$BXSHARE/VGABIOS-lgpl-latest\n"
        "com1: enabled=1, mode=file, dev={1}\n"
        "ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14\n"
        "ata0-master: type=cdrom, path={2}, status=inserted\n"
        "boot: cdrom\n"
        "log: {3}\n"
        "panic: action=fatal\n"
        "error: action=report\n"
        "info: action=report\n"
        "debug: action=ignore\n",
        run.memory_mb, console_file, image_file, log_name);
}

bool works(const std::vector<std::string>& command) {
    Process process{command, {}};
    return process.wait(std::chrono::seconds{5}) && process.status() == 0;
}

/// `command` in a network of its own, so that the display's port is nobody's door.
std::optional<std::vector<std::string>>
isolated(const std::vector<std::string>& command) {
    for (const std::vector<std::string>& prefix :
         {std::vector<std::string>{"unshare", "--net"},
          std::vector<std::string>{"unshare", "--map-root-user", "--net"}}) {
        std::vector<std::string> probe = prefix;
        probe.emplace_back("true");
        if (works(probe)) {
            std::vector<std::string> words = prefix;
            words.insert(words.end(), command.begin(), command.end());
            return words;
        }
    }
    return std::nullopt;
}

/// How the run ended, if the log says so.
std::optional<Ending> ending_in(const std::string& log) {
    if (log.find("Shutdown port: shutdown requested") != std::string::npos) {
        return Ending::exited;
    }
    if (log.find("3rd (") != std::string::npos) {
        return Ending::reset;
    }
    if (log.find("HLT instruction with IF=0") != std::string::npos) {
        return Ending::halted;
    }
    if (log.find("ACPI control: soft power off") != std::string::npos) {
        return Ending::powered_off;
    }
    return std::nullopt;
}

void watch(const Run& run, const std::filesystem::path& directory, Outcome& outcome) {
    const auto command = isolated({"bochs", "-q", "-f", "bochsrc", "-rc", "commands"});
    if (!command) {
        outcome.problem =
            "Bochs was not started: this system allows no network namespace, and "
            "without one its display would listen to everybody. Run as root, or "
            "allow unprivileged user namespaces.";
        return;
    }
    outcome.command = *command;
    Process process{
        *command,
        {.directory = directory, .kept = {}, .output = directory / port_e9_file}};
    const auto deadline = std::chrono::steady_clock::now() + run.wall_clock_limit;
    std::optional<Ending> ending;
    bool ended = false;
    while (!ending && !ended && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        ended = process.has_ended();
        ending = ending_in(content_of(directory / log_name));
    }
    if (ending == Ending::exited) {
        process.wait(std::chrono::seconds{2});  // it still writes its files
    }
    process.kill();
    outcome.ending =
        ending.value_or(ended ? Ending::emulator_failed : Ending::wall_clock);
    if (!ending) {
        const std::string log = content_of(directory / log_name);
        outcome.problem = fmt::format(
            "{} The end of its log: {}",
            ended ? "Bochs ended and its log does not say why."
                  : "Bochs did not come to an end in the time it had.",
            log.substr(log.size() - std::min<std::size_t>(log.size(), 600)));
    }
}

}  // namespace

Outcome run_bochs(const Run& run) {
    std::optional<TemporaryDirectory> temporary;
    std::filesystem::path directory = run.directory;
    if (directory.empty()) {
        directory = temporary.emplace().path();
    }
    std::filesystem::create_directories(directory);
    directory = std::filesystem::absolute(directory);
    std::filesystem::remove(directory / log_name);
    make_grub_image(run, directory, directory / image_file);
    std::ofstream{directory / "bochsrc"} << configuration(run);
    std::ofstream{directory / "commands"} << "c\n";

    Outcome outcome;
    watch(run, directory, outcome);
    outcome.console = content_of(directory / console_file);
    outcome.port_e9 = content_of(directory / port_e9_file);
    return outcome;
}

}  // namespace kumquat::machine
