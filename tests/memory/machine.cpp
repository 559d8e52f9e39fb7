// machine.cpp -- memory where the direct window lies, a table of tasks, and a trace.
#include "tests/memory/machine.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/debug/trace_ring.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/page_tables.hpp"
#include "kernel/threads/tcb.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <utility>

namespace kumquat {

KernelInfoPage info_page;
PageTable master_directory;
bool trace_streams = false;

namespace {

constexpr uint32_t pool_begin = 16u << 20, pool_size = 16u << 20;
alignas(TCB_SIZE) Tcb tcb;
std::vector<test::Event> events;

}  // namespace

Task task_table[max_tasks];
uint32_t read_stack_pointer() {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&tcb));
}

// There is never room in the ring, so every event comes here.
TraceRing trace_ring;
TraceRoom trace_room;
void append_and_make_room(TraceKind kind, const TraceColumns& columns) {
    test::Event event{kind, {}};
    std::copy_n(columns.words, trace_columns_max, event.columns);
    events.push_back(event);
}
uint64_t read_time_stamp() { return 0; }

void assertion_failed(const char* expression, const char* file, int line) {
    throw std::logic_error{std::string{file} + ":" + std::to_string(line) + ": " +
                           expression};
}

namespace test {

void start_machine(uint32_t frames) {
    static void* const window =
        mmap(reinterpret_cast<void*>(uintptr_t{DIRECT_WINDOW} + pool_begin), pool_size,
             PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (window == MAP_FAILED) {
        throw std::runtime_error{"there is no room where the direct window lies"};
    }
    for (Task& task : task_table) {
        task = Task{};
    }
    for (uint64_t block = 0; block < 1ull << 32; block += LARGE_PAGE_SIZE) {
        root_of(PhysAddr{static_cast<uint32_t>(block)}) = MappingNode{};
    }
    events.clear();
    info_page.reserved_0 = {};
    info_page.reserved_1 = {pool_begin, pool_begin + LARGE_PAGE_SIZE};
    initialize_frames(PhysAddr{pool_begin}, PhysAddr{pool_begin + frames * page_size});
    start_task(sigma0_task);
}

void start_task(TaskNumber task) {
    task_table[task.value].space = create_address_space();
    task_of(task).memory.frames += frames_for_space;
}

void finish_task(TaskNumber task) {
    for (uint32_t i = 0; i < directory_index(user_end); ++i) {
        const VirtAddr address{i * LARGE_PAGE_SIZE};
        if (directory_entry(space_of(task), address).is_present()) {
            drop_page_table(task, address);
        }
    }
    delete_address_space(space_of(task));
    task_of(task).memory.frames -= frames_for_space;
    task_table[task.value].space = {};
}

std::vector<Event> take_events() { return std::exchange(events, {}); }

}  // namespace test
}  // namespace kumquat
