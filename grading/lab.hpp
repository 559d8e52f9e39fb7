// lab.hpp -- what a lab.json says: holes, stages, claims and their points.
// One idea: everything about a claim that is not code is data, so that an instructor can change
// points and hints without a compiler.
// Invariant: parents of a claim stand before it, and its hole and stage exist.
#pragma once

#include "grading/curve.hpp"

#include "tests/model/rules.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kumquat::grading {

/// A lab.json that cannot be used; the text says which file, where and why.
class LabError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A part of a source file that the student writes.
struct HoleEntry {
    std::string name;
    std::string file;    // relative to the tree
    std::string anchor;  // section of the handout, without '#'
};

/// One claim and what it is worth.
struct Test {
    std::string name;   // "hexadecimal.high_bit_is_not_a_sign"
    std::string title;  // the same as a sentence
    std::string stage;
    unsigned points = 0;
    std::string rule;    // what must hold, for the report
    std::string source;  // where the rule stands: "ABI 7", a manual
    std::string hole;    // that owns the rule
    std::string anchor;  // section of the handout
    std::vector<std::string> needs;
    std::vector<std::string> hints;  // from a nudge to nearly the answer
    /// Of the specification, which no other claim of the lab is about.
    std::vector<model::Rule> rules;
    uint64_t instruction_budget = 0;
    uint64_t virtual_ms = 0;
    std::optional<Curve> curve;  // the points are for a figure

    bool is_challenge() const { return points == 0; }
};

struct Lab {
    unsigned number = 0;
    bool is_hidden = false;  // claims that students do not have
    std::string name;        // "first-light"
    std::string title;       // "First light"
    std::string handout;     // file below handouts/
    std::filesystem::path folder;
    unsigned baseline = 0;  // points of a tree whose holes are all empty
    std::vector<std::string> stages;
    std::string program;      // the test program, if the lab is tested in ring 3
    std::string kernel_part;  // the kernel's own part in such a test: files
    /// Programs that are under test, too: those of the graded tree. The first is sigma0, and the
    /// test program is the root task then.
    std::vector<std::string> servers;
    std::vector<std::string> switches;  // of the kernel: "IPC_FAST_PATH=off"
    /// Of a second kernel, of which instructions are counted: "TRACE=off". None: there is none.
    std::vector<std::string> measured_switches;
    std::string variant;             // of that one's folder: "-measured"
    std::vector<std::string> doors;  // of the tests: where the kernel may enter them
    bool stacks_anywhere =
        false;  // threads of the tests have stacks outside the program, too
    std::vector<HoleEntry> holes;
    std::map<std::string, std::string>
        keepers;  // rule of the specification: hole that keeps it
    std::vector<Test> tests;
    std::vector<Test> challenges;  // without points (grading/challenge.hpp)

    unsigned max_points() const;
    /// The rules for which other claims answer, and this one does not: a wrong bit costs those.
    std::vector<model::Rule> rules_of_others(const Test& test) const;
    /// The hole of this name. \throws LabError if there is none
    const HoleEntry& hole(const std::string& hole_name) const;
};

/// Read one lab. \throws LabError
Lab read_lab(const std::filesystem::path& file);

/// All labs of a tree, by number. \throws LabError
std::vector<Lab> read_labs(const std::filesystem::path& tree);

/// The one with this number. \throws LabError if there is none
const Lab& lab_of(const std::vector<Lab>& labs, unsigned number);

/// What folders for a lab are called wherever something is kept for each: "lab05".
std::string lab_folder_name(unsigned number);

/// Further claims for labs of a tree, each with a lab.json that says only what differs from the
/// tree's: stages and claims, and a program of their own. \throws LabError
std::vector<Lab> read_hidden_labs(const std::filesystem::path& tree,
                                  const std::filesystem::path& hidden);

}  // namespace kumquat::grading
