// thread_id_test.cpp -- ids, with the vectors of the interface's specification.
#include "kernel/abi/thread_id.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace kumquat {

TEST(thread_id, fields_of_the_specified_vectors) {
    const ThreadId third{0x000A0C00, 0x00080000};
    EXPECT_EQ(third.task().value, 5u);
    EXPECT_EQ(third.lthread(), 3u);
    EXPECT_EQ(third.chief().value, 4u);

    const ThreadId last{0x0FFFFC00, 0x00080000};
    EXPECT_EQ(last.task().value, 2047u);
    EXPECT_EQ(last.lthread(), 127u);
    EXPECT_EQ(last.number().value, max_threads - 1);

    const ThreadId nested{0x000C0000, 0x100A0000};
    EXPECT_EQ(nested.task().value, 6u);
    EXPECT_EQ(nested.chief().value, 5u);
    EXPECT_EQ(nested.nest(), 1u);
}

TEST(thread_id, make_gives_the_specified_vectors) {
    EXPECT_EQ(ThreadId::make({2047}, 127, root_task),
              (ThreadId{0x0FFFFC00, 0x00080000}));
    EXPECT_EQ(ThreadId::make({6}, 0, {5}, 1), (ThreadId{0x000C0000, 0x100A0000}));
    EXPECT_EQ(sigma0_id, (ThreadId{0x00040000, 0x00080000}));
    EXPECT_EQ(root_id, (ThreadId{0x00080000, 0x00000000}));
}

TEST(thread_id, nil_is_told_by_the_low_word_alone) {
    EXPECT_TRUE((ThreadId{0, 0xDEADBEEF}.is_nil()));
    EXPECT_FALSE((ThreadId{1, 0}.is_nil()));
}

TEST(thread_id, invalid_is_told_by_either_word) {
    EXPECT_TRUE((ThreadId{0xFFFFFFFF, 0}.is_invalid()));
    EXPECT_TRUE((ThreadId{0x00080000, 0xFFFFFFFF}.is_invalid()));
    EXPECT_FALSE(root_id.is_invalid());
}

TEST(thread_id, interrupts_are_the_ids_1_to_255) {
    EXPECT_TRUE(ThreadId::interrupt(0).is_interrupt());
    EXPECT_TRUE((ThreadId{255, 0}.is_interrupt()));
    EXPECT_FALSE((ThreadId{256, 0}.is_interrupt()));
    EXPECT_FALSE(ThreadId::nil().is_interrupt());
}

TEST(thread_id, number_is_task_times_128_plus_lthread) {
    for (const uint32_t task : {0u, 1u, 4u, 2047u}) {
        for (const uint32_t lthread : {0u, 1u, 127u}) {
            const ThreadId id = ThreadId::make({task}, lthread, root_task);
            EXPECT_EQ(id.number().value, task * threads_per_task + lthread);
        }
    }
}

TEST(thread_id, with_lthread_changes_nothing_else) {
    const ThreadId id{0xF00A0C3F, 0x12345678};
    const ThreadId other = id.with_lthread(127);
    EXPECT_EQ(other.lthread(), 127u);
    EXPECT_EQ(other.low() & ~ThreadId::Lthread::mask,
              id.low() & ~ThreadId::Lthread::mask);
    EXPECT_EQ(other.high(), id.high());
}

TEST(thread_id, a_field_refuses_a_value_that_does_not_fit) {
    EXPECT_THROW(static_cast<void>(ThreadId::make({max_tasks}, 0, root_task)),
                 std::logic_error);
    EXPECT_THROW(static_cast<void>(ThreadId::make({5}, threads_per_task, root_task)),
                 std::logic_error);
}

}  // namespace kumquat
