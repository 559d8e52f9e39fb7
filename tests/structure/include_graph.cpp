// include_graph.cpp -- see include_graph.hpp.
#include "tests/structure/include_graph.hpp"

#include <algorithm>
#include <regex>

namespace kumquat::structure {

namespace {

enum class Mark { unseen, on_the_way, done };

struct Walk {
    const IncludeGraph& graph;
    std::map<std::string, Mark> marks;
    std::vector<std::string> way;

    /// \return true if a circle was found; then it is the end of `way`
    bool visit(const std::string& file) {
        Mark& mark = marks[file];
        way.push_back(file);
        if (mark == Mark::on_the_way) {
            return true;
        }
        if (mark == Mark::unseen) {
            mark = Mark::on_the_way;
            for (const std::string& next : graph.at(file)) {
                if (visit(next)) {
                    return true;
                }
            }
            mark = Mark::done;
        }
        way.pop_back();
        return false;
    }
};

}  // namespace

std::vector<Include> includes_of(const SourceFile& file) {
    static const std::regex pattern{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*$)"};
    std::vector<Include> includes;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        std::smatch match;
        if (std::regex_match(file.lines[i], match, pattern)) {
            includes.push_back({match[2], match[1] == "<", i + 1});
        }
    }
    return includes;
}

IncludeGraph include_graph(const std::vector<SourceFile>& files) {
    IncludeGraph graph;
    for (const SourceFile& file : files) {
        if (file.has_extension({".cpp", ".hpp", ".h", ".S", ".ld"})) {
            graph[file.path.string()];
        }
    }
    for (const SourceFile& file : files) {
        const auto node = graph.find(file.path.string());
        if (node == graph.end()) {
            continue;
        }
        for (const Include& include : includes_of(file)) {
            const std::string beside =
                (file.path.parent_path() / include.name).lexically_normal().string();
            if (graph.contains(include.name)) {
                node->second.push_back(include.name);
            } else if (graph.contains(beside)) {
                node->second.push_back(beside);
            }
        }
    }
    return graph;
}

std::vector<std::string> find_cycle(const IncludeGraph& graph) {
    Walk walk{graph, {}, {}};
    for (const auto& [file, _] : graph) {
        if (walk.visit(file)) {
            const auto first =
                std::find(walk.way.begin(), walk.way.end(), walk.way.back());
            return {first, walk.way.end()};
        }
    }
    return {};
}

}  // namespace kumquat::structure
