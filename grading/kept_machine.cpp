// kept_machine.cpp -- the same files and the same words, so that it is the same run.
#include "grading/kept_machine.hpp"

#include "tools/machine/qemu_command.hpp"

#include <fstream>

namespace kumquat::grading {

namespace {

std::filesystem::path kept_in;

}  // namespace

void keep_machines_in(const std::filesystem::path& folder) { kept_in = folder; }

void keep_machine(const machine::Run& run) {
    if (kept_in.empty()) {
        return;
    }
    std::filesystem::remove_all(kept_in);
    std::filesystem::create_directories(kept_in);
    const machine::BootFiles files = machine::copy_boot_files(run, kept_in);
    machine::Run there = run;
    there.kernel = files.kernel;
    for (size_t i = 0; i < there.modules.size(); ++i) {
        there.modules[i].path = files.modules[i];
    }
    std::ofstream out{kept_in / "command"};
    for (const std::string& word : machine::command_for_a_person(there)) {
        out << word << '\n';
    }
}

}  // namespace kumquat::grading
