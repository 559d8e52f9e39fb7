// measure_ipc.cpp -- round trips: from one `int` of the client to its next one.
#include "tools/bench/cache_lines.hpp"
#include "tools/bench/operations.hpp"
#include "tools/bench/row.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kumquat::bench {

namespace {

Path steady_in(const Steps& steps) {
    const auto path = round_trip_in(steps);
    if (!path) {
        throw NotYet{"The calls did not become steady; did they fail?"};
    }
    return *path;
}

Figures round_trip(const Files& files, Build which, const std::string& words) {
    return round_trip_figures(record(files, which, words).steps);
}

}  // namespace

Path steady_round_trip(const Recorded& recorded) { return steady_in(recorded.steps); }

Figures round_trip_figures(const Steps& steps) {
    const Path path = steady_in(steps);
    const auto runs = kernel_runs(path);
    if (runs.size() != 2) {
        throw NotYet{fmt::format("A call and its reply are {} ways through the kernel, "
                                 "not 2.",
                                 runs.size())};
    }
    const CacheLines lines{steps};
    std::size_t code = 0, data = 0;
    for (const Path run : runs) {
        code = std::max(code, lines.code_lines(run));
        data = std::max(data, lines.data_lines(*(run.data() - 1), run));
    }
    return {{"round_trip", path.size()},
            {"user", path.size() - kernel_count(path)},
            {"kernel_call", runs[0].size()},
            {"kernel_reply", runs[1].size()},
            {"code_lines", code},
            {"data_lines", data}};
}

Figures measure_register_inter(const Files& files) {
    return round_trip(files, Build::measured, "ipc.inter");
}

Figures measure_register_intra(const Files& files) {
    return round_trip(files, Build::measured, "ipc.intra");
}

Figures measure_register_cxx(const Files& files) {
    return round_trip(files, Build::no_fast_path, "ipc.inter");
}

Figures measure_words64(const Files& files) {
    return round_trip(files, Build::measured, "ipc.words64");
}

Figures measure_string4096(const Files& files) {
    return round_trip(files, Build::measured, "ipc.string4096");
}

Figures measure_map4k(const Files& files) {
    const Recorded recorded = record(files, Build::measured, "ipc.map4k");
    const Path whole = steady_round_trip(recorded);
    const auto mapping = mapping_in(recorded.steps);
    if (!mapping) {
        throw NotYet{"The page is not taken back."};
    }
    return {{"round_trip", mapping->size()},
            {"kernel", kernel_count(*mapping)},
            {"unmap", kernel_count(whole.subspan(mapping->size()))}};
}

}  // namespace kumquat::bench
