// clans.cpp -- messages follow the tree of tasks, if the kernel was built so.
// Source: handouts/reference/l4-v2.md, "id_nearest", "Clans and chiefs".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/message.hpp"

namespace kumquat::model {

namespace {

constexpr int deepest = 2048;

uint32_t first_thread(uint32_t task) {
    return task == kernel_task.value ? no_thread : task * threads_per_task;
}

/// Myself, my chief, my own children, and the members of my clan.
bool is_near(const World& world, uint32_t me, uint32_t other) {
    const uint32_t chief = world.tasks[me].chief, its = world.tasks[other].chief;
    return other == me || other == chief || its == me ||
           (its == chief && chief != kernel_task.value);
}

/// Whether a message between two tasks that is passed on from chief to chief comes to this one.
bool passes(const World& world, uint32_t from, uint32_t to, uint32_t chief) {
    for (int hops = 0; hops < deepest; ++hops) {
        const Nearest next = nearest(world, from, to * threads_per_task);
        if (next.way == near || next.thread == no_thread) {
            return false;
        }
        from = task_number(next.thread);
        if (from == chief) {
            return true;
        }
    }
    return false;
}

}  // namespace

uint32_t first_of_chief(const World& world, uint32_t task) {
    return first_thread(world.tasks[task].chief);
}

Nearest nearest(const World& world, uint32_t me, uint32_t thread) {
    const uint32_t to = task_number(thread);
    if (is_near(world, me, to)) {
        return {near, thread};
    }
    uint32_t at = world.tasks[to].chief;
    for (int depth = 0; at < max_tasks && at != kernel_task.value && depth < deepest;
         ++depth) {
        if (at != world.tasks[me].chief && is_near(world, me, at)) {
            return {inward, first_thread(at)};
        }
        at = world.tasks[at].chief;
    }
    return {outward, first_of_chief(world, me)};
}

uint32_t met_first(const World& world, uint32_t self, uint32_t partner) {
    const bool goes_straight = !world.has_clans() || partner == no_thread ||
                               task_number(partner) == kernel_task.value;
    return goes_straight ? partner : nearest(world, task_number(self), partner).thread;
}

void redirect(World& world, const Event& event) {
    const uint32_t sender = event[0], destination = event[1], chief = event[2];
    world.require(world.has_clans(), Rule::clans_everybody_reaches_everybody,
                  "the message for {} goes to {}", thread_text(destination),
                  thread_text(chief));
    Ipc* const ipc = world.caller(sender).ipc();
    world.require(ipc != nullptr && ipc->step == Step::sending &&
                      ipc->destination == destination,
                  Rule::rendezvous_no_transfer_without_sender, "{} does not send to {}",
                  thread_text(sender), thread_text(destination));
    const Nearest right = nearest(world, task_number(sender), destination);
    world.require(right.way != near, Rule::clans_neighbours_meet_directly,
                  "{} is near to {}", thread_text(destination), thread_text(sender));
    world.require(right.thread == chief && right.way == event[3],
                  Rule::clans_strangers_meet_through_their_chiefs,
                  "it should go to {}, type {}", thread_text(right.thread),
                  static_cast<uint32_t>(right.way));
    ipc->destination = chief;
}

void deceit(World& world, const Event& event) {
    const uint32_t self = event[0], destination = event[1], name = event[2];
    world.require(world.has_clans(), Rule::clans_everybody_reaches_everybody,
                  "{} would send as {}", thread_text(self), thread_text(name));
    Thread& thread = world.caller(self);
    const bool is_right =
        world.is_addressable(name) && world.is_addressable(destination) &&
        task_number(name) != task_number(self) &&
        passes(world, task_number(name), task_number(destination), task_number(self));
    world.require(is_right == (event[3] != 0),
                  Rule::clans_only_a_chief_on_the_way_deceits,
                  "{} may {}send to {} as {}", thread_text(self),
                  is_right ? "" : "not ", thread_text(destination), thread_text(name));
    thread.next_is_deceited = is_right;
}

void check_goal(const World& world, uint32_t sender, uint32_t goal) {
    world.require(met_first(world, sender, goal) == goal,
                  Rule::clans_strangers_meet_through_their_chiefs,
                  "{} is no neighbour of {}", thread_text(goal), thread_text(sender));
}

uint32_t check_way(const World& world, const Ipc& send, const Event& transfer) {
    const uint32_t sender = transfer[0], receiver = transfer[1], flags = transfer[4];
    const bool is_redirected = send.named != receiver;
    world.require(((flags & trace_ipc_redirected) != 0) == is_redirected &&
                      ((flags & trace_ipc_deceited) != 0) == send.is_deceited,
                  world.has_clans() ? Rule::clans_the_receiver_is_told
                                    : Rule::clans_everybody_reaches_everybody,
                  "the message is not what it seems");
    const bool comes_from_inside =
        world.tasks[task_number(sender)].chief == task_number(receiver);
    return (send.is_deceited ? MessageDope::deceited_bit : 0u) |
           (is_redirected ? MessageDope::redirected_bit : 0u) |
           (is_redirected && comes_from_inside ? MessageDope::inward_bit : 0u);
}

}  // namespace kumquat::model
