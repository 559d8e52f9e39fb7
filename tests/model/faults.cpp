// faults.cpp -- a page fault is a message to the pager.
// Source: handouts/reference/l4-v2.md, "Page faults"; "Page faults during a transfer".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/message.hpp"

namespace kumquat::model {

namespace {

constexpr uint32_t access_present = 1u << 0, access_write = 1u << 1;

}  // namespace

void page_fault(World& world, const Event& event) {
    const uint32_t self = event[0], address = event[1], access = event[3];
    Thread& thread = world.caller(self);
    check_settled(world);
    world.require(address < user_space_end, Rule::faults_end_at_three_gigabytes,
                  "the address is {:#x}", address);
    world.require(!thread.pager || *thread.pager == event[4],
                  Rule::faults_go_to_the_pager, "the pager of {} is {}",
                  thread_text(self), thread_text(*thread.pager));
    const Page* const page = world.spaces.find(page_key(task_number(self), address));
    const bool is_write = (access & access_write) != 0;
    const bool may = page != nullptr && (page->writable || !is_write);
    const bool is_there = (access & access_present) != 0;
    world.require(!may && (page != nullptr || !is_there),
                  Rule::faults_only_where_no_right_is, "the page at {:#x} is {}",
                  address,
                  page == nullptr  ? "not there"
                  : page->writable ? "there and writable"
                                   : "there, read only");
    thread.fault = Fault{address, event[2], is_write};
}

void check_fault_message(World& world, const Event& event) {
    constexpr uint32_t word_write = 1u << 1;
    Thread& thread = world.thread(event[0]);
    world.require(thread.fault.has_value() &&
                      (!thread.pager || event[1] == *thread.pager),
                  Rule::faults_go_to_the_pager,
                  "{} did not fault, or has another pager", thread_text(event[0]));
    const Fault fault = *thread.fault;
    thread.fault.reset();
    const uint32_t word = (fault.address & ~3u) | (fault.is_write ? word_write : 0u);
    world.require(event[2] == word, Rule::faults_tell_the_address,
                  "word 0 should be {:#x}", word);
    world.require(event[3] == fault.eip, Rule::faults_tell_the_instruction,
                  "word 1 should be {:#x}", fault.eip);
}

void check_fault_window(World& world, const Event& event) {
    constexpr uint32_t window =
        Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    world.require(event[2] == window, Rule::faults_open_the_whole_space,
                  "the descriptor should be {:#x}", window);
}

}  // namespace kumquat::model
