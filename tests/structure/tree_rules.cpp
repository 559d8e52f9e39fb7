// tree_rules.cpp -- see tree_rules.hpp.
#include "tests/structure/tree_rules.hpp"

#include "tests/structure/include_graph.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <regex>
#include <set>

namespace kumquat::structure {

namespace {

const std::set<std::string> compilers_own = {"stdint.h", "stddef.h", "stdarg.h"};

/// How the first comment of a file may begin, in the languages that we write.
constexpr const char* openings[] = {"// ", "# ", "/* ", "\"\"\""};

bool begins_with(const std::string& text, const char* beginning) {
    return text.rfind(beginning, 0) == 0;
}

}  // namespace

Complaints includes_form_no_cycle(const Files& files) {
    const auto cycle = find_cycle(include_graph(files));
    if (cycle.empty()) {
        return {};
    }
    return {fmt::format(
        "These include each other in a circle: {}. Move what both ends need to a "
        "file of its own.",
        fmt::join(cycle, " -> "))};
}

Complaints folders_include_only_what_they_may(const Files& files) {
    Complaints complaints;
    for (const SourceFile& file : files) {
        const bool is_kernel = file.is_in("kernel");
        if (!is_kernel && !file.is_in("user")) {
            continue;
        }
        for (const Include& include : includes_of(file)) {
            // A name without a folder is a neighbour.
            const bool is_neighbour = include.name.find('/') == std::string::npos;
            const char* why = nullptr;
            if (is_neighbour && !include.is_system) {
                continue;
            }
            if (include.is_system) {
                why = compilers_own.contains(include.name)
                          ? nullptr
                          : "a bare i386 has only <stdint.h>, <stddef.h>, <stdarg.h>";
            } else if (is_kernel) {
                why = begins_with(include.name, "kernel/")
                          ? nullptr
                          : "the kernel includes only kernel/";
            } else {
                why = begins_with(include.name, "user/") ||
                              begins_with(include.name, "kernel/abi/")
                          ? nullptr
                          : "user programs include only user/ and kernel/abi/";
            }
            if (why != nullptr) {
                complaints.push_back(fmt::format("{}:{}: includes {}, but {}.",
                                                 file.path.string(), include.line,
                                                 include.name, why));
            }
        }
    }
    return complaints;
}

Complaints files_are_short(const Files& files) {
    Complaints complaints;
    std::vector<std::size_t> lengths;
    for (const SourceFile& file : files) {
        if (!file.is_code()) {
            continue;
        }
        lengths.push_back(file.lines.size());
        if (file.lines.size() > longest_file) {
            complaints.push_back(fmt::format(
                "{}: {} lines, and {} are the limit. Find the two mechanisms in it.",
                file.path.string(), file.lines.size(), longest_file));
        }
    }
    if (lengths.empty()) {
        return {"There is no file of code at all: this is the wrong folder."};
    }
    const auto middle =
        lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::nth_element(lengths.begin(), middle, lengths.end());
    if (*middle > median_file) {
        complaints.push_back(
            fmt::format("The median file has {} lines, and {} are the limit.", *middle,
                        median_file));
    }
    return complaints;
}

Complaints files_open_with_their_name(const Files& files) {
    Complaints complaints;
    for (const SourceFile& file : files) {
        if (!file.is_code()) {
            continue;
        }
        const bool is_script = !file.lines.empty() && begins_with(file.lines[0], "#!");
        const std::string name = file.path.filename().string();
        const std::string line = file.lines.size() > (is_script ? 1 : 0)
                                     ? file.lines[is_script ? 1 : 0]
                                     : std::string{};
        // The name, perhaps the arguments of a script, then what it is.
        const bool names_itself = std::any_of(
            std::begin(openings), std::end(openings), [&](const char* opening) {
                return begins_with(line, (opening + name + " ").c_str()) &&
                       line.find(" -- ") != std::string::npos;
            });
        if (!names_itself) {
            complaints.push_back(
                fmt::format("{}: opens without a comment \"{} -- what it is\".",
                            file.path.string(), name));
        }
    }
    return complaints;
}

Complaints headers_guard_themselves(const Files& files) {
    Complaints complaints;
    for (const SourceFile& file : files) {
        if (file.has_extension({".hpp", ".h"}) &&
            std::find(file.lines.begin(), file.lines.end(), "#pragma once") ==
                file.lines.end()) {
            complaints.push_back(
                fmt::format("{}: lacks #pragma once.", file.path.string()));
        }
    }
    return complaints;
}

Complaints nothing_names_a_machine(const Files& files) {
    // Brackets around one letter of each, so that this file passes its own rule.
    static const std::regex forbidden{
        R"((^|[^\w./$}])/([w]ork|[h]ome|[r]oot|[U]sers)/|)"
        R"([r]egistry\.npmjs|[d]eb\.debian\.org|)"
        R"([a]rchive\.ubuntu\.com|[p]ypi\.org|[c]rates\.io)"};
    Complaints complaints;
    for (const SourceFile& file : files) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            std::smatch match;
            if (std::regex_search(file.lines[i], match, forbidden)) {
                complaints.push_back(
                    fmt::format("{}:{}: names a place of one machine or registry: {}",
                                file.path.string(), i + 1, match.str()));
            }
        }
    }
    return complaints;
}

}  // namespace kumquat::structure
