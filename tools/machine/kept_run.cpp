// kept_run.cpp -- the same files and the same words, so that it is the same run.
#include "tools/machine/kept_run.hpp"

#include "tools/machine/elf.hpp"
#include "tools/machine/exceptions.hpp"
#include "tools/machine/qemu_session.hpp"

#include <fstream>
#include <stdexcept>

namespace kumquat::machine {

namespace {

void write_words(const std::filesystem::path& file,
                 const std::vector<std::string>& words) {
    std::ofstream out{file};
    for (const std::string& word : words) {
        out << word << '\n';
    }
}

void record(const Run& run,
            const BootFiles& files,
            const std::filesystem::path& folder) {
    Run patient = run;  // nobody tries again, if the host is busy
    patient.wall_clock_limit *= 10;
    QemuSession session{patient, files, folder, entry_of(run.kernel), UINT64_MAX, true};
    Outcome outcome;
    session.watch(outcome);
    if (is_infrastructure_error(outcome.ending)) {
        throw std::runtime_error(outcome.problem);
    }
    if (!session.finish_recording()) {
        throw std::runtime_error("QEMU did not complete its recording of the run.");
    }
    if (outcome.ending == Ending::reset) {
        outcome.exceptions = exceptions_before_reset(run, outcome.instructions);
    }
    write_words(folder / ending_file, {outcome.sentence()});
}

}  // namespace

void keep_run(const Run& run, const std::filesystem::path& folder) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto there = std::filesystem::absolute(folder);
    const BootFiles files = copy_boot_files(run, there);
    Run named = run;
    named.kernel = files.kernel;
    for (size_t i = 0; i < named.modules.size(); ++i) {
        named.modules[i].path = files.modules[i];
    }
    write_words(there / person_command_file, command_for_a_person(named));
    write_words(there / replay_command_file, replay_command(run, files));
    record(run, files, there);
    std::filesystem::remove(there / memory_file);
}

}  // namespace kumquat::machine
