// scenes.hpp -- what guest and grader must draw alike, and how many of each.
#pragma once

#include "kernel/memory/address.hpp"
#include "kernel/x86/page_table.hpp"
#include "labs/common/numbers.hpp"

namespace kumquat {

constexpr uint32_t word_bytes = sizeof(uint32_t);
constexpr uint32_t words_per_page = page_size / word_bytes;

/// A pool of 1 MB, of which the trace takes a part: so few frames that a test can take them all.
constexpr const char* small_pool = "kmem=1 tracekb=64";

// Stage 1.
constexpr uint32_t frame_steps = 60;
constexpr uint32_t frames_freed = 20;
constexpr uint32_t frames_cleaned = 4;

enum class FrameAct : uint32_t { take, take_zeroed, free, free_clean };

/// What a test does next with frames.
struct FrameStep {
    FrameAct act;
    uint32_t which;  // of those that are held
};

/// \param held  how many frames are held
inline FrameStep draw_frame_step(Numbers& numbers, uint32_t held) {
    const uint32_t kinds = held == 0 ? 2 : 4;
    const auto act = static_cast<FrameAct>(numbers.below(kinds));
    const uint32_t which = numbers.next();
    return {act, held == 0 ? 0 : which % held};
}

// Stages 2 and 3.
constexpr uint32_t first_kernel_entry = directory_index(user_end);
constexpr uint32_t entries_marked = 6;
constexpr uint32_t tables_made = 3;
constexpr uint32_t pages_looked_up = 4;  // in each table

/// 4 MB of user space; no two of a test are the same, and the first lies above 2 GB.
/// \param index  which of the test's, below 5
inline VirtAddr draw_table_base(Numbers& numbers, uint32_t index) {
    return VirtAddr{(1 + (4 - index) * 150 + numbers.below(150)) * LARGE_PAGE_SIZE};
}

/// A page in there.
inline VirtAddr draw_page_in(Numbers& numbers, VirtAddr base) {
    return base + numbers.below(entries_per_table) * page_size;
}

/// A frame below the kernel, which belongs to nobody yet. No two of a test are the same.
inline PhysAddr draw_user_frame(Numbers& numbers, uint32_t index) {
    return PhysAddr{LARGE_PAGE_SIZE + (index * 100 + numbers.below(100)) * page_size};
}

/// Where large pages lie. \param index  which of the test's, below 2
constexpr PhysAddr large_frame(uint32_t index) {
    return PhysAddr{(2 + index) * LARGE_PAGE_SIZE};
}

// Stage 4.
constexpr uint32_t pages_shown = 5;

// Stage 5.
constexpr uint32_t tables_read = 3, tcbs_read = 3;
constexpr uint32_t tcbs_written = 4;

/// The TCB of an even number: the first in its frame. \param index  which of the test's, below 4
inline ThreadNumber draw_thread(Numbers& numbers, uint32_t index) {
    const uint32_t task = 20 + (3 - index) * 500 + numbers.below(500);
    return {task * threads_per_task + numbers.below(threads_per_task / 2) * 2};
}

inline VirtAddr tcb_address(ThreadNumber number) {
    return VirtAddr{TCB_ARRAY + number.value * TCB_SIZE};
}

}  // namespace kumquat
