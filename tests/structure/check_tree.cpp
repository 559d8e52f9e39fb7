// check_tree.cpp -- print what is wrong with a tree (part of `make lint`).
// Exit status: 0 nothing, 1 something, 2 wrong use.
#include "tests/structure/tree_rules.hpp"

#include <fmt/format.h>

int main(int argc, char** argv) {
    using namespace kumquat::structure;
    if (argc != 2 || !std::filesystem::is_directory(argv[1])) {
        fmt::print(stderr, "usage: check_tree FOLDER   (the root of the repository)\n");
        return 2;
    }
    const Files files = read_tree(argv[1]);
    std::size_t count = 0;
    for (const Rule& rule : rules) {
        for (const std::string& complaint : rule.check(files)) {
            fmt::print("{}  [{}]\n", complaint, rule.name);
            ++count;
        }
    }
    return count == 0 ? 0 : 1;
}
