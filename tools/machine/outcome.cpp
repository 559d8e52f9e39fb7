// outcome.cpp -- endings by name and in a sentence.
#include "tools/machine/machine.hpp"

#include <fmt/format.h>
#include <iterator>

namespace kumquat::machine {

namespace {

constexpr const char* ending_names[] = {
    "exited",         "stop_address",   "first_user",          "instruction_budget",
    "virtual_budget", "reset",          "powered_off",         "breach",
    "no_memory",      "changing_code",  "costly_instructions", "halted",
    "wall_clock",     "emulator_failed"};
static_assert(std::size(ending_names) ==
              static_cast<std::size_t>(Ending::emulator_failed) + 1);

/// 12345678 as "12,345,678".
std::string grouped(uint64_t number) {
    return number < 1000
               ? std::to_string(number)
               : fmt::format("{},{:03}", grouped(number / 1000), number % 1000);
}

constexpr const char* exception_names[] = {
    "#DE", "#DB", "NMI", "#BP", "#OF", "#BR", "#UD", "#NM", "#DF", "#09",
    "#TS", "#NP", "#SS", "#GP", "#PF", "#15", "#MF", "#AC", "#MC"};

std::string chain_text(const std::vector<Exception>& exceptions) {
    std::string text;
    for (const Exception& exception : exceptions) {
        const std::string name = exception.vector < std::size(exception_names)
                                     ? exception_names[exception.vector]
                                     : fmt::format("#{}", exception.vector);
        text += fmt::format("{}{} at 0x{:08X}", text.empty() ? "" : " → ", name,
                            exception.eip);
    }
    return text;
}

}  // namespace

const char* name_of(Ending ending) {
    return ending_names[static_cast<std::size_t>(ending)];
}

bool is_infrastructure_error(Ending ending) {
    return ending == Ending::wall_clock || ending == Ending::emulator_failed;
}

std::string Outcome::sentence() const {
    const std::string when =  // Bochs does not count
        instructions == 0 ? "at an unknown time"
                          : fmt::format("after {} instructions (t {} ns)",
                                        grouped(instructions), grouped(virtual_ns));
    switch (ending) {
    case Ending::exited:
        return fmt::format("The guest ended with exit value {} {}.", exit_value, when);
    case Ending::stop_address:
        return fmt::format("The guest came to 0x{:08X} {}.", registers.eip, when);
    case Ending::first_user:
        return fmt::format("The first instruction in user mode, at 0x{:08X}, came {}.",
                           registers.eip, when);
    case Ending::instruction_budget:
        return fmt::format("The instructions were used up: stopped {} at 0x{:08X}.",
                           when, registers.eip);
    case Ending::virtual_budget:
        return fmt::format("The virtual time was used up: stopped {} at 0x{:08X}.",
                           when, registers.eip);
    case Ending::reset:
        return exceptions.empty()
                   ? fmt::format("The machine was reset {}.", when)
                   : fmt::format(
                         "The machine reset itself (triple fault) {}: {} → reset.",
                         when, chain_text(exceptions));
    case Ending::powered_off:
        return fmt::format("The guest switched the power off {}.", when);
    case Ending::breach:
        if (breach.how == plugin::Breach::change) {
            return fmt::format("Behind the block at 0x{:08X} came other code than was "
                               "linked to 0x{:08X}, {}.",
                               breach.by, breach.at, when);
        }
        if (breach.how == plugin::Breach::registers) {
            return fmt::format("Behind the block at 0x{:08X} a thread went on at "
                               "0x{:08X} with other registers than it had, {}.",
                               breach.by, breach.at, when);
        }
        if (breach.how == plugin::Breach::place) {
            return fmt::format("An access of the block at 0x{:08X} to 0x{:08X} went to "
                               "memory that is not its own, {}.",
                               breach.by, breach.at, when);
        }
        if (breach.how == plugin::Breach::unseen) {
            return fmt::format("Without a store 0x{:08X} has changed, which belongs to "
                               "others, {}; the last block was at 0x{:08X}.",
                               breach.at, when, breach.by);
        }
        return fmt::format(
            "Code at 0x{:08X} {} 0x{:08X}, which is not its own, {}.", breach.by,
            breach.how == plugin::Breach::store ? "wrote to" : "jumped to", breach.at,
            when);
    case Ending::no_memory:
        return fmt::format("The guest came to 0x{:08X}, where no memory is, {}.",
                           registers.eip, when);
    case Ending::changing_code:
        return fmt::format("The guest changed its own code again and again: stopped {} "
                           "at 0x{:08X}.",
                           when, registers.eip);
    case Ending::costly_instructions:
        return fmt::format("The guest kept devices busy without end: stopped {}.",
                           when);
    case Ending::halted:
        return fmt::format("The processor stopped for ever {}: it waits in hlt before "
                           "0x{:08X}, and no interrupt can wake it.",
                           when, registers.eip);
    case Ending::wall_clock:
    case Ending::emulator_failed:
        return problem;
    }
    return {};
}

}  // namespace kumquat::machine
