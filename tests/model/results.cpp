// results.cpp -- what a thread gets from its ipc.
// Source: handouts/reference/l4-v2.md, "Message result", "Completion codes", "Interrupts".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/message.hpp"

#include <algorithm>

namespace kumquat::model {

namespace {

constexpr uint32_t code(IpcError error) { return static_cast<uint32_t>(error); }

/// The partner of the send or receive phase may be about to be deleted: then it acts no more.
void expect_gone(World& world, uint32_t partner) {
    if (world.exists(partner)) {
        world.thread(partner).is_doomed = true;
    }
}

/// The send phase ends before anything was transferred.
void end_while_sending(World& world, uint32_t self, const Ipc& ipc, uint32_t result) {
    const uint32_t goal = met_first(world, self, ipc.destination);
    const bool can_send = world.is_addressable(ipc.destination) &&
                          world.is_addressable(goal) && ipc.destination != self;
    world.require(can_send != (result == code(IpcError::not_existing)),
                  Rule::results_not_existing_means_it, "{} {}",
                  thread_text(ipc.destination),
                  can_send ? "exists" : "cannot be sent to");
    if (result == code(IpcError::send_timeout)) {
        const Thread& partner = world.thread(ipc.destination);
        world.require((ipc.flags & trace_ipc_send_zero) != 0 &&
                          !(partner.is_at(Step::waiting) && accepts(partner, self)),
                      Rule::results_no_send_timeout_while_somebody_waits,
                      "the timeout is not zero, or {} waits",
                      thread_text(ipc.destination));
        return;
    }
    const bool has_bad_buffer =
        result == code(IpcError::send_aborted) && (ipc.flags & trace_ipc_memory) != 0;
    world.require(result == code(IpcError::not_existing) || has_bad_buffer,
                  Rule::results_a_result_ends_an_ipc, "{} has not sent yet",
                  thread_text(self));
}

/// Attach, detach and wait for an interrupt: what may be answered at once.
void end_interrupt_receive(World& world,
                           const Thread& thread,
                           const Ipc& ipc,
                           uint32_t result) {
    const bool attaches = (ipc.receive_flags & trace_ipc_receive_zero) != 0;
    const bool is_mine = thread.line == ipc.line;
    if (result == code(IpcError::receive_timeout)) {
        world.require(attaches && is_mine, Rule::interrupts_attaching_gives_20,
                      "interrupt {} is not attached", ipc.line);
        return;
    }
    world.require(result == code(IpcError::not_existing) && !is_mine,
                  Rule::interrupts_attaching_gives_20, "interrupt {} is attached",
                  ipc.line);
}

/// The receive phase ends without having waited.
void end_while_receiving(World& world,
                         const Thread& thread,
                         const Ipc& ipc,
                         uint32_t result) {
    if (ipc.line != no_line) {
        end_interrupt_receive(world, thread, ipc, result);
        return;
    }
    if (result == code(IpcError::not_existing)) {  // of nobody: nil, or the invalid id
        world.require(!ipc.is_open && !world.is_addressable(ipc.source),
                      Rule::results_not_existing_means_it, "{} exists",
                      thread_text(ipc.source));
        return;
    }
    world.require(result == code(IpcError::receive_timeout),
                  Rule::results_a_result_ends_an_ipc, "no message has come");
    world.require((ipc.receive_flags & trace_ipc_receive_zero) != 0 &&
                      suitable_sender(thread) == no_thread,
                  Rule::results_no_receive_timeout_while_somebody_sends,
                  "the timeout is not zero, or {} is queued",
                  thread_text(suitable_sender(thread)));
    const bool detaches = !ipc.is_open && ipc.source == no_thread;
    world.require(!detaches || thread.line == no_line,
                  Rule::interrupts_attaching_gives_20, "interrupt {} is still attached",
                  thread.line);
}

/// Somebody waited; only that the partner vanishes may end this without the clock.
void end_while_waiting(World& world, uint32_t self, const Ipc& ipc, uint32_t result) {
    world.require(result == code(IpcError::not_existing),
                  Rule::results_a_result_ends_an_ipc, "{} still waits",
                  thread_text(self));
    expect_gone(world, ipc.step == Step::queued ? ipc.destination : ipc.source);
    end_ipc(world, self, {result, 0xFFFFFFFF, Rule::results_not_existing_means_it});
}

}  // namespace

void end_ipc(World& world, uint32_t thread, Expected expected) {
    Ipc& ipc = *world.thread(thread).ipc();
    if (ipc.step == Step::queued && world.exists(ipc.destination)) {
        std::erase(world.thread(ipc.destination).senders, thread);
    }
    end_wait(world, thread);
    world.between_phases.erase(thread);
    ipc.step = Step::over;
    ipc.expected = expected;
}

void end_with_result(World& world, const Event& event) {
    const uint32_t self = event[0], result = event[1];
    world.require(world.exists(self), Rule::results_a_result_ends_an_ipc,
                  "{} does not exist", thread_text(self));
    Thread& thread = world.thread(self);
    if (thread.ipcs.empty()) {  // the call with neither phase
        world.require(result == 0 && self == world.running,
                      Rule::results_a_result_ends_an_ipc, "{} is in no ipc",
                      thread_text(self));
        return;
    }
    const Ipc ipc = thread.ipcs.back();
    switch (ipc.step) {
    case Step::sending:
        end_while_sending(world, self, ipc, result);
        break;
    case Step::queued:
    case Step::waiting:
        end_while_waiting(world, self, ipc, result);
        break;
    case Step::sent:
        world.require((ipc.flags & trace_ipc_then_receives) == 0 && result == 0,
                      Rule::results_a_sent_message_gives_zero, "the message was sent");
        break;
    case Step::receiving:
        end_while_receiving(world, thread, ipc, result);
        break;
    case Step::carrying:
        world.require(false, Rule::results_a_result_ends_an_ipc,
                      "the transfer goes on");
        break;
    case Step::over:
        world.require((result & ipc.expected.mask) == ipc.expected.value,
                      ipc.expected.rule, "it should be {:#x}", ipc.expected.value);
        break;
    }
    thread.ipcs.pop_back();
}

}  // namespace kumquat::model
