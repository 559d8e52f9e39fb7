// ready_queue_test.cpp -- who runs next, against one vector of the ready threads in their order:
// the first of the highest priority. The operations are those of the scheduler.
#include "kernel/threads/ready_queue.hpp"
#include "tests/queues/generator.hpp"
#include "tests/queues/variants.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kumquat::test {

namespace {

Tcb ready_thread(int priority) {
    Tcb thread{};
    thread.state = ThreadState::ready;
    thread.priority = priority;
    return thread;
}

class ReadyQueueTrial {
public:
    explicit ReadyQueueTrial(Random random)
        : random_{random},
          threads_(1 + random_.below(40)), looks_after_each_step_{random_.once_in(2)} {
        for (Tcb& thread : threads_) {
            thread.state = ThreadState::receiving;
            thread.priority = any_priority();
        }
        idle_.priority = Tcb::idle_priority;
        idle_.state = ThreadState::running;
    }

    void step() {
        operate(random_.any_of(threads_));
        check_lists();
        // To ask tidies up, with SCHED=lazy: so not always.
        if (looks_after_each_step_ || random_.once_in(16)) {
            check_choice();
        }
        if (random_.once_in(64)) {
            check_order();
        }
    }

private:
    void operate(Tcb& thread) {
        switch (random_.below(8)) {
        case 0:
            block();
            break;
        case 1:
        case 2:
            wake(thread);
            break;
        case 3:
            hand_over(thread);
            break;
        case 4:
            give_up(random_.once_in(2));
            break;
        case 5:
            donate(thread);
            break;
        case 6:
            stop(thread);
            break;
        case 7:
            change_priority(thread);
            break;
        }
    }

    /// Both ends, and the ends of the words of a bitmap; few at a time, so that lists grow.
    int any_priority() {
        constexpr int edges[] = {0, 1, 31, 32, 63, 64, 127, 128, 254, 255};
        return random_.once_in(8) ? static_cast<int>(random_.below(256))
                                  : random_.any_of(edges);
    }

    Tcb* first_of_highest() const {
        const auto first = std::max_element(
            ready_.begin(), ready_.end(),
            [](const Tcb* a, const Tcb* b) { return a->priority < b->priority; });
        return first == ready_.end() ? nullptr : *first;
    }

    void make_ready(Tcb& thread, bool first = false) {
        thread.state = ThreadState::ready;
        if (thread.is_idle()) {
            return;
        }
        if (first) {
            queue_.insert_first(thread);
            ready_.insert(ready_.begin(), &thread);
        } else {
            queue_.insert_last(thread);
            ready_.push_back(&thread);
        }
    }

    void switch_to(Tcb& next) {
        next.state = ThreadState::running;
        Tcb& self = *std::exchange(running_, &next);
        if (&self != &next) {
            queue_.note_switch(self, next);
        }
    }

    void take(Tcb& thread) {
        queue_.take(thread);
        std::erase(ready_, &thread);
    }

    void run_next() {
        Tcb* const next = queue_.highest();
        ASSERT_EQ(next, first_of_highest());
        if (next != nullptr) {
            take(*next);
        }
        switch_to(next != nullptr ? *next : idle_);
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

    /// As a message does: neither of them has been, or will be, ready.
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
            take(thread);
            make_ready(*running_);
            switch_to(thread);
        }
    }

    void stop(Tcb& thread) {
        if (thread.state != ThreadState::running) {
            queue_.remove(thread);
            std::erase(ready_, &thread);
            thread.state = ThreadState::receiving;
            ASSERT_FALSE(thread.ready_link.is_linked());
        }
    }

    void change_priority(Tcb& thread) {
        queue_.remove(thread);
        std::erase(ready_, &thread);
        thread.priority = any_priority();
        if (thread.state == ThreadState::ready) {
            make_ready(thread);
        } else if (thread.state == ThreadState::running) {
            queue_.note_running(thread);
        }
    }

    void check_choice() {
        const Tcb* const expected = first_of_highest();
        ASSERT_EQ(queue_.highest(), expected);
        const int highest =
            expected == nullptr ? Tcb::idle_priority : expected->priority;
        ASSERT_FALSE(queue_.has_above(highest));
        ASSERT_TRUE(highest == Tcb::idle_priority || queue_.has_above(highest - 1));
        const int near = highest + static_cast<int>(random_.below(3)) - 1;
        const int asked =
            random_.once_in(2) ? any_priority() : std::max(near, Tcb::idle_priority);
        ASSERT_EQ(queue_.has_above(asked), highest > asked) << asked;
        ASSERT_TRUE(queue_.may_have_above(asked) || highest <= asked) << asked;
    }

    /// All ready threads, taken out one after the other; and put in again.
    void check_order() {
        const std::vector<Tcb*> before = ready_;
        while (!ready_.empty()) {
            Tcb* const next = queue_.highest();
            ASSERT_EQ(next, first_of_highest());
            queue_.remove(*next);
            std::erase(ready_, next);
        }
        ASSERT_EQ(queue_.highest(), nullptr);
        for (Tcb* const thread : before) {
            make_ready(*thread);
        }
    }

    void check_lists() {
        ASSERT_TRUE(queue_.check_links());
        ASSERT_FALSE(idle_.ready_link.is_linked());
        for (const Tcb& thread : threads_) {
            const ListLink<Tcb>& link = thread.ready_link;
            ASSERT_TRUE(link.is_linked() || !must_be_linked(thread.state));
            ASSERT_TRUE(!link.is_linked() || may_be_linked(thread.state));
            if (link.is_linked()) {
                ASSERT_EQ(link.next->ready_link.previous, &thread);
                ASSERT_EQ(link.previous->ready_link.next, &thread);
            }
        }
        ASSERT_EQ(static_cast<uint64_t>(std::count_if(
                      threads_.begin(), threads_.end(),
                      [](const Tcb& t) { return t.state == ThreadState::ready; })),
                  ready_.size());
    }

    Random random_;
    std::vector<Tcb> threads_;
    bool looks_after_each_step_;
    Tcb idle_{};
    Tcb* running_ = &idle_;
    ReadyQueue queue_;
    std::vector<Tcb*> ready_;
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

TEST(ready_queue, agrees_with_a_vector) { run_trials<ReadyQueueTrial>(10'000); }

}  // namespace kumquat::test
