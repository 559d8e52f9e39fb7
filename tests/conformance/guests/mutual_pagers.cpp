// mutual_pagers.cpp -- two threads, each the other's pager, both with a fault inside the kernel.
// The first has taken the message about the second's fault, and does the same as that: so the
// message about its own fault is the answer. Nothing is mapped, the second faults again, which
// answers the first, and so on without end: but a tick comes in, and wakes the main thread.
#include "tests/conformance/guests/exception_table.hpp"
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t missing_pages = 0x70000000, low_priority = 10;
constexpr uint64_t longest_sleep_us = 5000;

uint32_t page_of_mine() { return missing_pages + myself().lthread() * page_size; }

ExceptionTable table;

void take_the_others_fault() {
    if (myself().lthread() == 1) {
        wait();
    }
}

/// The frame of its exception is to be pushed to a page that nobody brings.
void raise_exception() {
    take_the_others_fault();
    set_handler(table, 6, sleep_for_ever);
    load_table(table);
    asm volatile("movl %0, %%esp; ud2" : : "r"(page_of_mine() + page_size / 2));
}

/// So is the message that it sends.
void send_from_missing_page() {
    take_the_others_fault();
    ipc(SendDescriptor{page_of_mine() | SendDescriptor::map_bit}, nothing_to_receive,
        wait_for_ever, helper(myself().lthread() + 2), 0, 0);
    sleep_for_ever();
}

void wait_and_sleep() {
    wait();
    sleep_for_ever();
}

/// \return  whether a sleep of 2 ms ends in time while helpers 1 and 2 do this
bool clock_goes_on(Code code) {
    for (uint32_t i = 1; i <= 4; ++i) {
        const bool is_one_of_them = i <= 2;
        start_thread(i, address_of(is_one_of_them ? code : wait_and_sleep),
                     helper_stack(i), is_one_of_them ? helper(3 - i) : main_thread());
        set_priority(helper(i), low_priority);
    }
    const uint64_t begin = clock_us();
    sleep(receive_2_ms);
    const uint64_t slept = clock_us() - begin;
    park(1);
    park(2);
    return slept <= longest_sleep_us;
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    take_info_page();
    claim_that("sched.3 timeout.7 fault.5",
               "a tick comes in between two that answer each other's exceptions",
               clock_goes_on(raise_exception));
    claim_that("sched.3 timeout.7 xfer.fault.1", "and each other's transfers",
               clock_goes_on(send_from_missing_page));
    finish_claims();
}
