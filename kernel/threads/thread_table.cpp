// thread_table.cpp -- buckets, and chains through the TCBs.
#include "kernel/threads/thread_table.hpp"

#include "kernel/threads/tcb.hpp"

namespace kumquat {

namespace {

constexpr uint32_t bucket_count = 256;
Tcb* buckets[bucket_count];

/// The first threads of all tasks, and all threads of a task, go to different buckets.
Tcb*& bucket_of(ThreadNumber number) {
    return buckets[(number.value + number.value / threads_per_task) % bucket_count];
}

}  // namespace

Tcb* find_in_table(ThreadNumber number) {
    Tcb* thread = bucket_of(number);
    while (thread != nullptr && thread->id.number() != number) {
        thread = thread->next_in_bucket;
    }
    return thread;
}

void enter_in_table(Tcb& thread) {
    Tcb*& first = bucket_of(thread.id.number());
    thread.next_in_bucket = first;
    first = &thread;
}

void leave_table(Tcb& thread) {
    Tcb** link = &bucket_of(thread.id.number());
    while (*link != &thread) {
        link = &(*link)->next_in_bucket;
    }
    *link = thread.next_in_bucket;
}

}  // namespace kumquat
