// calls.cpp -- the system calls beside ipc.
#include "user/bench/bench.hpp"

namespace kumquat::bench {

void id_nearest() {
    MEASUREMENT_BEGIN();
    for (uint32_t i = 0; i < repetitions; ++i) {
        myself();
    }
    MEASUREMENT_END();
}

void yield() {
    constexpr uint32_t alone_at_this_priority = 77;
    set_priority(myself(), alone_at_this_priority);
    MEASUREMENT_BEGIN();
    for (uint32_t i = 0; i < repetitions; ++i) {
        thread_switch(ThreadId::nil());
    }
    MEASUREMENT_END();
}

void task_new() {
    const uint32_t new_chief = root_id.low();
    for (uint32_t i = 0; i < repetitions + warm_up; ++i) {
        if (i == warm_up) {
            MEASUREMENT_BEGIN();
        }
        const ThreadId task =
            create_task(peer_task, address_of(bench_sleeper), 0, pager_id, 0);
        // No pager: delete it, and keep the number.
        const ThreadId number =
            create_task(peer_task, 0, 0, ThreadId::nil(), new_chief);
        require(!task.is_nil() && !number.is_nil());
    }
    MEASUREMENT_END();
}

}  // namespace kumquat::bench
