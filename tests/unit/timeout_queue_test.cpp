// timeout_queue_test.cpp -- who wakes when, and in which order.
#include "kernel/threads/timeout_queue.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <vector>

namespace kumquat {

TEST(timeout_queue, nobody_wakes_early) {
    TimeoutQueue queue;
    Tcb thread{};
    queue.insert(thread, 1000);
    EXPECT_EQ(queue.take_expired(999), nullptr);
    EXPECT_EQ(queue.take_expired(1000), &thread);
    EXPECT_EQ(queue.take_expired(1000), nullptr);
    EXPECT_TRUE(queue.is_empty());
}

TEST(timeout_queue, the_earliest_wakes_first_and_equals_in_order) {
    TimeoutQueue queue;
    Tcb late{}, first{}, second{}, early{};
    queue.insert(late, 30);
    queue.insert(first, 20);
    queue.insert(second, 20);
    queue.insert(early, 10);
    for (Tcb* const expected : {&early, &first, &second, &late}) {
        EXPECT_EQ(queue.take_expired(100), expected);
    }
}

TEST(timeout_queue, a_removed_thread_never_wakes) {
    TimeoutQueue queue;
    Tcb first{}, other{};
    queue.insert(first, 10);
    queue.insert(other, 20);
    queue.remove(first);
    queue.remove(first);  // not in the queue: nothing happens
    EXPECT_EQ(queue.take_expired(100), &other);
    EXPECT_EQ(queue.take_expired(100), nullptr);
}

TEST(timeout_queue, deadlines_beyond_32_bits_are_far_away) {
    TimeoutQueue queue;
    Tcb thread{};
    queue.insert(thread, (uint64_t{1} << 32) + 5);
    EXPECT_EQ(queue.take_expired(0xFFFFFFFF), nullptr);
    EXPECT_EQ(queue.take_expired((uint64_t{1} << 32) + 5), &thread);
}

TEST(timeout_queue, agrees_with_a_sorted_map_under_random_use) {
    std::mt19937 random{2};
    std::vector<std::unique_ptr<Tcb>> threads;
    for (int i = 0; i < 40; ++i) {
        threads.push_back(std::make_unique<Tcb>());
    }
    TimeoutQueue queue;
    std::multimap<uint64_t, Tcb*> model;  // keeps the order of insertion among equals
    uint64_t now = 0;
    for (int step = 0; step < 20'000; ++step) {
        Tcb& thread = *threads[random() % threads.size()];
        if (!thread.timeout_link.is_linked()) {
            const uint64_t deadline = now + random() % 50;
            queue.insert(thread, deadline);
            model.emplace(deadline, &thread);
        } else if (random() % 3 == 0) {
            queue.remove(thread);
            std::erase_if(model,
                          [&](const auto& entry) { return entry.second == &thread; });
        }
        now += random() % 3;
        while (Tcb* const expired = queue.take_expired(now)) {
            ASSERT_FALSE(model.empty());
            ASSERT_EQ(model.begin()->second, expired) << "step " << step;
            model.erase(model.begin());
        }
        ASSERT_TRUE(model.empty() || model.begin()->first > now) << "step " << step;
    }
}

}  // namespace kumquat
