// diagnosis.cpp -- from the way a run ended to what a student should think of.
#include "grading/diagnosis.hpp"

#include "kernel/debug/end_of_run.hpp"
#include "labs/common/evidence.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace kumquat::grading {

namespace {

using machine::Ending;
using machine::Outcome;
using machine::Symbols;

/// The first line of `console` that holds `part`; empty if none does.
std::string line_with(const std::string& console, const std::string& part) {
    const size_t found = console.find(part);
    if (found == std::string::npos) {
        return "";
    }
    const size_t before = console.rfind('\n', found);
    const size_t begin = before == std::string::npos ? 0 : before + 1;
    const size_t end = console.find_first_of("\r\n", found);
    return console.substr(begin, end - begin);
}

/// The cause of a panic and the line below it, from the box that the kernel prints.
std::string last_words(const std::string& console) {
    constexpr std::string_view title = "Kumquat stopped: ", edge = "│ ";
    const size_t found = console.find(title);
    if (found == std::string::npos) {
        return "it did not say why.";
    }
    const size_t begin = found + title.size();
    const size_t end = console.find_first_of("\r\n", begin);
    const size_t bar = console.find(edge, begin);
    std::string words = console.substr(begin, end - begin);
    if (bar != std::string::npos) {
        words += ". " + line_with(console.substr(bar + edge.size()), "");
    }
    return words;
}

/// All of the kernel is in one namespace, which nobody needs to read.
std::string without_namespace(std::string text) {
    for (const std::string_view name : {"kumquat::", "(anonymous namespace)::"}) {
        for (size_t at = 0; (at = text.find(name, at)) != std::string::npos;) {
            text.erase(at, name.size());
        }
    }
    return text;
}

/// A place in the kernel.
std::string place_text(const Symbols& symbols, uint32_t address) {
    return without_namespace(symbols.describe(address).text());
}

std::string exception_text(const machine::Exception& exception,
                           const Symbols& symbols) {
    static constexpr const char* names[] = {"#DE", "#DB", "NMI", "#BP", "#OF",
                                            "#BR", "#UD", "#NM", "#DF", "(9)",
                                            "#TS", "#NP", "#SS", "#GP", "#PF"};
    std::string text = exception.vector < std::size(names)
                           ? names[exception.vector]
                           : fmt::format("vector 0x{:02X}", exception.vector);
    if (exception.vector >= 10 && exception.vector <= 14) {
        text += fmt::format("(0x{:04X})", exception.error);
    }
    text += " at " + place_text(symbols, exception.eip);
    if (exception.vector == 14) {
        text += fmt::format(" on address 0x{:08X}", exception.cr2);
    }
    return text;
}

Diagnosis of_reset(const Outcome& outcome, const Symbols& symbols) {
    Diagnosis result{
        "reset",
        "The machine reset itself (triple fault): an exception came, and the "
        "processor could not start its handler.",
        "The first exception of the chain is the one to explain. If the kernel has "
        "its tables, look at gate, segment and stack of that handler, too; before "
        "lab 1 it has none, and every exception ends like this.",
        "", ""};
    const size_t shown = std::min<size_t>(outcome.exceptions.size(), 3);
    for (size_t i = outcome.exceptions.size() - shown; i < outcome.exceptions.size();
         ++i) {
        result.chain += exception_text(outcome.exceptions[i], symbols) + " → ";
    }
    result.chain += "reset";
    if (shown == 0) {
        result.chain.clear();
        result.so = "The kernel asked for the reset, or jumped into the firmware.";
    }
    return result;
}

/// While nothing runs time jumps from tick to tick, and hardly an instruction is executed.
bool was_idle(const Outcome& outcome) {
    return outcome.ending == Ending::virtual_budget &&
           outcome.instructions < outcome.virtual_ns / 2;
}

Diagnosis of_budget(const Outcome& outcome, const Symbols& symbols, const char* what) {
    if (was_idle(outcome)) {
        return {
            "idle",
            "The test did not come to its end: for most of its time there was no "
            "thread that could run.",
            "Somebody waits for a partner, a wake-up or a timeout that never comes.",
            "", ""};
    }
    Diagnosis result{"budget", fmt::format("The test used up its budget of {}.", what),
                     "A loop does not end, or waits for something that never comes.",
                     "", ""};
    std::map<std::string, unsigned> functions;
    for (const machine::Place& place : symbols.describe(outcome.last_blocks)) {
        if (!place.function.empty()) {
            ++functions[place.function];
        }
    }
    if (!functions.empty()) {
        const auto most = std::max_element(
            functions.begin(), functions.end(),
            [](const auto& a, const auto& b) { return a.second < b.second; });
        result.kind = "spinning";
        result.saw +=
            fmt::format(" It was going round in {}.", without_namespace(most->first));
    }
    result.where = place_text(symbols, outcome.registers.eip);
    return result;
}

Diagnosis of_no_memory(const Outcome& outcome, const Symbols& symbols) {
    return {"no_memory",
            fmt::format("The processor was sent to 0x{:08X}, where no memory is.",
                        outcome.registers.eip),
            "A jump, a call or a return took a wrong address (a pointer that was never "
            "set, a stack that was overwritten), or paging was changed under the code "
            "that runs.",
            "",
            outcome.last_blocks.empty() ? ""
                                        : place_text(symbols, outcome.last_blocks[0])};
}

const char* done_to(plugin::Breach how) {
    switch (how) {
    case plugin::Breach::store:
        return "wrote to";
    case plugin::Breach::entry:
        return "jumped to";
    case plugin::Breach::unseen:
        return "changed, without a store of its own,";
    case plugin::Breach::change:
    case plugin::Breach::place:
    case plugin::Breach::registers:
    case plugin::Breach::none:
        break;
    }
    return "put other code at";
}

Diagnosis of_breach(const machine::Breach& breach, const Symbols& symbols) {
    if (breach.how == plugin::Breach::registers) {
        return {
            "registers",
            fmt::format("The test program went on at 0x{:08X} with other registers "
                        "than it had, or with another ESP.",
                        breach.at),
            "An interrupt or a fault changes nothing that its thread can see, and a "
            "system call leaves ESP as it was.",
            "", place_text(symbols, breach.by)};
    }
    if (breach.how == plugin::Breach::place) {
        return {
            "place",
            fmt::format("At 0x{:08X} the test program did not find its own memory.",
                        breach.at),
            "The page there is not the one that the program was given, or its stack "
            "pointer went wrong.",
            "", place_text(symbols, breach.by)};
    }
    return {
        "forged",
        fmt::format("The kernel {} 0x{:08X}, which belongs to the test alone.",
                    done_to(breach.how), breach.at),
        "A test believes only what it has seen itself. If this is not on purpose, a "
        "pointer or a return address went wrong.",
        "", place_text(symbols, breach.by)};
}

Diagnosis of_exit(const Outcome& outcome) {
    if (outcome.exit_value == exit_unknown_test) {
        return {"unknown_test",
                "The run ended with the exit value for a test that the kernel does not "
                "have.",
                "A kernel can write that value, too. If it was the test itself, the "
                "lab's claims and its guest tests do not belong together.",
                "", ""};
    }
    if (outcome.exit_value == run_reached_hole) {
        const std::string line = line_with(outcome.console, "is still empty");
        return {"hole", line.empty() ? "A hole that is still empty was reached." : line,
                "Write the code that belongs there; its handout section says what it "
                "must do.",
                "", ""};
    }
    if (outcome.exit_value == run_panicked) {
        return {"panic", "The kernel stopped itself: " + last_words(outcome.console),
                "The kernel checks what it relies on, and stops before it does harm. "
                "Who called whom stands on the console: add VERBOSE=1.",
                "", ""};
    }
    return {"wrong_exit",
            fmt::format("The run ended early, with exit value 0x{:02X}.",
                        outcome.exit_value),
            "Something wrote to the exit port before the test was over.", "", ""};
}

}  // namespace

