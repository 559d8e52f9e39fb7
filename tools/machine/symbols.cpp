// symbols.cpp -- see symbols.hpp.
#include "tools/machine/symbols.hpp"

#include "tools/machine/elf.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <cstdlib>
#include <cxxabi.h>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <string_view>

namespace kumquat::machine {

namespace {

std::string demangled(const std::string& name) {
    const std::unique_ptr<char, void (*)(void*)> text{
        abi::__cxa_demangle(name.c_str(), nullptr, nullptr, nullptr), std::free};
    return text ? text.get() : name;
}

std::string as_in_the_file(const std::string& name) { return name; }

/// "kumquat::Tcb::run(int)", mangled or not, to "kumquat::Tcb::run".
std::string without_parameters(const std::string& symbol) {
    constexpr std::string_view unnamed = "(anonymous namespace)";
    const std::string name = demangled(symbol);
    std::size_t open = name.find('(');
    while (open != std::string::npos &&
           name.compare(open, unnamed.size(), unnamed) == 0) {
        open = name.find('(', open + unnamed.size());
    }
    return open == std::string::npos || open == 0 ? name : name.substr(0, open);
}

std::string relative_to_here(const std::string& file) {
    std::error_code ignored;
    const auto path = std::filesystem::path{file}.lexically_normal();
    const auto relative =
        path.lexically_relative(std::filesystem::current_path(ignored));
    const bool is_below = !relative.empty() && *relative.begin() != "..";
    return path.is_absolute() && is_below ? relative.string() : path.string();
}

/// What addr2line says of all the addresses; empty if none understands the file.
/// \param options  of addr2line
std::vector<std::string> source_lines(const std::filesystem::path& elf,
                                      const std::vector<std::string>& wrapper,
                                      const std::vector<uint32_t>& addresses,
                                      const std::vector<std::string>& options) {
    for (const char* program :
         {"addr2line", "i686-elf-addr2line", "i686-linux-gnu-addr2line"}) {
        const TemporaryDirectory directory;
        const auto output = directory.path() / "lines";
        std::vector<std::string> command = wrapper;
        command.insert(command.end(), {program, "-e", elf.string()});
        command.insert(command.end(), options.begin(), options.end());
        for (const uint32_t address : addresses) {
            command.push_back(fmt::format("{:#x}", address));
        }
        Process process{command, {.directory = {}, .kept = {}, .output = output}};
        if (!process.wait(std::chrono::seconds{30}) || process.status() != 0) {
            continue;
        }
        std::vector<std::string> lines;
        std::ifstream stream{output};
        for (std::string line; std::getline(stream, line);) {
            lines.push_back(line);
        }
        if (lines.size() >= addresses.size()) {
            return lines;
        }
    }
    return {};
}

/// Split "kernel/main.cpp:12 (discriminator 3)"; number 0 if it says "??".
SourceLine line_from(std::string text) {
    text = text.substr(0, text.find(" ("));
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || text.starts_with("??")) {
        return {};
    }
    const auto number =
        static_cast<unsigned>(std::strtoul(text.c_str() + colon + 1, nullptr, 10));
    return {number == 0 ? "" : relative_to_here(text.substr(0, colon)), number};
}

}  // namespace

std::string Place::text() const {
    std::string inside = function;
    if (!function.empty() && file.empty() && offset != 0) {
        inside += fmt::format("+{:#x}", offset);
    }
    if (!file.empty()) {
        inside += fmt::format("{}{}:{}", inside.empty() ? "" : ", ", file, line);
    }
    return inside.empty() ? fmt::format("0x{:08X}", address)
                          : fmt::format("0x{:08X} ({})", address, inside);
}

Symbols::Symbols(std::filesystem::path elf, std::vector<std::string> wrapper)
    : elf_{std::move(elf)}, wrapper_{std::move(wrapper)} {
    const Elf contents = read_elf(elf_);
    entry_ = contents.entry;
    for (const ElfSymbol& symbol : contents.symbols) {
        const std::string name = demangled(symbol.name);
        by_address_.insert({symbol.address, {name, symbol.size, symbol.is_function}});
    }
    // The first one to take a name keeps it. The linker lets a global name exist only once,
    // so these come first, as they are in the file: no local symbol can stand in for one.
    for (const bool is_local : {false, true}) {
        for (const auto& spelling : {as_in_the_file, demangled, without_parameters}) {
            for (const ElfSymbol& symbol : contents.symbols) {
                if (symbol.is_local == is_local) {
                    by_name_.insert({spelling(symbol.name), symbol.address});
                }
            }
        }
    }
}

std::optional<uint32_t> Symbols::find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::nullopt : std::optional{found->second};
}

Place Symbols::describe(uint32_t address) const {
    return describe(std::vector<uint32_t>{address}).front();
}

std::vector<Place> Symbols::describe(const std::vector<uint32_t>& addresses) const {
    std::vector<Place> places;
    for (const uint32_t address : addresses) {
        Place place{.address = address, .function = {}, .file = {}};
        // The nearest symbol at or before the address; labels of assembler files have no
        // size and no type, so they count when they are the nearest.
        auto next = by_address_.upper_bound(address);
        while (next != by_address_.begin()) {
            --next;
            const uint32_t offset = address - next->first;
            const Symbol& symbol = next->second;
            if (offset < symbol.size || (symbol.size == 0 && offset < 0x1000)) {
                place.function = without_parameters(symbol.name);
                place.offset = offset;
                break;
            }
            if (symbol.is_function && symbol.size != 0) {
                break;
            }
        }
        places.push_back(place);
    }
    if (!addresses.empty()) {
        const auto lines = source_lines(elf_, wrapper_, addresses, {});
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const SourceLine line = line_from(lines[i]);
            places[i].file = line.file;
            places[i].line = line.number;
        }
    }
    return places;
}

std::vector<std::vector<SourceLine>>
Symbols::lines_at(const std::vector<uint32_t>& addresses) const {
    std::vector<std::vector<SourceLine>> found;
    if (addresses.empty()) {
        return found;
    }
    // -a says each address before its lines.
    for (const std::string& line :
         source_lines(elf_, wrapper_, addresses, {"-a", "-i"})) {
        if (line.starts_with("0x")) {
            found.emplace_back();
        } else if (!found.empty()) {
            found.back().push_back(line_from(line));
        }
    }
    return found;
}

}  // namespace kumquat::machine
