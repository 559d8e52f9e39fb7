// listing.cpp -- see listing.hpp.
#include "tools/bench/listing.hpp"

#include "tools/machine/process.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

namespace kumquat::bench {

namespace {

std::string accesses_of(const Step& step) {
    std::string text;
    for (const plugin::Entry& access : step.accesses) {
        text += fmt::format(" {}{:08X}", access.kind == plugin::Kind::store ? '>' : '<',
                            access.address);
    }
    return text;
}

}  // namespace

/// Its lines are "  f1001000:\tpush   %eax".
Texts disassembled(const std::filesystem::path& elf) {
    Texts texts;
    for (const char* program :
         {"objdump", "i686-elf-objdump", "i686-linux-gnu-objdump"}) {
        const machine::TemporaryDirectory directory;
        const auto output = directory.path() / "text";
        machine::Process process{{program, "-d", "--no-show-raw-insn", elf.string()},
                                 {.directory = {}, .kept = {}, .output = output}};
        if (!process.wait(std::chrono::seconds{60}) || process.status() != 0) {
            continue;
        }
        std::ifstream stream{output};
        for (std::string line; std::getline(stream, line);) {
            const std::size_t colon = line.find(":\t");
            // Of "je f1002920 <reply_and_wait>" the name says nothing new.
            line.resize(std::min(line.find(" <"), line.size()));
            if (colon != std::string::npos) {
                const uint32_t address = static_cast<uint32_t>(
                    std::strtoul(line.substr(0, colon).c_str(), nullptr, 16));
                texts.emplace(address, line.substr(colon + 2));
            }
        }
        break;
    }
    return texts;
}

std::string short_name(const machine::Place& place) {
    std::string name = place.function;
    const std::string anonymous = "(anonymous namespace)::";
    const std::size_t at = name.find(anonymous);
    name.erase(0, at == std::string::npos ? 0 : at + anonymous.size());
    name = name.substr(0, name.find('('));
    const std::size_t colons = name.rfind("::");
    return colons == std::string::npos ? name : name.substr(colons + 2);
}

std::vector<machine::Place> places_of(Path path, const machine::Symbols& symbols) {
    std::vector<uint32_t> addresses;
    for (const Step& step : path) {
        addresses.push_back(step.address());
    }
    return symbols.describe(addresses);
}

std::string listing_of(Path path, const Files& files, Build which) {
    const auto program = files.program("bench.elf");
    const machine::Symbols kernel{files.kernel(which)}, user{program};
    Texts texts = disassembled(files.kernel(which));
    texts.merge(disassembled(program));
    const auto in_kernel = places_of(path, kernel), in_user = places_of(path, user);
    std::string listing;
    std::size_t number = 0;
    bool was_in_kernel = true;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i].in_kernel() != was_in_kernel) {
            was_in_kernel = path[i].in_kernel();
            listing += was_in_kernel ? "--- kernel\n" : "--- user\n";
            number = 0;
        }
        const machine::Place& place = was_in_kernel ? in_kernel[i] : in_user[i];
        const auto text = texts.find(path[i].address());
        listing +=
            fmt::format("{:4} {:08X} {:<32} {:<40}{}\n", ++number, path[i].address(),
                        fmt::format("{}+{:#x}", short_name(place), place.offset),
                        text == texts.end() ? "" : text->second, accesses_of(path[i]));
    }
    return listing;
}

std::string busiest_function(machine::Run run, const machine::InterruptsOff& stretch) {
    run.watch_interrupts = false;
    run.record = true;
    run.record_from = stretch.begins_at;
    run.record_to = stretch.begins_at + stretch.instructions;
    run.instruction_budget = run.record_to + 1'000'000;
    const machine::Outcome outcome = machine::run(run);
    const Steps steps = steps_of(outcome.recording);
    const machine::Symbols symbols{run.kernel};
    std::map<std::string, std::size_t> counts;
    for (const machine::Place& place : places_of(steps, symbols)) {
        ++counts[short_name(place)];
    }
    if (counts.empty()) {
        return "an unknown place";
    }
    const auto most = std::ranges::max_element(
        counts, {}, [](const auto& pair) { return pair.second; });
    return fmt::format("{} ({} of {})", most->first, most->second, steps.size());
}

}  // namespace kumquat::bench
