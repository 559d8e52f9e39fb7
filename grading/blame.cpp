// blame.cpp -- from the stack of a stopped kernel to the student's own lines.
#include "grading/blame.hpp"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <string_view>
#include <vector>

namespace kumquat::grading {

namespace {

constexpr unsigned deepest = 24;

/// Where an exception stopped the kernel, as its last words say; 0: they do not.
uint32_t trapped_at(const std::string& console) {
    constexpr std::string_view title = "an exception in the kernel itself",
                               at = " at 0x";
    const size_t begin = console.find(title);
    const size_t found = begin == std::string::npos ? begin : console.find(at, begin);
    if (found == std::string::npos) {
        return 0;
    }
    const std::string digits = console.substr(found + at.size(), 8);
    return static_cast<uint32_t>(std::strtoul(digits.c_str(), nullptr, 16));
}

/// Where the kernel was, and from where that was called; innermost first.
std::vector<uint32_t> places_on_stack(const machine::Outcome& outcome) {
    struct Frame {
        uint32_t caller, return_address;
    };
    std::vector<uint32_t> places{outcome.registers.eip};
    for (const machine::Exception& exception : outcome.exceptions) {  // of a reset
        if (exception.ring == 0) {
            places.push_back(exception.eip);
        }
    }
    if (const uint32_t trapped = trapped_at(outcome.console); trapped != 0) {
        places.push_back(trapped);
    }
    uint32_t frame_pointer = outcome.registers.ebp;
    for (unsigned depth = 0; depth < deepest; ++depth) {
        const auto frame =
            outcome.memory.read_virtual<Frame>(outcome.registers.cr3, frame_pointer);
        if (!frame || frame->caller <= frame_pointer) {
            break;
        }
        places.push_back(frame->return_address - 1);  // in the call, not behind it
        frame_pointer = frame->caller;
    }
    return places;
}

bool is_in(const machine::SourceLine& line,
           const HoleEntry& hole,
           const HoleLines& at) {
    return line.number > at.begin && line.number < at.end &&
           ("/" + line.file).ends_with("/" + hole.file);
}

/// "Lab 3, hole "choose" is still empty."
std::string empty_hole(const Lab& lab, const std::string& saw) {
    for (const HoleEntry& hole : lab.holes) {
        if (saw.find("hole \"" + hole.name + "\"") != std::string::npos) {
            return hole.name;
        }
    }
    return "";
}

}  // namespace

HoleLines lines_of_hole(const std::filesystem::path& tree, const HoleEntry& hole) {
    std::ifstream in{tree / hole.file};
    const std::string marker = " BEGIN " + hole.name + ":";
    HoleLines lines;
    std::string line;
    for (unsigned number = 1; std::getline(in, line); ++number) {
        if (line.find("// LAB ") == std::string::npos) {
            continue;
        }
        if (lines.begin == 0 && line.find(marker) != std::string::npos) {
            lines.begin = number;
        } else if (lines.begin != 0 && line.ends_with(" END")) {
            lines.end = number;
            return lines;
        }
    }
    return lines;
}

std::string hole_at(const Lab& lab,
                    const GradedKernel& kernel,
                    const std::vector<uint32_t>& places) {
    std::vector<HoleLines> lines_of;
    for (const HoleEntry& hole : lab.holes) {
        lines_of.push_back(lines_of_hole(kernel.tree, hole));
    }
    for (const auto& inlined : kernel.symbols.lines_at(places)) {
        for (const machine::SourceLine& line : inlined) {
            for (size_t i = 0; i < lines_of.size(); ++i) {
                if (is_in(line, lab.holes[i], lines_of[i])) {
                    return lab.holes[i].name;
                }
            }
        }
    }
    return "";
}

std::string hole_told_by(const Diagnosis& diagnosis, const Lab& lab) {
    if (diagnosis.kind == "hole") {
        return empty_hole(lab, diagnosis.saw);
    }
    const auto keeper = lab.keepers.find(diagnosis.rule);
    return keeper != lab.keepers.end() ? keeper->second : "";
}

std::string hole_to_blame(const Lab& lab,
                          const Test& test,
                          const Diagnosis& diagnosis,
                          const GradedKernel& kernel,
                          const machine::Outcome& last) {
    std::string found = hole_told_by(diagnosis, lab);
    if (found.empty() && diagnosis.kind != "rule") {
        found = hole_at(lab, kernel, places_on_stack(last));
    }
    return found.empty() ? test.hole : found;
}

}  // namespace kumquat::grading
