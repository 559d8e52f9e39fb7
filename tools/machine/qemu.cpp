// qemu.cpp -- run a kernel in QEMU: directory, session, and what is read from files after.
#include "tools/machine/elf.hpp"
#include "tools/machine/exceptions.hpp"
#include "tools/machine/files.hpp"
#include "tools/machine/qemu_session.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <cstring>

namespace kumquat::machine {

namespace {

/// How far before a reset the log of exceptions is switched on, in instructions.
constexpr uint64_t logged_instructions = 2000;

/// What the emulator wrote. Whoever broke out of it may have left a link or a pipe instead.
std::string contents(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(file))) {
        return {};
    }
    return content_of(file);
}

std::vector<plugin::Entry> recorded(const std::filesystem::path& file) {
    const std::string bytes = contents(file);
    std::vector<plugin::Entry> entries(bytes.size() / sizeof(plugin::Entry));
    std::memcpy(entries.data(), bytes.data(), entries.size() * sizeof(plugin::Entry));
    return entries;
}

}  // namespace

std::vector<Exception> exceptions_before_reset(const Run& run, uint64_t end) {
    const TemporaryDirectory directory;
    const BootFiles files = copy_boot_files(run, directory.path());
    const uint64_t pause = end > logged_instructions ? end - logged_instructions : 0;
    Outcome again;
    QemuSession{run, files, directory.path(), entry_of(run.kernel), pause}.watch(again);
    return parse_exceptions(contents(directory.path() / exceptions_file));
}

Outcome run(const Run& run) {
    const uint32_t entry = entry_of(run.kernel);
    std::optional<TemporaryDirectory> temporary;
    std::filesystem::path directory = run.directory;
    if (directory.empty()) {
        directory = temporary.emplace().path();
    } else {
        std::filesystem::create_directories(directory);
    }
    directory = std::filesystem::absolute(directory);
    std::filesystem::remove(directory /
                            memory_file);  // old contents must not shine through
    const BootFiles files = copy_boot_files(run, directory);

    Outcome outcome;
    outcome.command = command_for_a_person(run);
    QemuSession{run, files, directory, entry, UINT64_MAX}.watch(outcome);
    outcome.console = contents(directory / console_file);
    outcome.port_e9 = contents(directory / port_e9_file);
    if (run.record) {
        outcome.recording = recorded(directory / recording_file);
    }
    if (std::filesystem::exists(directory / memory_file)) {
        outcome.memory = Memory{directory / memory_file};
    }
    if (outcome.ending == Ending::reset) {
        outcome.exceptions = exceptions_before_reset(run, outcome.instructions);
    }
    return outcome;
}

Outcome instructions_until(Run run, uint32_t address) {
    if (address == 0) {
        run.stop_at_first_user = true;
    } else {
        run.stop_at.push_back(address);
    }
    return machine::run(run);
}

}  // namespace kumquat::machine
