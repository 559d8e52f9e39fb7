// guest_queue.cpp -- lists of threads that are nothing but TCBs with a priority.
#include "labs/lab03-threads/guest_tests.hpp"
#include "labs/lab03-threads/scenes.hpp"

#include "kernel/threads/priority_lists.hpp"
#include "kernel/x86/instructions.hpp"
#include "labs/common/counted.hpp"

namespace kumquat {

namespace {

constexpr uint32_t nobody = 0xFFFFFFFF;

PriorityLists lists;
Tcb threads[queue_length];

uint32_t index_of(const Tcb* thread) {
    return thread == nullptr ? nobody : static_cast<uint32_t>(thread - threads);
}

Tcb& insert(uint32_t index, uint32_t priority) {
    threads[index].priority = static_cast<int>(priority);
    lists.insert_last(threads[index]);
    return threads[index];
}

/// Take out the first of the highest until nobody is left; leave who it was.
void drain() {
    for (uint32_t i = 0; i <= queue_length; ++i) {
        Tcb* const first = lists.first();
        record(index_of(first));
        if (first == nullptr) {
            return;
        }
        lists.remove(*first);
    }
}

uint32_t highest() { return static_cast<uint32_t>(lists.highest_priority()); }

}  // namespace

void line_up_equals(Numbers& numbers) {
    const uint32_t priority = numbers.below(256);
    for (uint32_t i = 0; i < queue_length; ++i) {
        insert((i * 7 + 3) % queue_length, priority);
    }
    record(highest());
    drain();
}

void line_up_by_priority(Numbers& numbers) {
    uint32_t priority = 0;
    for (uint32_t i = 0; i < queue_length; ++i) {
        priority = draw_priority(numbers, i, priority);
        insert(i, priority);
        record(highest());
    }
    drain();
}

void look_far_below(Numbers& numbers) {
    for (uint32_t i = 0; i < pairs_far_apart; ++i) {
        const Pair pair = draw_pair(numbers, i);
        Tcb& low = insert(0, pair.low);
        Tcb& high = insert(1, pair.high);
        record(index_of(lists.first()));
        record(index_of(lists.after(high)));
        lists.remove(high);
        record(highest());
        lists.remove(low);
    }
}

void take_out_of_the_middle(Numbers& numbers) {
    const uint32_t priority = 1 + numbers.below(255);
    insert(0, numbers.below(priority));
    for (uint32_t i = 1; i < queue_length; ++i) {
        insert(i, priority);
    }
    for (uint32_t left = queue_length - 1; left > 1; --left) {
        uint32_t index = 1 + numbers.below(queue_length - 1);
        while (!threads[index].ready_link.is_linked()) {
            index = index % (queue_length - 1) + 1;
        }
        lists.remove(threads[index]);
        record(highest());
    }
    drain();
}

void take_out_lower_ones(Numbers& numbers) {
    for (uint32_t i = 0; i < pairs_far_apart; ++i) {
        const Pair pair = draw_pair(numbers, i);
        Tcb& low = insert(0, pair.low);
        Tcb& high = insert(1, pair.high);
        lists.remove(low);
        record(highest());
        record(index_of(lists.first()));
        lists.remove(high);
        record(highest());
    }
}

void empty_the_queue(Numbers& numbers) {
    for (uint32_t i = 0; i < pairs_far_apart; ++i) {
        const uint32_t priority = i == 0 ? 0 : numbers.below(256);
        Tcb& thread = insert(2, priority);
        lists.remove(thread);
        record(highest());
        record(index_of(lists.first()));
    }
}

void count_the_steps(Numbers& numbers) {
    insert(0, 0);
    Tcb& high = insert(1, 255 - numbers.below(8));
    const uint64_t before = read_time_stamp();
    lists.remove(high);
    const uint64_t between = read_time_stamp();
    lists.insert_last(high);
    const uint64_t after = read_time_stamp();
    record(static_cast<uint32_t>(between - before));
    record(static_cast<uint32_t>(after - between));
}

void do_anything(Numbers& numbers) {
    for (uint32_t i = 0; i < queue_operations; ++i) {
        const uint32_t index = numbers.below(queue_length);
        const uint32_t priority = numbers.below(256);
        if (threads[index].ready_link.is_linked()) {
            lists.remove(threads[index]);
        } else {
            insert(index, priority);
        }
        record(index_of(lists.first()));
        record(lists.check_links() ? 1 : 0);
    }
}

void count_in_and_out(Numbers& numbers) {
    insert(0, 0);
    Tcb& high = insert(1, 255 - numbers.below(8));
    record(counted([&] {
        lists.remove(high);
        lists.insert_last(high);
    }));
}

}  // namespace kumquat
