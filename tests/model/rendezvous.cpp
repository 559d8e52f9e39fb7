// rendezvous.cpp -- who meets whom.
// Source: handouts/reference/l4-v2.md, "ipc": "Send phase", "Receive phase".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/message.hpp"

#include <algorithm>

namespace kumquat::model {

void begin_send(World& world, const Event& event) {
    const uint32_t self = event[0];
    Thread& thread = world.caller(self);
    Ipc ipc;
    ipc.is_fault = (event[4] & trace_ipc_fault) != 0;
    if (ipc.is_fault) {
        check_fault_message(world, event);
    } else {
        check_settled(world);
        check_no_stray_pages(world);
    }
    const bool may_nest = ipc.is_fault && thread.is_at(Step::carrying);
    world.require(thread.ipcs.empty() || may_nest, Rule::rendezvous_one_ipc_at_a_time,
                  "{} is in an ipc already", thread_text(self));
    ipc.has_send = true;
    ipc.destination = ipc.named = event[1];
    if (!ipc.is_fault) {
        ipc.is_deceited = thread.next_is_deceited;
        thread.next_is_deceited = false;
    }
    ipc.w0 = event[2];
    ipc.w1 = event[3];
    ipc.flags = event[4];
    ipc.receives = false;
    ipc.begun = world.now;
    thread.ipcs.push_back(ipc);
}

void begin_receive(World& world, const Event& event) {
    const uint32_t self = event[0], flags = event[3];
    world.require(world.exists(self), Rule::life_only_the_running_thread_calls,
                  "{} does not exist", thread_text(self));
    Thread& thread = world.thread(self);
    if (thread.ipcs.empty()) {  // no send phase
        world.caller(self);
        check_settled(world);
        thread.ipcs.emplace_back();
        thread.ipcs.back().begun = world.now;
    } else {
        const Ipc& sent = thread.ipcs.back();
        world.require(sent.step != Step::over && sent.step != Step::sending &&
                          sent.step != Step::queued,
                      Rule::rendezvous_a_failed_send_receives_nothing,
                      "the send phase of {} did not succeed", thread_text(self));
        world.require(sent.step == Step::sent, Rule::rendezvous_one_ipc_at_a_time,
                      "{} is in an ipc already", thread_text(self));
        const bool is_open = (flags & trace_ipc_open) != 0;
        world.require(
            ((sent.flags ^ flags) & (trace_ipc_open | trace_ipc_then_receives)) == 0 &&
                (is_open || event[1] == sent.named),
            Rule::rendezvous_the_receive_is_the_one_asked_for,
            "{} sent to {}, and receives from {}", thread_text(self),
            thread_text(sent.named), is_open ? "anybody" : thread_text(event[1]));
    }
    Ipc& ipc = thread.ipcs.back();
    ipc.step = Step::receiving;
    ipc.receives = true;
    ipc.is_open = (flags & trace_ipc_open) != 0;
    ipc.source = event[1];
    ipc.bringer = met_first(world, self, ipc.source);
    ipc.descriptor = event[2];
    ipc.receive_flags = flags;
    ipc.line = (flags & trace_ipc_interrupt) != 0
                   ? (flags >> trace_ipc_line_shift) & 0xFF
                   : no_line;
    world.between_phases.erase(self);
    if (ipc.is_fault) {
        check_fault_window(world, event);
    }
}

namespace {

void block_to_send(World& world, uint32_t self, Thread& thread) {
    Ipc& ipc = *thread.ipc();
    world.require(ipc.step == Step::sending,
                  Rule::rendezvous_no_transfer_without_sender, "{} does not send",
                  thread_text(self));
    world.require(world.is_addressable(ipc.destination) && ipc.destination != self,
                  Rule::rendezvous_nobody_queues_at_nobody, "{} waits for {}",
                  thread_text(self), thread_text(ipc.destination));
    check_goal(world, self, ipc.destination);
    Thread& partner = world.thread(ipc.destination);
    world.require(!(partner.is_at(Step::waiting) && accepts(partner, self)),
                  Rule::rendezvous_nobody_queues_at_a_receiver, "{} waits for {}",
                  thread_text(ipc.destination), thread_text(self));
    partner.senders.push_back(self);
    ipc.step = Step::queued;
}

void block_to_receive(World& world, uint32_t self, Thread& thread) {
    Ipc& ipc = *thread.ipc();
    world.require(ipc.step == Step::receiving,
                  Rule::rendezvous_no_transfer_without_receiver, "{} does not receive",
                  thread_text(self));
    world.require(suitable_sender(thread) == no_thread,
                  Rule::rendezvous_the_queue_comes_before_waiting, "{} is queued",
                  thread_text(suitable_sender(thread)));
    const bool names_a_thread =
        !ipc.is_open && ipc.line == no_line && ipc.source != no_thread;
    world.require(!names_a_thread || world.is_addressable(ipc.source),
                  Rule::rendezvous_the_source_must_exist, "{} does not exist",
                  thread_text(ipc.source));
    const bool would_get_it =
        ipc.is_open || (ipc.line != no_line && ipc.line == thread.line);
    world.require(!(would_get_it && thread.is_pending),
                  Rule::interrupts_leave_no_receive_waiting, "interrupt {} is pending",
                  thread.line);
    ipc.step = Step::waiting;
}

}  // namespace

void block(World& world, const Event& event) {
    const uint32_t self = event[0];
    world.require(world.exists(self) && world.thread(self).ipc() != nullptr,
                  Rule::rendezvous_no_transfer_without_sender, "{} is in no ipc",
                  thread_text(self));
    Thread& thread = world.thread(self);
    if (event[2] == static_cast<uint32_t>(IpcPhase::send)) {
        block_to_send(world, self, thread);
    } else {
        block_to_receive(world, self, thread);
    }
    begin_wait(world, self, event[3]);
}

namespace {

/// The sender leaves the queue, if its turn has come.
void take_from_queue(World& world, uint32_t sender, uint32_t receiver) {
    Thread& to = world.thread(receiver);
    const auto place = std::find(to.senders.begin(), to.senders.end(), sender);
    world.require(place != to.senders.end(),
                  Rule::rendezvous_no_transfer_without_sender, "{} is not queued at {}",
                  thread_text(sender), thread_text(receiver));
    world.require(!to.ipc()->is_open || place == to.senders.begin(),
                  Rule::rendezvous_the_oldest_sender_comes_first, "{} came first",
                  thread_text(to.senders.front()));
    to.senders.erase(place);
    end_wait(world, sender);
}

}  // namespace

void meet(World& world, uint32_t sender, uint32_t receiver) {
    world.require(world.exists(sender), Rule::rendezvous_no_transfer_without_sender,
                  "{} does not exist", thread_text(sender));
    world.require(world.exists(receiver), Rule::rendezvous_no_transfer_without_receiver,
                  "{} does not exist", thread_text(receiver));
    Thread& from = world.thread(sender);
    Thread& to = world.thread(receiver);
    world.require((from.is_at(Step::sending) || from.is_at(Step::queued)) &&
                      from.ipc()->destination == receiver,
                  Rule::rendezvous_no_transfer_without_sender, "{} does not send to {}",
                  thread_text(sender), thread_text(receiver));
    world.require(to.is_at(Step::receiving) || to.is_at(Step::waiting),
                  Rule::rendezvous_no_transfer_without_receiver, "{} does not receive",
                  thread_text(receiver));
    const Ipc& receive = *to.ipc();
    const bool takes_threads = receive.is_open || receive.source != no_thread;
    world.require(takes_threads && (receive.line == no_line || receive.is_open),
                  Rule::rendezvous_a_sleeper_takes_nothing, "{} waits for no thread",
                  thread_text(receiver));
    check_goal(world, sender, receiver);
    world.require(
        accepts(to, sender), Rule::rendezvous_a_closed_receive_takes_its_partner_only,
        "{} receives from {} only", thread_text(receiver), thread_text(receive.source));
    world.require(!(receive.is_open && to.is_pending),
                  Rule::interrupts_come_before_senders, "interrupt {} is pending",
                  to.line);
    if (from.is_at(Step::queued)) {
        take_from_queue(world, sender, receiver);
    } else {
        end_wait(world, receiver);
    }
}

void transfer(World& world, const Event& event) {
    const uint32_t sender = event[0], receiver = event[1], flags = event[4];
    const bool is_long = carries(world, sender, receiver);
    if (!is_long) {
        const bool was_waiting =
            world.exists(receiver) && world.thread(receiver).is_at(Step::waiting);
        meet(world, sender, receiver);
        world.require(was_waiting == ((flags & trace_ipc_met_waiting) != 0),
                      Rule::rendezvous_who_came_first_is_told,
                      "the receiver was {}waiting", was_waiting ? "" : "not ");
    }
    Ipc& send = *world.thread(sender).ipc();
    Ipc& receive = *world.thread(receiver).ipc();
    world.require(send.w0 == event[2] && send.w1 == event[3],
                  Rule::rendezvous_the_message_is_what_was_sent, "it was {:#x}, {:#x}",
                  send.w0, send.w1);
    const uint32_t way = check_way(world, send, event);
    check_mapped(world, event, send, receive);

    const bool is_cut = (flags & trace_ipc_cut) != 0;
    const bool map_failed = (flags & trace_ipc_map_failed) != 0;
    const IpcError error = is_cut       ? IpcError::receive_cut
                           : map_failed ? IpcError::receive_map_failed
                                        : IpcError::none;
    const uint32_t pages =
        (flags & trace_ipc_mapped) != 0 ? MessageDope::fpage_bit : 0u;
    const uint32_t told = static_cast<uint32_t>(error) | pages | way;
    // Of a message in memory the trace does not tell the counts; they are at least two words.
    receive.expected = (send.flags & trace_ipc_memory) != 0
                           ? Expected{told, 0xFF, Rule::results_a_message_has_its_dope}
                           : Expected{MessageDope::make(2, 0).word() | told, 0xFFFFFFFF,
                                      Rule::results_a_message_has_its_dope};
    receive.step = Step::over;
    if (error != IpcError::none) {
        send.expected = {static_cast<uint32_t>(twin(error)), 0xFFFFFFFF,
                         Rule::results_partners_get_twin_codes};
        send.step = Step::over;
    } else {
        send.step = Step::sent;
        if ((send.flags & trace_ipc_then_receives) != 0) {
            world.between_phases.insert(sender);
        }
    }
}

void wake(World& world, const Event& event) {
    const uint32_t self = event[0];
    world.require(world.exists(self) && !world.thread(self).waits(),
                  Rule::rendezvous_who_is_woken_waits_no_more, "{} still waits",
                  thread_text(self));
    world.thread(self).woken_by = event[1];
}

void cancel(World& world, const Event& event) {
    const uint32_t self = event[0];
    world.caller(event[1]);
    world.require(world.exists(self) && world.thread(self).ipc() != nullptr,
                  Rule::results_a_result_ends_an_ipc, "{} is in no ipc",
                  thread_text(self));
    Thread& thread = world.thread(self);
    if (thread.is_at(Step::carrying)) {
        return;  // what becomes of it, the abort of the transfer says
    }
    if (thread.ipc()->is_fault) {  // dropped: nobody gets a result
        end_ipc(world, self, {});
        thread.ipcs.pop_back();
    }
    if (thread.ipcs.empty() || thread.is_at(Step::carrying)) {
        return;
    }
    const bool sends = thread.is_at(Step::queued);
    end_ipc(world, self,
            {static_cast<uint32_t>(sends ? IpcError::send_cancelled
                                         : IpcError::receive_cancelled),
             0xFFFFFFFF, Rule::results_a_cancelled_ipc_says_so});
}

}  // namespace kumquat::model
