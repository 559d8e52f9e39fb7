// thread_table_test.cpp -- threads come and go in random order: those that exist are found, and
// nobody else, however many share a chain.
#include "kernel/threads/tcb.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>

namespace kumquat {

TEST(thread_table, finds_who_exists_and_nobody_else) {
    std::mt19937 random{20261121};
    std::map<uint32_t, std::unique_ptr<Tcb>> threads;
    constexpr uint32_t numbers = 3000;  // several for each chain
    for (int step = 0; step < 20'000; ++step) {
        const ThreadNumber number{1 + static_cast<uint32_t>(random()) % numbers};
        const auto found = threads.find(number.value);
        ASSERT_EQ(find_in_table(number),
                  found == threads.end() ? nullptr : found->second.get());
        if (found != threads.end()) {
            leave_table(*found->second);
            threads.erase(found);
        } else {
            auto thread = std::make_unique<Tcb>();
            thread->id = ThreadId{ThreadId::Number::set(0, number.value), 0};
            enter_in_table(*thread);
            threads.emplace(number.value, std::move(thread));
        }
    }
    EXPECT_GT(threads.size(), 1000u);
    for (const auto& [number, thread] : threads) {
        EXPECT_EQ(find_in_table({number}), thread.get());
        leave_table(*thread);
    }
}

}  // namespace kumquat
