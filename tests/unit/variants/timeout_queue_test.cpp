// timeout_queue_test.cpp -- who wakes when. However they are kept, nobody wakes early, and
// everybody at the first tick that is not too early.
#include "kernel/threads/timeout_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <vector>

namespace kumquat {

namespace {

constexpr int many_looks = 1'000'000;

/// One expired thread, or nullptr if there is none.
Tcb* take(TimeoutQueue& queue, uint64_t now_us) {
    int looks = many_looks;
    return queue.take_expired(now_us, looks);
}

/// All expired threads.
std::vector<Tcb*> take_all(TimeoutQueue& queue, uint64_t now_us) {
    std::vector<Tcb*> all;
    while (Tcb* const thread = take(queue, now_us)) {
        all.push_back(thread);
    }
    return all;
}

}  // namespace

TEST(timeout_queue, nobody_wakes_early) {
    TimeoutQueue queue;
    Tcb thread{};
    queue.insert(thread, 1000);
    EXPECT_EQ(take(queue, 999), nullptr);
    EXPECT_EQ(take(queue, 1000), &thread);
    EXPECT_EQ(take(queue, 1000), nullptr);
    EXPECT_FALSE(thread.timeout_link.is_linked());
}

TEST(timeout_queue, all_whose_time_has_come_wake_with_one_tick) {
    TimeoutQueue queue;
    Tcb threads[4] = {};
    for (uint64_t i = 0; i < 4; ++i) {
        queue.insert(threads[i], 10 + i);
    }
    EXPECT_EQ(take_all(queue, 12).size(), 3u);
    EXPECT_EQ(take_all(queue, 13).size(), 1u);
}

TEST(timeout_queue, equals_wake_in_the_order_of_insertion) {
    TimeoutQueue queue;
    Tcb first{}, second{};
    queue.insert(first, 5000);
    queue.insert(second, 5000);
    EXPECT_EQ(take_all(queue, 5000), (std::vector<Tcb*>{&first, &second}));
}

TEST(timeout_queue, a_removed_thread_never_wakes) {
    TimeoutQueue queue;
    Tcb first{}, other{};
    queue.insert(first, 10);
    queue.insert(other, 20);
    queue.remove(first);
    EXPECT_EQ(take(queue, 100), &other);
    EXPECT_EQ(take(queue, 100), nullptr);
}

TEST(timeout_queue, deadlines_beyond_32_bits_are_far_away) {
    TimeoutQueue queue;
    Tcb thread{};
    queue.insert(thread, (uint64_t{1} << 32) + 5);
    EXPECT_EQ(take(queue, 0xFFFFFFFF), nullptr);
    EXPECT_EQ(take(queue, (uint64_t{1} << 32) + 5), &thread);
}

TEST(timeout_queue, goes_on_after_a_step_without_losing_anybody) {
    TimeoutQueue queue;
    std::vector<std::unique_ptr<Tcb>> threads;
    for (int i = 0; i < 100; ++i) {
        threads.push_back(std::make_unique<Tcb>());
        queue.insert(*threads.back(), 700);
    }
    int woken = 0, steps = 0, looks = 0;
    do {
        looks = 10;
        ++steps;
        while (queue.take_expired(700, looks) != nullptr) {
            ++woken;
        }
        EXPECT_LE(steps * 10 - looks, 200 + 10 * steps);
    } while (looks == 0);
    EXPECT_EQ(woken, 100);
    EXPECT_GE(steps, 10);
}

TEST(timeout_queue, agrees_with_a_sorted_map_under_random_use) {
    constexpr uint64_t reach_us[] = {50, 3'000, 40'000, 200'000, 5'000'000, 90'000'000};
    for (uint32_t seed = 1; seed <= 12; ++seed) {
        std::mt19937 random{seed};
        std::vector<std::unique_ptr<Tcb>> threads;
        for (int i = 0; i < 60; ++i) {
            threads.push_back(std::make_unique<Tcb>());
        }
        TimeoutQueue queue;
        std::multimap<uint64_t, Tcb*> model;
        uint64_t now = 0;
        const auto forget = [&](Tcb& thread) {
            std::erase_if(model,
                          [&](const auto& entry) { return entry.second == &thread; });
        };
        const auto insert_or_remove = [&](uint64_t after_us) {
            Tcb& thread = *threads[random() % threads.size()];
            if (!thread.timeout_link.is_linked()) {
                const uint64_t deadline =
                    after_us + 1000 + random() % reach_us[random() % 6];
                queue.insert(thread, deadline);
                model.emplace(deadline, &thread);
            } else if (random() % 3 == 0) {
                queue.remove(thread);
                forget(thread);
            }
        };
        for (int tick = 0; tick < 5'000; ++tick) {
            for (uint32_t i = static_cast<uint32_t>(random() % 3); i > 0; --i) {
                insert_or_remove(now);
            }
            now += random() % 500 == 0 ? random() % 40'000'000 : 999 + random() % 2;
            for (int looks = 0; looks == 0;) {
                looks = static_cast<int>(1 + random() % 5);
                while (Tcb* const thread = queue.take_expired(now, looks)) {
                    ASSERT_LE(thread->deadline_us, now) << "early, seed " << seed;
                    ASSERT_FALSE(thread->timeout_link.is_linked());
                    forget(*thread);
                }
                if (looks == 0) {
                    insert_or_remove(now);  // interrupts between two steps
                    now += random() % 20 == 0 ? 1000 : 0;
                }
            }
            ASSERT_TRUE(model.empty() || model.begin()->first > now)
                << "late, seed " << seed << ", tick " << tick;
        }
    }
}

}  // namespace kumquat
