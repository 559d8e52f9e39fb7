// thread_id.hpp -- the system-wide name of a thread, a task or an interrupt.
// Two words. Task and lthread are what the kernel looks up; the rest makes the name unique
// in time (version), in space (site) and in the tree of chiefs (chief, nest).
//
//           31      28 27            17 16      10 9           0
//    low   | version' |      task      | lthread  |   version   |
//    high  |   nest   |     chief      |          site          |
//
// Source: L4 Version 2 on i386, "Thread, task and interrupt ids".
#pragma once

#include "field.hpp"

namespace kumquat {

constexpr uint32_t max_tasks = 2048;        // task numbers 0..2047
constexpr uint32_t threads_per_task = 128;  // lthread numbers 0..127
constexpr uint32_t max_threads = max_tasks * threads_per_task;

/// Task number, 0..2047. Strong, so that it is never mixed with a thread number.
struct TaskNumber {
    uint32_t value = 0;
    friend constexpr bool operator==(TaskNumber, TaskNumber) = default;
};

/// Global thread number: task * 128 + lthread, 0..2^18-1. It indexes the TCB array.
struct ThreadNumber {
    uint32_t value = 0;
    friend constexpr bool operator==(ThreadNumber, ThreadNumber) = default;
};

constexpr TaskNumber kernel_task{0}, sigma0_task{2}, root_task{4};

class ThreadId {
public:
    using VersionLow = Field<0, 10>;
    using Lthread = Field<10, 7>;
    using Task = Field<17, 11>;
    using VersionHigh = Field<28, 4>;
    using Number = Field<10, 18>;  // task and lthread together
    using Site = Field<0, 17>;
    using Chief = Field<17, 11>;
    using Nest = Field<28, 4>;

    constexpr ThreadId() = default;
    constexpr ThreadId(uint32_t low, uint32_t high) : low_{low}, high_{high} {}

    /// The id with version 0 and site 0.
    /// \param task     0..2047
    /// \param lthread  0..127
    /// \param chief    0..2047
    /// \param nest     0..15: depth below the root task
    static constexpr ThreadId
    make(TaskNumber task, uint32_t lthread, TaskNumber chief, uint32_t nest = 0) {
        return {Task::set(Lthread::set(0, lthread), task.value),
                Nest::set(Chief::set(0, chief.value), nest)};
    }
    static constexpr ThreadId nil() { return {0, 0}; }
    static constexpr ThreadId invalid() { return {0xFFFFFFFF, 0xFFFFFFFF}; }
    /// The pseudo thread that stands for interrupt `line` (0..15).
    static constexpr ThreadId interrupt(uint32_t line) { return {line + 1, 0}; }

    constexpr uint32_t low() const { return low_; }
    constexpr uint32_t high() const { return high_; }
    constexpr TaskNumber task() const { return {Task::get(low_)}; }
    constexpr uint32_t lthread() const { return Lthread::get(low_); }
    constexpr ThreadNumber number() const { return {Number::get(low_)}; }
    constexpr TaskNumber chief() const { return {Chief::get(high_)}; }
    constexpr uint32_t nest() const { return Nest::get(high_); }

    /// Only the low word counts: callers leave garbage in the high word of nil.
    constexpr bool is_nil() const { return low_ == 0; }
    constexpr bool is_invalid() const {
        return low_ == 0xFFFFFFFF || high_ == 0xFFFFFFFF;
    }
    constexpr bool is_interrupt() const { return low_ >= 1 && low_ <= 255; }

    constexpr ThreadId with_lthread(uint32_t lthread) const {
        return {Lthread::set(low_, lthread), high_};
    }

    friend constexpr bool operator==(ThreadId, ThreadId) = default;

private:
    uint32_t low_ = 0;
    uint32_t high_ = 0;
};

constexpr ThreadId sigma0_id = ThreadId::make(sigma0_task, 0, root_task);
constexpr ThreadId root_id = ThreadId::make(root_task, 0, kernel_task);

static_assert(sizeof(ThreadId) == 8, "an id is two words");
static_assert(sigma0_id == ThreadId{0x00040000, 0x00080000});
static_assert(root_id == ThreadId{0x00080000, 0x00000000});
static_assert(ThreadId::make({5}, 3, root_task) == ThreadId{0x000A0C00, 0x00080000});

}  // namespace kumquat
