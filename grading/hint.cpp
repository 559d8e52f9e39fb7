// hint.cpp -- count the hints that were given, and give the next.
#include "grading/hint.hpp"

#include "grading/diagnosis.hpp"
#include "grading/lab.hpp"
#include "grading/text.hpp"

#include <fmt/format.h>
#include <fstream>

namespace kumquat::grading {

namespace fs = std::filesystem;

namespace {

/// How many hints of a test were asked for so far; counts this one.
size_t count_hint(const fs::path& tree, const std::string& test) {
    const fs::path file = tree / "build/hints" / test;
    size_t given = 0;
    std::ifstream{file} >> given;
    fs::create_directories(file.parent_path());
    std::ofstream{file} << given + 1 << "\n";
    return given;
}

}  // namespace

std::string next_hint(const fs::path& tree, const std::string& name) {
    std::string alike;
    std::vector<std::string> names;
    for (const Lab& lab : read_labs(tree)) {
        for (const Test& test : lab.tests) {
            if (test.name == name) {
                const size_t index = (count_hint(tree, name) + 1) % test.hints.size();
                return fmt::format("Hint {} of {}: {}\nRead: handouts/{}#{}", index + 1,
                                   test.hints.size(), test.hints[index], lab.handout,
                                   test.anchor);
            }
            names.push_back(test.name);
            if (test.name.starts_with(name)) {
                alike += "\n  make hint TEST=" + test.name;
            }
        }
    }
    if (!alike.empty()) {
        throw CannotGrade("A hint belongs to one claim:" + alike);
    }
    throw CannotGrade(fmt::format(
        "There is no claim \"{}\". The report of make grade has their names.{}", name,
        did_you_mean(name, names)));
}

}  // namespace kumquat::grading
