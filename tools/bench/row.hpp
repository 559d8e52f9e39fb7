// row.hpp -- a row of the table: what is measured, what we want, what others reached.
#pragma once

#include "tools/bench/scenario.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kumquat::bench {

struct Figure {
    std::string name;
    uint64_t value;
    std::string place = {};  // where in the kernel, if it is about a place
};
using Figures = std::vector<Figure>;

/// A figure that is to be at most so much.
struct Target {
    const char* figure;
    uint64_t limit;
};

struct Row {
    const char* name;
    const char* unit;
    const char* what;
    /// \throws NotYet, std::runtime_error (see scenario.hpp)
    Figures (*measure)(const Files& files);
    std::vector<Target> targets;
    const char* peers;  // the best others, measured the same way
};

/// All rows, in the order of the table.
const std::vector<Row>& all_rows();

// The rows' measurements, by file.
Figures measure_register_inter(const Files& files);
Figures measure_register_intra(const Files& files);
Figures measure_register_cxx(const Files& files);
Figures measure_words64(const Files& files);
Figures measure_string4096(const Files& files);
Figures measure_map4k(const Files& files);
Figures measure_page_fault(const Files& files);
Figures measure_id_nearest(const Files& files);
Figures measure_thread_switch(const Files& files);
Figures measure_task_new(const Files& files);
Figures measure_interrupt(const Files& files);
Figures measure_reflect(const Files& files);
Figures measure_interrupts_off(const Files& files);
Figures measure_boot(const Files& files);
Figures measure_trace(const Files& files);
Figures measure_size(const Files& files);
Figures measure_lines(const Files& files);
Figures measure_growth_threads(const Files& files);
Figures measure_growth_tasks(const Files& files);
Figures measure_growth_nodes(const Files& files);
Figures measure_growth_timeouts(const Files& files);
Figures measure_tick(const Files& files);
Figures measure_unmap(const Files& files);

/// Figures of the steady call in a recording, and of its reply, each one way through the kernel.
/// \throws NotYet if there is none
Figures round_trip_figures(const Steps& steps);

/// The steady round trip of a recording of calls.
/// \throws NotYet if there is none
Path steady_round_trip(const Recorded& recorded);

}  // namespace kumquat::bench
