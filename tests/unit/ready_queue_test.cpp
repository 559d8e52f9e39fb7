// ready_queue_test.cpp -- lists by priority, against a simple model of them.
#include "kernel/threads/ready_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

namespace kumquat {

namespace {

Tcb ready_thread(int priority) {
    Tcb thread{};
    thread.state = ThreadState::ready;
    thread.priority = priority;
    return thread;
}

}  // namespace

TEST(ready_queue, empty_has_nobody_and_idle_priority) {
    ReadyQueue queue;
    EXPECT_EQ(queue.highest(), nullptr);
    EXPECT_EQ(queue.highest_priority(), Tcb::idle_priority);
}

TEST(ready_queue, the_higher_priority_comes_first) {
    for (int low = 0; low < 255; low += 17) {
        ReadyQueue queue;
        Tcb weak = ready_thread(low), strong = ready_thread(low + 1);
        queue.insert_last(strong);
        queue.insert_last(weak);
        EXPECT_EQ(queue.highest(), &strong);
        queue.remove(strong);
        EXPECT_EQ(queue.highest(), &weak);
        EXPECT_TRUE(queue.check_links());
    }
}

TEST(ready_queue, equals_come_in_the_order_of_insertion) {
    ReadyQueue queue;
    Tcb a = ready_thread(7), b = ready_thread(7), c = ready_thread(7);
    queue.insert_last(a);
    queue.insert_last(b);
    queue.insert_first(c);
    for (Tcb* const expected : {&c, &a, &b}) {
        EXPECT_EQ(queue.highest(), expected);
        queue.remove(*expected);
    }
    EXPECT_EQ(queue.highest(), nullptr);
}

TEST(ready_queue, refuses_a_thread_twice_and_a_thread_that_is_not_ready) {
    ReadyQueue queue;
    Tcb thread = ready_thread(3);
    queue.insert_last(thread);
    EXPECT_THROW(queue.insert_last(thread), std::logic_error);
    Tcb running = ready_thread(3);
    running.state = ThreadState::running;
    EXPECT_THROW(queue.insert_last(running), std::logic_error);
}

TEST(ready_queue, agrees_with_a_simple_model_under_random_use) {
    std::mt19937 random{1};
    std::vector<std::unique_ptr<Tcb>> threads;
    for (int i = 0; i < 64; ++i) {
        threads.push_back(
            std::make_unique<Tcb>(ready_thread(static_cast<int>(random() % 256))));
    }
    ReadyQueue queue;
    std::map<int, std::deque<Tcb*>> model;
    for (int step = 0; step < 20'000; ++step) {
        Tcb& thread = *threads[random() % threads.size()];
        auto& list = model[thread.priority];
        const auto place = std::find(list.begin(), list.end(), &thread);
        if (place != list.end()) {
            queue.remove(thread);
            list.erase(place);
        } else if (random() % 2 == 0) {
            queue.insert_last(thread);
            list.push_back(&thread);
        } else {
            queue.insert_first(thread);
            list.push_front(&thread);
        }
        Tcb* expected = nullptr;
        for (const auto& [priority, members] : model) {
            expected = members.empty() ? expected : members.front();
        }
        ASSERT_EQ(queue.highest(), expected) << "step " << step;
        ASSERT_TRUE(queue.check_links()) << "step " << step;
    }
}

}  // namespace kumquat
