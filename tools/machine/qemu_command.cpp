// qemu_command.cpp -- see qemu_command.hpp.
#include "tools/machine/qemu_command.hpp"

#include "tools/machine/elf.hpp"

#include <fmt/format.h>
#include <fstream>
#include <set>
#include <stdexcept>

namespace kumquat::machine {

namespace {

constexpr const char* fast_firmware = "bios-microvm.bin";

constexpr const char* emulator = "qemu-system-i386";

/// What Debian has on the path is a script that looks for options of Xen, and starts this: a
/// program less for each boot.
std::string emulator_behind_the_script() {
    const std::string behind = std::string{"/usr/libexec/"} + emulator;
    return std::filesystem::exists(behind) ? behind : emulator;
}

bool has_fast_firmware() {
    for (const char* directory : {"/usr/share/seabios/", "/usr/share/qemu/"}) {
        if (std::filesystem::exists(std::filesystem::path{directory} / fast_firmware)) {
            return true;
        }
    }
    return false;
}

/// QEMU splits module lists at commas; a doubled comma is one.
std::string doubled_commas(const std::string& text) {
    std::string result;
    for (const char c : text) {
        result.append(c == ',' ? 2 : 1, c);
    }
    return result;
}

std::string module_list(const std::vector<std::string>& paths, const Run& run) {
    std::string list;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const std::string& arguments = run.modules[i].arguments;
        list += (i == 0 ? "" : ",") + doubled_commas(paths[i]) +
                (arguments.empty() ? "" : " " + doubled_commas(arguments));
    }
    return list;
}

void append(std::vector<std::string>& to, std::initializer_list<std::string> words) {
    to.insert(to.end(), words);
}

/// The part that all commands share: the machine and what it boots.
/// \param icount  more words of the option that sets the clock
std::vector<std::string> machine_words(const Run& run,
                                       const std::string& kernel,
                                       const std::vector<std::string>& modules,
                                       const std::string& icount = "") {
    std::vector<std::string> words{emulator};
    append(words, {"-machine", "pc,memory-backend=ram", "-accel", "tcg"});
    append(words, {"-cpu", "pentium,-apic", "-nodefaults", "-no-user-config"});
    append(words, {"-display", "none", "-vga", "none", "-net", "none"});
    append(words, {"-rtc", "base=2026-01-01,clock=vm"});
    append(words, {"-icount", "shift=0,sleep=off" + icount});
    append(words, {"-m", fmt::format("{}M", run.memory_mb)});
    if (has_fast_firmware()) {
        append(words, {"-bios", fast_firmware});
    }
    append(words, {"-kernel", kernel});
    if (!run.command_line.empty()) {
        append(words, {"-append", run.command_line});
    }
    if (!modules.empty()) {
        append(words, {"-initrd", module_list(modules, run)});
    }
    return words;
}

/// Where a run that is watched leaves what comes out of it.
void append_devices(std::vector<std::string>& to, const Run& run) {
    append(to, {"-chardev", fmt::format("file,id=console,path={}", console_file)});
    append(to, {"-serial", "chardev:console"});
    append(to, {"-chardev", fmt::format("file,id=exit,path={}", exit_file)});
    append(to, {"-device", "isa-debugcon,iobase=0xf4,chardev=exit"});
    if (run.capture_port_e9) {
        append(to, {"-chardev", fmt::format("file,id=e9,path={}", port_e9_file)});
        append(to, {"-device", "isa-debugcon,iobase=0xe9,chardev=e9"});
    }
    append(to, {"-action", "reboot=shutdown,shutdown=pause"});
}

std::string replay_words(const char* mode) {
    return fmt::format(",rr={},rrfile={}", mode, replay_file);
}

std::string unused_name(std::set<std::string>& taken,
                        const std::filesystem::path& file) {
    std::string name = file.filename();
    for (int number = 2; !taken.insert(name).second; ++number) {
        name = fmt::format("{}-{}", file.filename().string(), number);
    }
    return name;
}

}  // namespace

BootFiles copy_boot_files(const Run& run, const std::filesystem::path& directory) {
    std::set<std::string> taken{memory_file,    console_file,      exit_file,
                                port_e9_file,   log_file,          exceptions_file,
                                recording_file, trusted_code_file, replay_file,
                                own_memory_file};
    const auto copy = [&](const std::filesystem::path& file) {
        if (!std::filesystem::is_regular_file(file)) {
            throw std::runtime_error(
                fmt::format("There is no file {} to boot.", file.string()));
        }
        const std::string name = unused_name(taken, file);
        std::filesystem::copy_file(file, directory / name,
                                   std::filesystem::copy_options::overwrite_existing);
        return name;
    };
    BootFiles files{copy(run.kernel), {}};
    for (const Module& module : run.modules) {
        files.modules.push_back(copy(module.path));
    }
    std::ofstream trusted{directory / trusted_code_file, std::ios::binary};
    for (const Border::Code& code : run.border.code) {
        trusted << loaded_bytes(code.image, code.range.begin, code.range.end);
    }
    return files;
}

