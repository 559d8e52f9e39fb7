// priority_lists_test.cpp -- lists by priority, against a simple model of them.
#include "kernel/threads/priority_lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

namespace kumquat {

namespace {

Tcb thread_of(int priority) {
    Tcb thread{};
    thread.priority = priority;
    return thread;
}

}  // namespace

TEST(priority_lists, empty_has_nobody) {
    const PriorityLists lists;
    EXPECT_EQ(lists.first(), nullptr);
}

TEST(priority_lists, refuse_a_thread_twice) {
    PriorityLists lists;
    Tcb thread = thread_of(3);
    lists.insert_last(thread);
    EXPECT_THROW(lists.insert_last(thread), std::logic_error);
}

TEST(priority_lists, agree_with_a_simple_model_under_random_use) {
    std::mt19937 random{1};
    std::vector<std::unique_ptr<Tcb>> threads;
    for (int i = 0; i < 64; ++i) {
        threads.push_back(
            std::make_unique<Tcb>(thread_of(static_cast<int>(random() % 256))));
    }
    PriorityLists lists;
    std::map<int, std::deque<Tcb*>, std::greater<int>> model;
    for (int step = 0; step < 20'000; ++step) {
        Tcb& thread = *threads[random() % threads.size()];
        auto& list = model[thread.priority];
        const auto place = std::find(list.begin(), list.end(), &thread);
        if (place != list.end()) {
            lists.remove(thread);
            list.erase(place);
        } else if (random() % 2 == 0) {
            lists.insert_last(thread);
            list.push_back(&thread);
        } else {
            lists.insert_first(thread);
            list.push_front(&thread);
        }
        Tcb* linked = lists.first();
        for (const auto& [priority, members] : model) {
            for (Tcb* const expected : members) {
                ASSERT_EQ(linked, expected) << "step " << step;
                linked = lists.after(*linked);
            }
        }
        ASSERT_EQ(linked, nullptr) << "step " << step;
        ASSERT_TRUE(lists.check_links()) << "step " << step;
    }
}

}  // namespace kumquat