Diagnosis diagnose(const Outcome& outcome, const Symbols& symbols) {
    switch (outcome.ending) {
    case Ending::exited:
        return of_exit(outcome);
    case Ending::reset:
        return of_reset(outcome, symbols);
    case Ending::instruction_budget:
        return of_budget(outcome, symbols, "instructions");
    case Ending::virtual_budget:
        return of_budget(outcome, symbols, "virtual time");
    case Ending::no_memory:
        return of_no_memory(outcome, symbols);
    case Ending::changing_code:
        return {
            "changing_code", "The kernel changed its own code, again and again.",
            "Something writes where instructions lie, over and over. If this is not "
            "on purpose, a pointer went wrong.",
            "", place_text(symbols, outcome.registers.eip)};
    case Ending::costly_instructions:
        return {"costly_instructions", "The kernel kept devices busy without end.",
                "It asks one for more than there is, or lays out the machine's memory "
                "anew, over and over. If this is not on purpose, it writes to a wrong "
                "port.",
                "", ""};
    case Ending::halted:
        return {
            "halted", "The processor halted, and nothing can wake it.",
            "The kernel gave up, or waits for an interrupt that it does not let in.",
            "", place_text(symbols, outcome.registers.eip)};
    case Ending::powered_off:
        return {"powered_off", "The machine was switched off before the test was over.",
                "Something wrote to a port of the power management.", "", ""};
    case Ending::breach:
        return of_breach(outcome.breach, symbols);
    case Ending::stop_address:
    case Ending::first_user:
    case Ending::wall_clock:
    case Ending::emulator_failed:
        break;
    }
    throw CannotGrade(outcome.sentence());
}

}  // namespace kumquat::grading