std::vector<std::string>
qemu_command(const Run& run, const BootFiles& files, const PluginLink& link) {
    std::string plugin = fmt::format(
        "{},entry={:#x},instructions={},nanoseconds={},report={},socket={},exit={}",
        doubled_commas(link.plugin.string()), link.entry, run.instruction_budget,
        run.virtual_budget_ns, link.report_fd, link.socket_fd, link.exit_fd);
    for (const uint32_t address : run.stop_at) {
        plugin += fmt::format(",stop={:#x}", address);
    }
    if (run.stop_at_first_user) {
        plugin += ",user=on";
    }
    if (run.record) {
        plugin += fmt::format(",record={}", recording_file);
    }
    if (run.record_to != 0) {
        plugin += fmt::format(",from={},to={}", run.record_from, run.record_to);
    }
    for (const Border::Code& code : run.border.code) {
        plugin += fmt::format(",code={:#x}:{:#x}", code.range.begin, code.range.end);
    }
    if (!run.border.code.empty()) {
        plugin += fmt::format(",bytes={}", trusted_code_file);
    }
    for (const Range& range : run.border.memory) {
        plugin += fmt::format(",own={:#x}:{:#x}", range.begin, range.end);
    }
    if (!run.border.memory.empty()) {
        plugin += fmt::format(",memory={},copy={}", memory_file, own_memory_file);
    }
    if (run.border.threads != Border::Threads::any) {
        plugin += ",registers=on";
    }
    if (run.border.threads == Border::Threads::kept_at_home) {
        plugin += ",stacks=on";
    }
    for (const uint32_t door : run.border.doors) {
        plugin += fmt::format(",door={:#x}", door);
    }
    for (const uint32_t door : run.border.thread_doors) {
        plugin += fmt::format(",thread={:#x}", door);
    }
    for (const plugin::ThreadStart& start : run.border.starts) {
        plugin += fmt::format(",start={:#x}:{:#x}", start.eip, start.esp);
    }
    if (run.on_step) {
        plugin += ",hold=on";
    }
    if (run.watch_interrupts) {
        plugin += ",off=on";
    }
    if (link.pause != UINT64_MAX) {
        plugin += fmt::format(",pause={}", link.pause);
    }

    std::vector<std::string> words = run.walls.wrapper;
    auto machine = machine_words(run, files.kernel, files.modules,
                                 link.records ? replay_words("record") : "");
    machine.front() = emulator_behind_the_script();
    words.insert(words.end(), machine.begin(), machine.end());
    append(words,
           {"-object",
            fmt::format("memory-backend-file,id=ram,size={}M,mem-path={},share=on",
                        run.memory_mb, memory_file)});
    append_devices(words, run);
    append(words, {"-chardev", fmt::format("socket,id=qmp,fd={}", link.qmp_fd)});
    append(words, {"-mon", "chardev=qmp,mode=control", "-S"});
    append(words, {"-D", exceptions_file});
    append(words, {"-plugin", plugin});
    if (run.on_step) {
        append(words, {"-singlestep"});  // an instruction is a block, to stop before it
    }
    if (run.walls.refuses_system_calls) {
        append(words, {"-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,"
                                   "resourcecontrol=deny"});
    }
    return words;
}

std::vector<std::string> replay_command(const Run& run, const BootFiles& files) {
    auto words =
        machine_words(run, files.kernel, files.modules, replay_words("replay"));
    append(words, {"-object",
                   fmt::format("memory-backend-ram,id=ram,size={}M", run.memory_mb)});
    append_devices(words, run);
    return words;
}

std::vector<std::string> command_for_a_person(const Run& run) {
    std::vector<std::string> modules;
    for (const Module& module : run.modules) {
        modules.push_back(module.path);
    }
    std::vector<std::string> words = machine_words(run, run.kernel, modules);
    append(words, {"-object",
                   fmt::format("memory-backend-ram,id=ram,size={}M", run.memory_mb)});
    append(words, {"-serial", "stdio", "-device", "isa-debug-exit,iobase=0xf4"});
    append(words, {"-action", "reboot=shutdown"});
    return words;
}

}  // namespace kumquat::machine
