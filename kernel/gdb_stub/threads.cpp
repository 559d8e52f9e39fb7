// threads.cpp -- which threads there are: those whose TCB says so. The kernel's lists are not
// asked, for they may be what is being debugged.
#include "kernel/gdb_stub/stop.hpp"
#include "kernel/memory/address_space.hpp"

namespace kumquat::gdb {

namespace {

constexpr Thread last_thread = max_threads;

uint32_t number_of(Thread thread) { return thread - first_thread; }

/// The first thread whose TCB lies behind the 4 MB of the array in which this one lies.
Thread behind_table_of(Thread thread) {
    constexpr uint32_t tcbs_per_table = LARGE_PAGE_SIZE / TCB_SIZE;
    return first_thread + (number_of(thread) / tcbs_per_table + 1) * tcbs_per_table;
}

bool has_table(Thread thread) {
    const VirtAddr address{TCB_ARRAY + number_of(thread) * TCB_SIZE};
    return master_directory.entries[directory_index(address)].is_present();
}

void put_decimal(uint32_t value, char*& at) {
    uint32_t place = 1;
    while (value / place >= 10) {
        place *= 10;
    }
    for (; place != 0; place /= 10) {
        *at++ = static_cast<char>('0' + value / place % 10);
    }
}

}  // namespace

TrapFrame* stopped = nullptr;

Thread running_thread() {
    const uint32_t place = address_of(stopped);  // on the thread's own stack
    const bool is_in_array = place >= TCB_ARRAY && place < DIRECT_WINDOW;
    return is_in_array ? first_thread + (place - TCB_ARRAY) / TCB_SIZE : first_thread;
}

Thread next_thread(Thread before) {
    for (Thread thread = before + 1; thread <= last_thread;) {
        if (!has_table(thread)) {
            thread = behind_table_of(thread);
            continue;
        }
        const Tcb* const tcb = tcb_in_window(thread);
        if (tcb != nullptr && tcb->exists()) {
            return thread;
        }
        ++thread;
    }
    return no_thread;
}

PhysAddr directory_of(Thread thread) {
    if (thread == running_thread()) {
        return read_page_directory();
    }
    const Tcb* const tcb = tcb_in_window(thread);
    const bool has_one = tcb != nullptr && tcb->directory.raw() != 0;
    return has_one ? tcb->directory : physical_of(&master_directory);
}

ThreadName name_of(Thread thread) {
    ThreadName name = {};
    char* at = name.characters;
    put_decimal(number_of(thread) / threads_per_task, at);
    *at++ = '.';
    put_decimal(number_of(thread) % threads_per_task, at);
    return name;
}

const char* state_words(Thread thread) {
    if (thread == running_thread()) {
        return "running";
    }
    constexpr const char* words[] = {"nonexistent", "dead",      "running",     "ready",
                                     "sending",     "receiving", "transferring"};
    const Tcb* const tcb = tcb_in_window(thread);
    const auto state =
        tcb == nullptr ? 0 : static_cast<uint32_t>(ThreadState{tcb->state});
    return state < sizeof(words) / sizeof(words[0]) ? words[state] : "in no state";
}

}  // namespace kumquat::gdb
