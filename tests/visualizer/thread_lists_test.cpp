// thread_lists_test.cpp -- queues in cells against queues of the standard library.
#include "visualizer/model/thread_lists.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <random>

namespace kumquat {
namespace {

TEST(thread_lists, are_queues_whatever_comes_and_goes) {
    constexpr uint32_t threads = 12, levels = 3;
    Journal journal;
    const Layout layout{journal, threads, 1};
    const ThreadLists lists = layout.ready_lists();
    std::deque<uint32_t> right[levels];
    std::mt19937 random{2};
    for (int i = 0; i < 20'000; ++i) {
        const auto thread = static_cast<uint32_t>(random() % threads);
        const auto level = static_cast<uint32_t>(random() % levels);
        const uint32_t was_in = list_of(journal, lists, thread);
        ASSERT_EQ(remove(journal, lists, thread), was_in != no_list);
        if (was_in != no_list) {
            ASSERT_EQ(std::erase(right[was_in], thread), 1u);
        }
        if (random() % 3 == 0) {
            append(journal, lists, level, thread);
            right[level].push_back(thread);
        } else if (random() % 2 == 0) {
            prepend(journal, lists, level, thread);
            right[level].push_front(thread);
        }
        for (uint32_t list = 0; list < levels; ++list) {
            const std::vector<uint32_t> members = members_of(journal, lists, list);
            ASSERT_EQ(std::deque<uint32_t>(members.begin(), members.end()), right[list])
                << "list " << list << " after step " << i;
        }
    }
}

}  // namespace
}  // namespace kumquat
