// growth.cpp -- does a message take longer when there are more threads, tasks, mappings, timeouts?
// First the crowd is made; then the client goes to a priority below all of them, so that it
// only runs when they all sleep; then the benchmark of short messages runs as ever.
#include "user/bench/bench.hpp"
#include "user/bench/ipc_register.hpp"

namespace kumquat::bench {

namespace {

constexpr uint32_t first_crowd_task = 10, below_the_crowd = 10;
constexpr uint32_t region_pages = 1024, remove_elsewhere = 2;
constexpr uint32_t ask_number = 1, say_done = 3;
alignas(page_size) uint32_t starter_stack[page_size / sizeof(uint32_t)];

void (*crowd_code)() = bench_sleeper;  // of all threads but the starters

ThreadId create_crowd_task(uint32_t index, uint32_t entry, uint32_t stack) {
    const TaskNumber task{first_crowd_task + index};
    const ThreadId id = create_task(task, entry, stack, pager_id, below_the_crowd);
    require(!id.is_nil());
    return id;
}

/// First thread of a crowd task: starts as many others as the root task says.
void starter() {
    const uint32_t count = call(root_id, ask_number, 0).w0;
    for (uint32_t i = 1; i <= count; ++i) {
        require(start_thread(i, address_of(crowd_code), 0, pager_id));
    }
    send(root_id, say_done, 0, wait_for_ever);
    bench_sleeper();
}

/// Create tasks until there are `count` threads more. One starter after the other: they share
/// a stack.
void create_threads(uint32_t count) {
    for (uint32_t task = 0; count != 0; ++task) {
        const uint32_t own = count < threads_per_task ? count : threads_per_task;
        create_crowd_task(task, address_of(starter),
                          address_of(starter_stack) + sizeof starter_stack);
        const IpcResult request = wait();
        reply_and_wait(send_registers, request.sender, own - 1, 0);
        count -= own;
    }
}

/// Wait until the crowd sleeps, then measure among ourselves.
void measure() {
    set_priority(root_id, below_the_crowd);
    thread_switch(ThreadId::nil());
    ipc_register(start_peer(register_server));
}

/// Have every page of the region, so that it can be lent at once.
void take_region(uint32_t pages) {
    for (uint32_t i = 0; i < pages; ++i) {
        *reinterpret_cast<volatile uint32_t*>(uintptr_t{region_begin + i * page_size}) =
            0;
    }
}

}  // namespace

void growth_threads() {
    create_threads(argument());
    measure();
}

void growth_timeouts() {
    crowd_code = bench_dozer;
    create_threads(argument());
    measure();
}

void growth_tasks() {
    for (uint32_t i = 0; i < argument(); ++i) {
        create_crowd_task(i, address_of(bench_sleeper), 0);
    }
    measure();
}

void growth_nodes() {
    take_region(region_pages);
    for (uint32_t i = 0; i < argument() / region_pages; ++i) {
        create_crowd_task(i, address_of(bench_reader), 0);
    }
    measure();
    // The nodes were there if they can be used: nobody has a page of the region any more.
    fpage_unmap(Fpage::make(region_begin, region_order), remove_elsewhere);
}

void timer_tick() {
    crowd_code = bench_dozer;
    create_threads(argument());
    set_priority(root_id, below_the_crowd);
    thread_switch(ThreadId::nil());
    MEASUREMENT_BEGIN();
    constexpr uint32_t several_ticks = 2'500'000;  // of two instructions each
    for (uint32_t i = 0; i < several_ticks; ++i) {
        asm volatile("");
    }
    MEASUREMENT_END();
}

void unmap() {
    take_region(argument());
    create_crowd_task(0, address_of(bench_reader), 0);
    set_priority(root_id, below_the_crowd);
    thread_switch(ThreadId::nil());
    MEASUREMENT_BEGIN();
    fpage_unmap(Fpage::make(region_begin, region_order), remove_elsewhere);
    MEASUREMENT_END();
}

}  // namespace kumquat::bench
