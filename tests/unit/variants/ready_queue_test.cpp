// ready_queue_test.cpp -- whatever the discipline, the same thread runs next: the operations of
// the scheduler in random order, against a model that keeps the ready threads and nothing else.
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

/// The ready threads, in their order, for each priority.
class Model {
public:
    std::deque<Tcb*>& list_of(const Tcb& thread) { return lists_[thread.priority]; }
    void remove(Tcb& thread) { std::erase(list_of(thread), &thread); }
    Tcb* highest() const {
        Tcb* best = nullptr;
        for (const auto& [priority, members] : lists_) {
            best = members.empty() ? best : members.front();
        }
        return best;
    }

private:
    std::map<int, std::deque<Tcb*>> lists_;
};

/// What scheduler.cpp does with the queue, on threads without stacks.
class MiniScheduler {
public:
    explicit MiniScheduler(uint32_t seed) : random_{seed} {
        for (int i = 0; i < 40; ++i) {
            threads_.push_back(std::make_unique<Tcb>());
            threads_.back()->state = ThreadState::receiving;
            threads_.back()->priority = static_cast<int>(random_() % 4 * 60);
        }
        idle_.priority = Tcb::idle_priority;
        idle_.state = ThreadState::running;
    }

    void step() {
        Tcb& other = *threads_[random_() % threads_.size()];
        switch (random_() % 7) {
        case 0:
            block();
            break;
        case 1:
            wake(other);
            break;
        case 2:
            hand_over(other);
            break;
        case 3:
            give_up(random_() % 2 == 0);
            break;
        case 4:
            donate(other);
            break;
        case 5:
            forget(other);
            break;
        case 6:
            change_priority(other, static_cast<int>(random_() % 4 * 60));
            break;
        }
        ASSERT_EQ(queue_.highest(), model_.highest());
        const int highest = model_.highest() == nullptr ? Tcb::idle_priority
                                                        : model_.highest()->priority;
        ASSERT_FALSE(queue_.has_above(highest));
        ASSERT_TRUE(highest == Tcb::idle_priority || queue_.has_above(highest - 1));
        ASSERT_TRUE(queue_.check_links());
    }

private:
    void switch_to(Tcb& next) {
        next.state = ThreadState::running;
        if (running_ != &next) {
            queue_.note_switch(*running_, next);
        }
        running_ = &next;
    }

    void run_next() {
        Tcb* const next = queue_.highest();
        ASSERT_EQ(next, model_.highest());
        if (next == nullptr) {
            switch_to(idle_);
            return;
        }
        queue_.take(*next);
        model_.remove(*next);
        switch_to(*next);
    }

    void make_ready(Tcb& thread, bool first = false) {
        thread.state = ThreadState::ready;
        if (thread.is_idle()) {
            return;
        }
        if (first) {
            queue_.insert_first(thread);
            model_.list_of(thread).push_front(&thread);
        } else {
            queue_.insert_last(thread);
            model_.list_of(thread).push_back(&thread);
        }
    }

    void block() {
        if (running_ != &idle_) {
            running_->state = ThreadState::receiving;
            run_next();
        }
    }

    void wake(Tcb& thread) {
        if (thread.state == ThreadState::receiving) {
            make_ready(thread);
        }
    }

    void hand_over(Tcb& thread) {
        if (thread.state == ThreadState::receiving && running_ != &idle_) {
            running_->state = ThreadState::receiving;
            switch_to(thread);
        }
    }

    void give_up(bool stays_first) {
        make_ready(*running_, stays_first);
        run_next();
    }

    void donate(Tcb& thread) {
        if (thread.state == ThreadState::ready) {
            queue_.take(thread);
            model_.remove(thread);
            make_ready(*running_);
            switch_to(thread);
        }
    }

    void forget(Tcb& thread) {
        if (thread.state != ThreadState::running) {
            queue_.remove(thread);
            model_.remove(thread);
            EXPECT_FALSE(thread.ready_link.is_linked());
            thread.state = ThreadState::receiving;
        }
    }

    void change_priority(Tcb& thread, int priority) {
        const bool was_ready = thread.state == ThreadState::ready;
        queue_.remove(thread);
        model_.remove(thread);
        thread.priority = priority;
        if (was_ready) {
            make_ready(thread);
        } else if (thread.state == ThreadState::running) {
            queue_.note_running(thread);
        }
    }

    std::mt19937 random_;
    std::vector<std::unique_ptr<Tcb>> threads_;
    Tcb idle_{};
    Tcb* running_ = &idle_;
    ReadyQueue queue_;
    Model model_;
};

}  // namespace

TEST(ready_queue, empty_has_nobody_and_idle_priority) {
    ReadyQueue queue;
    EXPECT_EQ(queue.highest(), nullptr);
    EXPECT_FALSE(queue.has_above(Tcb::idle_priority));
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

TEST(ready_queue, refuses_a_thread_that_is_not_ready) {
    ReadyQueue queue;
    Tcb running = ready_thread(3);
    running.state = ThreadState::running;
    EXPECT_THROW(queue.insert_last(running), std::logic_error);
    EXPECT_THROW(queue.insert_first(running), std::logic_error);
}

TEST(ready_queue, chooses_whom_a_model_without_links_chooses) {
    for (uint32_t seed = 1; seed <= 20; ++seed) {
        MiniScheduler scheduler{seed};
        for (int step = 0; step < 5'000; ++step) {
            scheduler.step();
            ASSERT_FALSE(HasFailure()) << "seed " << seed << ", step " << step;
        }
    }
}

}  // namespace kumquat
