// kept_machine.cpp -- see kept_machine.hpp.
#include "grading/kept_machine.hpp"

#include "tools/machine/kept_run.hpp"

namespace kumquat::grading {

namespace {

std::filesystem::path kept_in;

}  // namespace

void keep_machines_in(const std::filesystem::path& folder) { kept_in = folder; }

void keep_machine(const machine::Run& run) {
    if (!kept_in.empty()) {
        machine::keep_run(run, kept_in);
    }
}

}  // namespace kumquat::grading
