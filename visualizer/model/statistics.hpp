// statistics.hpp -- a trace in numbers: what happened how often, between whom, and how long.
// Its one idea: each number keeps the first event behind it, so that a click leads there.
#pragma once

#include "model.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kumquat {

/// How often something happened, and the first event of it.
struct Count {
    uint64_t count = 0;
    int64_t first = -1;

    void add(int64_t event) { first = count++ == 0 ? event : first; }
};

/// From the beginning of a call to its end.
struct Latency {
    int64_t time;
    uint32_t event;  // the call
};

struct Statistics {
    explicit Statistics(const Model& model);

    /// The latency that so many per mille of the calls do not exceed.
    /// Requires: there are calls.
    const Latency& per_mille(uint32_t share) const;

    std::vector<Count> kinds;  // by kind of the file
    std::map<std::pair<uint32_t, uint32_t>, Count>
        messages;                   // from a thread to a thread
    std::vector<StateTimes> times;  // by thread
    std::vector<Count> faults;      // by task: page faults
    std::vector<Latency> calls;     // sends that wait for a reply
};

/// Everything, for a spreadsheet: one table after the other.
std::string csv_of(const Model& model, const Statistics& statistics);

}  // namespace kumquat
