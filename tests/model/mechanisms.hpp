// mechanisms.hpp -- what each kind of event means: a function for each, a file for each mechanism.
// Each function first asks whether the event may happen in this world (World::require), and
// then makes it happen there.
#pragma once

#include "tests/model/world.hpp"

namespace kumquat::model {

// life.cpp: threads come, change and go
void create_thread(World& world, const Event& event);
void change_thread(World& world, const Event& event);
void stop_thread(World& world, const Event& event);
void delete_thread(World& world, const Event& event);
void set_pager(World& world, const Event& event);

// tasks.cpp: the tree of tasks
void create_task(World& world, const Event& event);
void delete_task(World& world, const Event& event);
void hand_over_number(World& world, const Event& event);
void account(World& world, const Event& event);
void answer_nearest(World& world, const Event& event);

// rendezvous.cpp: who meets whom
void begin_send(World& world, const Event& event);
void begin_receive(World& world, const Event& event);
void block(World& world, const Event& event);
void transfer(World& world, const Event& event);
void wake(World& world, const Event& event);
void cancel(World& world, const Event& event);
/// A sender leaves the queue of a receiver that takes its message, or is met waiting.
/// For short and long messages. \return the sender's and the receiver's ipc are at the point
/// where the message moves
void meet(World& world, uint32_t sender, uint32_t receiver);

// clans.cpp: messages follow the tree of tasks
void redirect(World& world, const Event& event);
void deceit(World& world, const Event& event);
enum Way : uint32_t { near = 0x0, outward = 0x4, inward = 0xC };
struct Nearest {
    Way way;
    uint32_t thread;  // no_thread: nil
};
/// Whom a task meets first on the way to a thread.
Nearest nearest(const World& world, uint32_t task, uint32_t thread);
/// The first thread of a task's chief.
uint32_t first_of_chief(const World& world, uint32_t task);
/// From whom, or to whom, a message between a thread and its partner goes at first.
uint32_t met_first(const World& world, uint32_t self, uint32_t partner);
/// A message comes to `goal`, or waits for it: that must be a neighbour.
void check_goal(const World& world, uint32_t sender, uint32_t goal);
/// \return  the bits of the receiver's result that tell how the message came
uint32_t check_way(const World& world, const Ipc& send, const Event& transfer);

// results.cpp: what a thread gets
void end_with_result(World& world, const Event& event);
/// What the clock or a failure makes of an ipc; ends any wait. The result is still to come.
void end_ipc(World& world, uint32_t thread, Expected expected);

// transfers.cpp: long messages
void start_transfer(World& world, const Event& event);
void fault_in_transfer(World& world, const Event& event);
void move_words(World& world, const Event& event);
void move_string(World& world, const Event& event);
void abort_transfer(World& world, const Event& event);
/// Whether the two are in a long transfer with each other.
bool carries(const World& world, uint32_t one, uint32_t other);

// timeouts.cpp: the clock and the waits that it ends
void tick(World& world, const Event& event);
void insert_timeout(World& world, const Event& event);
void leave_timeout_queue(World& world, const Event& event);
void end_by_clock(World& world, const Event& event);
void begin_wait(World& world, uint32_t thread, uint32_t timeout_us);
void end_wait(World& world, uint32_t thread);

// faults.cpp: page faults
void page_fault(World& world, const Event& event);
void check_fault_message(World& world, const Event& event);
void check_fault_window(World& world, const Event& event);

// mapping.cpp, unmapping.cpp: pages come and go
void map(World& world, const Event& event);
void grant(World& world, const Event& event);
void split(World& world, const Event& event);
void begin_unmap(World& world, const Event& event);
void unmap(World& world, const Event& event);
void end_unmap(World& world, const Event& event);

// placement.cpp: which pages a message maps
void check_mapped(World& world,
                  const Event& transfer,
                  const Ipc& send,
                  const Ipc& receive);
void check_no_stray_pages(World& world);

// scheduling.cpp: who runs
void switch_threads(World& world, const Event& event);
void enter_ready_queue(World& world, const Event& event);
void leave_ready_queue(World& world, const Event& event);
void begin_slice(World& world, const Event& event);
void yield(World& world, const Event& event);
void set_priority(World& world, const Event& event);
void charge_owner(World& world);
/// A program is in user mode when this event begins: every decision that was due has been made.
void check_settled(World& world);
void check_ready_since_last_tick(World& world);

// interrupts.cpp, exceptions.cpp
void occur(World& world, const Event& event);
void deliver_interrupt(World& world, const Event& event);
void attach(World& world, const Event& event);
void detach(World& world, const Event& event);
void raise_exception(World& world, const Event& event);
void reflect_exception(World& world, const Event& event);

}  // namespace kumquat::model
