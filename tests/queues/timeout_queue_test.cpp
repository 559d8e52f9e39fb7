// timeout_queue_test.cpp -- who wakes when, against a multimap: nobody early, everybody with the
// first tick that is not early, whoever comes or goes between the steps of a tick; and no tick
// looks at more threads than it has to.
#include "kernel/threads/timeout_queue.hpp"
#include "tests/queues/generator.hpp"
#include "tests/queues/variants.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kumquat::test {

namespace {

constexpr int plenty = 1'000'000'000;  // looks

/// One expired thread, or nullptr if there is none.
Tcb* take(TimeoutQueue& queue, uint64_t now_us) {
    int looks = plenty;
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

class TimeoutQueueTrial {
public:
    explicit TimeoutQueueTrial(Random random)
        : random_{random}, threads_(1 + random_.below(60)) {}

    void step() {
        if (random_.once_in(4)) {
            pass_time();
            random_.once_in(2) ? tick_at_once() : tick_in_steps();
            ASSERT_TRUE(waiting_.empty() || waiting_.begin()->first > now_us_)
                << "late, at " << now_us_;
        } else {
            insert_or_remove();
        }
        check();
    }

private:
    void insert_or_remove() {
        Tcb& thread = random_.any_of(threads_);
        const auto entry = entry_of(thread);
        if (entry == waiting_.end()) {
            const uint64_t deadline_us = any_deadline();
            queue_.insert(thread, deadline_us);
            waiting_.emplace(deadline_us, &thread);
        } else if (random_.once_in(3)) {
            queue_.remove(thread);
            waiting_.erase(entry);
        }
    }

    Waiting::iterator entry_of(const Tcb& thread) {
        return std::find_if(waiting_.begin(), waiting_.end(),
                            [&](const auto& entry) { return entry.second == &thread; });
    }

    /// The next time after `us` that a list of some variant could begin or end, or nearly so.
    uint64_t next_edge(uint64_t us) {
        constexpr uint64_t periods_us[] = {1 << 10, 1 << 15, 1 << 16, 1 << 20};
        const uint64_t period_us = random_.any_of(periods_us);
        return (us / period_us + 1) * period_us + random_.below(3) - 1;
    }

    /// From the next microsecond to 19 hours.
    uint64_t any_deadline() {
        if (!waiting_.empty() && random_.once_in(8)) {
            return waiting_.begin()->first > now_us_ ? waiting_.begin()->first
                                                     : now_us_ + 1;
        }
        const uint64_t us = now_us_ + 1 + random_.bits(36);
        return random_.once_in(3) ? std::max(next_edge(us), now_us_ + 1) : us;
    }

    void pass_time() {
        if (!waiting_.empty() && random_.once_in(16)) {
            const uint64_t first_us = waiting_.begin()->first - random_.below(2);
            now_us_ = std::clamp(first_us, now_us_, now_us_ + (1 << 26));
        } else if (random_.once_in(16)) {
            now_us_ = std::max(now_us_, next_edge(now_us_));
        } else if (random_.once_in(64)) {
            now_us_ += random_.bits(26);
        } else {
            now_us_ += 999 + random_.below(3);
        }
    }

    /// \return  how many looks it may cost
    uint64_t begin_tick() {
        return most_looks(waiting_, std::exchange(last_tick_us_, now_us_), now_us_);
    }

    /// A tick that is not interrupted, and that looks at no more than it has to.
    void tick_at_once() {
        int looks = plenty;
        const uint64_t most = begin_tick();
        while (Tcb* const thread = queue_.take_expired(now_us_, looks)) {
            wake(*thread);
        }
        ASSERT_LE(static_cast<uint64_t>(plenty - looks), most) << "at " << now_us_;
    }

    /// A tick in steps. Between them interrupts come, and once the clock goes on.
    void tick_in_steps() {
        bool time_stands = random_.once_in(2);
        begin_tick();
        for (int looks = 0; looks <= 0;) {
            looks = static_cast<int>(1 + random_.below(8));
            while (Tcb* const thread = queue_.take_expired(now_us_, looks)) {
                wake(*thread);
                looks -= static_cast<int>(random_.below(4));
            }
            if (looks <= 0) {
                insert_or_remove();
                check();
                if (!time_stands) {
                    time_stands = true;
                    pass_time();
                    begin_tick();
                }
            }
        }
    }

    void wake(Tcb& thread) {
        const auto entry = entry_of(thread);
        ASSERT_NE(entry, waiting_.end()) << "woken, but did not wait";
        ASSERT_LE(entry->first, now_us_) << "early";
        ASSERT_FALSE(thread.timeout_link.is_linked());
        if (wakes_in_order()) {
            ASSERT_EQ(&thread, waiting_.begin()->second);
        }
        waiting_.erase(entry);
    }

    void check() {
        for (Tcb& thread : threads_) {
            const auto entry = entry_of(thread);
            ASSERT_EQ(thread.timeout_link.is_linked(), entry != waiting_.end());
            if (entry != waiting_.end()) {
                ASSERT_EQ(thread.deadline_us, entry->first);
                ASSERT_EQ(thread.timeout_link.next->timeout_link.previous, &thread);
                ASSERT_EQ(thread.timeout_link.previous->timeout_link.next, &thread);
            }
        }
    }

    Random random_;
    std::vector<Tcb> threads_;
    TimeoutQueue queue_;
    Waiting waiting_;
    uint64_t now_us_ = 0, last_tick_us_ = 0;
};

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

TEST(timeout_queue, agrees_with_a_multimap) { run_trials<TimeoutQueueTrial>(10'000); }

}  // namespace kumquat::test
