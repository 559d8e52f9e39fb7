// report.hpp -- the results as a table for people and as files for programs.
#pragma once

#include "tools/bench/row.hpp"

#include <optional>

namespace kumquat::bench {

/// What came of a row: figures, or why there are none.
struct Result {
    const Row* row;
    Figures figures;
    std::string not_yet;

    bool misses_a_target() const;
};

std::string table_of(const std::vector<Result>& results);

/// The figures of two kernels side by side, and how many times the first the second is.
std::string comparison_of(const std::vector<Result>& measured,
                          const std::vector<Result>& other);

/// {"format": "kumquat-bench", "version": 1, "results": [...]}: measured rows only.
std::string json_of(const std::vector<Result>& results);

/// {"format": "kumquat-size", "version": 1, "text": ..., "start_up": ..., "data": ..., "bss": ...}
/// \return nothing if the row `size` was not measured
std::optional<std::string> size_json_of(const std::vector<Result>& results);

/// Compare with recorded bounds: {"ROW": {"FIGURE": limit}}.
/// \return a sentence for each bound that is exceeded or has no figure any more
std::vector<std::string> exceeded_bounds(const std::vector<Result>& results,
                                         const std::filesystem::path& bounds);

}  // namespace kumquat::bench
