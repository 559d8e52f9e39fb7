// lives.hpp -- which life of a thread or task a number means at this moment.
// A creation ends the life before and begins a new row. A number that was never created (a
// message to nobody) gets a row with an empty life, so that its event can still name it; its
// creation, if it comes, takes that row.
#pragma once

#include "tools/trace/trace.hpp"

#include <set>

namespace kumquat::trace {

class Lives {
public:
    Lives(Trace& trace, const Context& context);

    /// Row of a number; -1 for no_thread or no_task.
    int64_t thread_row(uint32_t number, int64_t now);
    int64_t task_row(uint32_t number, int64_t now);

    /// Change the tables as the record says, before its own columns are looked up.
    void apply(const TraceRecord& record, int64_t now);

private:
    int64_t begin_task(uint32_t number, int64_t chief, int64_t now);
    int64_t begin_thread(uint32_t number, uint32_t priority, int64_t now);
    void set_thread_name(uint32_t number, const std::string& name, int64_t now);
    std::string given_name(const std::string& id) const;

    Trace& trace_;
    const Context& context_;
    std::map<uint32_t, int64_t> task_rows_, thread_rows_;     // newest row of a number
    std::set<uint32_t> mentioned_tasks_, mentioned_threads_;  // never created so far
};

}  // namespace kumquat::trace
