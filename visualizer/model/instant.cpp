// instant.cpp -- threads, tasks, queues and interrupts, read from the cells.
#include "instant.hpp"

#include "thread_lists.hpp"

#include <algorithm>

namespace kumquat {

void Instant::seek(int64_t event) { model_.seek(moment_, event); }

std::optional<uint32_t> Instant::clock_us() const {
    if (moment_[layout().clock_is_known] == 0) {
        return std::nullopt;
    }
    return moment_[layout().clock_us];
}

ThreadDetails Instant::thread(uint32_t thread) const {
    ThreadDetails details;
    details.exists = field(thread, thread_exists) != 0;
    details.priority = static_cast<int32_t>(field(thread, thread_priority));
    details.timeslice_us = field(thread, thread_timeslice_us);
    details.remaining_us = static_cast<int32_t>(field(thread, thread_remaining_us));
    details.is_owner = owner() == thread;
    details.pager = field(thread, thread_pager) - 1;
    details.transfer_partner = field(thread, thread_transfer_partner) - 1;
    details.send_event = int64_t{field(thread, thread_send_event)} - 1;
    details.fault_event = int64_t{field(thread, thread_fault_event)} - 1;
    const uint32_t level = list_of(moment_, layout().ready_lists(), thread);
    if (level != no_list) {
        details.ready_level = level;
    }
    if (list_of(moment_, layout().timeout_lists(), thread) != no_list) {
        details.deadline_us = field(thread, thread_deadline_us);
    }
    details.queued_at = list_of(moment_, layout().send_lists(), thread);
    if (const uint32_t line = field(thread, thread_line); line != 0) {
        details.line = line - 1;
    }
    return details;
}

std::vector<uint32_t> Instant::ready_levels_in_use() const {
    std::vector<uint32_t> levels;
    for (uint32_t level = ready_levels; level-- > 0;) {
        if (moment_[layout().ready_lists().head(level)] != 0) {
            levels.push_back(level);
        }
    }
    return levels;
}

std::vector<uint32_t> Instant::ready_queue(uint32_t priority) const {
    return priority < ready_levels
               ? members_of(moment_, layout().ready_lists(), priority)
               : std::vector<uint32_t>{};
}

std::vector<uint32_t> Instant::timeout_queue() const {
    std::vector<uint32_t> threads = members_of(moment_, layout().timeout_lists(), 0);
    const uint32_t now = moment_[layout().clock_us];
    const auto due_in = [&](uint32_t thread) {  // the clock has 32 bits, and goes round
        return static_cast<int32_t>(field(thread, thread_deadline_us) - now);
    };
    std::stable_sort(threads.begin(), threads.end(),
                     [&](uint32_t a, uint32_t b) { return due_in(a) < due_in(b); });
    return threads;
}

std::vector<uint32_t> Instant::send_queue(uint32_t receiver) const {
    return members_of(moment_, layout().send_lists(), receiver);
}

TaskDetails Instant::task(uint32_t task) const {
    const auto field = [&](TaskField which) {
        return moment_[layout().task(task, which)];
    };
    return {field(task_is_active) != 0, field(task_chief) - 1,
            field(task_creator) - 1,    field(task_maximum_priority),
            field(task_frames),         field(task_nodes)};
}

std::vector<uint32_t> Instant::clan_of(uint32_t chief) const {
    std::vector<uint32_t> clan;
    for (uint32_t row = 0; row < layout().tasks_count; ++row) {
        const TaskDetails details = task(row);
        if (details.is_active && details.chief == chief && row != chief) {
            clan.push_back(row);
        }
    }
    return clan;
}

LineDetails Instant::line(uint32_t number) const {
    const auto field = [&](LineField which) {
        return moment_[layout().line(number, which)];
    };
    return {field(line_owner) - 1, field(line_is_pending) != 0, field(line_count_seen)};
}

}  // namespace kumquat
