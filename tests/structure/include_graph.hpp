// include_graph.hpp -- which file includes which, and whether that goes in a circle.
// The one idea: files that include each other in a circle are one file in disguise, and
// cannot be understood one at a time; so a depth-first walk must never come back to where
// it is. Invariant: only files of the tree are nodes; the system's headers include none.
#pragma once

#include "tests/structure/source_tree.hpp"

#include <map>
#include <string>
#include <vector>

namespace kumquat::structure {

struct Include {
    std::string name;        // as written between the quotes or brackets
    bool is_system = false;  // written in brackets
    std::size_t line = 0;    // counted from 1
};

/// The #include lines of a file.
std::vector<Include> includes_of(const SourceFile& file);

/// File to the files of the tree that it includes; names are looked up from the root and
/// then from the folder of the file.
using IncludeGraph = std::map<std::string, std::vector<std::string>>;
IncludeGraph include_graph(const std::vector<SourceFile>& files);

/// A circle of includes, its first file repeated at the end; empty if there is none.
std::vector<std::string> find_cycle(const IncludeGraph& graph);

}  // namespace kumquat::structure
