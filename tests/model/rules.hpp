// rules.hpp -- every rule that a trace can break, once.
// A rule has a name (GROUP.NAME), the promise of handouts/reference/l4-v2.md that it comes from, and a
// sentence that is true of every run of a correct kernel. "trace" instead of a promise: the rule
// is about the trace itself, and kernel/abi/trace_kinds.hpp says so.
#pragma once

#include <string_view>

namespace kumquat::model {

// clang-format off
#define KUMQUAT_MODEL_RULES(RULE)                                                              \
    RULE(trace, begins_with_boot, "trace", "The first event is boot.")                         \
    RULE(trace, time_never_goes_back, "trace", "Events come in the order of their times.")      \
    RULE(trace, clock_counts_ticks, "info.14", "The clock grows by one tick, exactly, at each tick.") \
    \
    RULE(life, a_task_comes_before_its_threads, "task.8", "A thread is created in an active task.") \
    RULE(life, a_thread_is_created_once, "exregs.6", "Only a thread that does not exist is created.") \
    RULE(life, threads_are_created_by_their_task, "exregs.1", "Lthread 0 comes with its task, every other by a thread of the same task.") \
    RULE(life, a_new_thread_has_its_creators_priority, "exregs.6", "A new thread starts with its creator's priority.") \
    RULE(life, the_first_threads_have_priority_16, "start.1", "sigma0 and the root task start at priority 16.") \
    RULE(life, only_the_running_thread_calls, "call.1", "A call, a fault or an exception is the running thread's.") \
    RULE(life, a_dead_thread_does_not_run, "exc.none.1", "A dead thread does not run before it gets a new EIP and is ready.") \
    RULE(life, ex_regs_stays_in_its_task, "exregs.1", "A thread is sent elsewhere only by a thread of its own task.") \
    RULE(life, ex_regs_ends_the_ipc, "exregs.4", "A thread that gets a new EIP is in no ipc any more.") \
    RULE(life, ex_regs_revives, "exregs.4", "A thread that gets a new EIP is ready when the call is over.") \
    RULE(life, a_deleted_thread_has_left_its_ipc, "cancel.7", "A thread that is deleted waits nowhere and is in no queue.") \
    RULE(life, only_what_exists_is_deleted, "task.5", "Only an existing thread is deleted.") \
    \
    RULE(tasks, only_the_chief_creates, "task.1", "A task is created by a thread of the number's chief.") \
    RULE(tasks, the_creator_is_the_chief, "task.10", "The chief of a new task is its creator's task.") \
    RULE(tasks, an_active_task_is_deleted_first, "task.3", "Only an inactive number is created.") \
    RULE(tasks, no_mcp_is_gained, "task.9", "A new task's mcp is at most its creator's.") \
    RULE(tasks, only_a_chief_deletes, "task.13", "A task is deleted by a thread of its chief, or of a chief above that.") \
    RULE(tasks, deletion_takes_the_clan, "task.3", "A deleted task has no active task below it any more.") \
    RULE(tasks, deletion_leaves_no_thread, "task.5", "A deleted task has no thread left.") \
    RULE(tasks, deletion_leaves_no_page, "task.4", "A deleted task has no page left.") \
    RULE(tasks, deletion_returns_all_memory, "task.15", "Of a deleted task nothing is left on the account of kernel memory.") \
    RULE(tasks, who_has_pages_has_nodes, "trace", "A task has mapping nodes on its account exactly if it has pages.") \
    RULE(tasks, only_inactive_numbers_move, "task.6", "Only the number of an inactive task gets another chief.") \
    RULE(tasks, only_the_chief_hands_over, "task.12", "A number is handed over by a thread of its chief.") \
    RULE(tasks, a_new_chief_exists, "task.7", "A number is handed to an active task.") \
    RULE(tasks, nil_asks_for_oneself, "nearest.1", "id_nearest of nil is the caller.") \
    RULE(tasks, nearest_follows_the_tree, "nearest.9", "id_nearest answers by the tree of tasks.") \
    \
    RULE(rendezvous, one_ipc_at_a_time, "ipc.form.1", "A thread begins an ipc only when its last one is over.") \
    RULE(rendezvous, no_transfer_without_sender, "ipc.send.9", "A message is transferred only for a thread that sends to that partner.") \
    RULE(rendezvous, no_transfer_without_receiver, "ipc.send.4", "A message is transferred only to a thread that receives.") \
    RULE(rendezvous, a_closed_receive_takes_its_partner_only, "ipc.form.2", "A closed receive takes a message of the named thread only.") \
    RULE(rendezvous, a_sleeper_takes_nothing, "ipc.form.6", "A thread that sleeps, or waits for an interrupt, gets no message of a thread.") \
    RULE(rendezvous, the_message_is_what_was_sent, "ipc.send.9", "The words that arrive are those of the call.") \
    RULE(rendezvous, the_oldest_sender_comes_first, "ipc.receive.4", "An open receive takes the oldest sender of the queue.") \
    RULE(rendezvous, nobody_queues_at_a_receiver, "ipc.send.5", "A sender does not wait for a thread that would take its message.") \
    RULE(rendezvous, nobody_queues_at_nobody, "ipc.send.1", "A sender waits only for an existing thread that is not itself.") \
    RULE(rendezvous, the_queue_comes_before_waiting, "ipc.receive.4", "A receiver does not wait while a suitable sender is queued.") \
    RULE(rendezvous, the_source_must_exist, "ipc.receive.2", "A closed receive waits only for a thread that exists.") \
    RULE(rendezvous, no_time_between_the_phases, "ipc.receive.1", "Whoever has sent counts as receiving before anybody else runs.") \
    RULE(rendezvous, a_failed_send_receives_nothing, "ipc.send.8", "There is no receive phase after an error.") \
    RULE(rendezvous, the_receive_is_the_one_asked_for, "ipc.form.4", "The receive phase is as open or closed as the call says.") \
    RULE(rendezvous, who_came_first_is_told, "trace", "A transfer says whether the receiver was waiting.") \
    RULE(rendezvous, who_is_woken_waits_no_more, "ipc.send.5", "A thread is woken only when its wait is over.") \
    RULE(rendezvous, a_waiting_thread_does_not_run, "ipc.send.6", "A thread that waits for its partner does not get the processor.") \
    \
    RULE(results, a_result_ends_an_ipc, "call.4", "An ipc has one result, and nothing else has one.") \
    RULE(results, nobody_goes_on_without_one, "call.4", "A thread whose ipc is over runs only with its result.") \
    RULE(results, not_existing_means_it, "code.2", "0x10 is given exactly if the partner does not exist.") \
    RULE(results, no_send_timeout_while_somebody_waits, "ipc.send.6", "0x30 without waiting: the timeout is zero, and the partner would not take the message.") \
    RULE(results, no_receive_timeout_while_somebody_sends, "ipc.receive.7", "0x20 without waiting: the timeout is zero, and no suitable sender is queued.") \
    RULE(results, a_timeout_is_told_by_its_phase, "code.3", "A wait that the clock ended gives 0x20 or 0x30, by its phase.") \
    RULE(results, a_message_has_its_dope, "dope.1", "The result of a received message tells its words, its pages and its error.") \
    RULE(results, a_sent_message_gives_zero, "dope.3", "A send without receive phase that succeeds gives 0.") \
    RULE(results, partners_get_twin_codes, "code.13", "If a transfer fails both partners get the same code, but for bit 4.") \
    RULE(results, a_cancelled_ipc_says_so, "cancel.1", "A cancelled wait gives 0x40 or 0x50, by its phase.") \
    \
    RULE(timeouts, zero_does_not_wait, "timeout.2", "Nobody waits with timeout zero.") \
    RULE(timeouts, never_does_not_end, "timeout.1", "A wait without end is not ended by the clock.") \
    RULE(timeouts, never_early, "timeout.6", "A wait ends when its timeout is over, not before.") \
    RULE(timeouts, at_most_two_ticks_late, "timeout.7", "A wait ends at most two ticks after its timeout.") \
    RULE(timeouts, a_wait_has_its_deadline, "timeout.6", "A wait with an end stands in the timeout queue, with the time of its end.") \
    RULE(timeouts, only_a_wait_ends, "timeout.8", "The clock ends only a wait; once a transfer has started there is none.") \
    RULE(timeouts, the_queue_is_kept, "trace", "Only who is in the timeout queue leaves it, and who is, does not enter it again.") \
    \
    RULE(faults, go_to_the_pager, "fault.1", "The message of a fault goes from the faulting thread to its pager.") \
    RULE(faults, tell_the_address, "fault.2", "Word 0 of a fault is its address, with bit 1 for a write.") \
    RULE(faults, tell_the_instruction, "fault.3", "Word 1 of a fault is the instruction, or 0xFFFFFFFF in a transfer.") \
    RULE(faults, open_the_whole_space, "fault.4", "The window for the answer is the whole space, closed on the pager.") \
    RULE(faults, end_at_three_gigabytes, "fault.7", "A fault above user space is not a page fault.") \
    RULE(faults, only_where_no_right_is, "fault.6", "An access faults only if the page is not there, or may not be used so.") \
    RULE(faults, only_partners_fault, "xfer.fault.1", "A fault in a transfer is in the space of one of its partners.") \
    \
    RULE(transfers, join_two_who_meet, "xfer.fault.8", "A long transfer joins a sender and its receiver until it ends.") \
    RULE(transfers, move_in_a_transfer_only, "timeout.5", "Words and strings move only between partners in a transfer.") \
    RULE(transfers, a_string_has_four_megabytes, "str.5", "A string has at most 4 MB.") \
    RULE(transfers, stay_in_user_space, "snd.6", "Nothing is read or written at or beyond 3 GB for a message.") \
    RULE(transfers, two_words_always_fit, "cut.1", "A register message without fpages is not cut.") \
    RULE(transfers, no_window_cuts, "cut.2", "A map message in registers is cut if there is no window, and only then.") \
    \
    RULE(mapping, the_source_is_there, "map.5", "Only a page that the sender has is mapped or granted.") \
    RULE(mapping, the_frame_is_the_same, "map.1", "The receiver gets the frame that the sender has.") \
    RULE(mapping, no_right_is_gained, "map.2", "A page is writable only if the one it was made from is.") \
    RULE(mapping, the_fpage_limits_the_right, "map.2", "Without w in the fpage nothing writable is mapped.") \
    RULE(mapping, nothing_is_replaced, "occupied.3", "A place that is taken keeps its page.") \
    RULE(mapping, only_an_own_child_is_widened, "occupied.2", "A right is added only to a child of the same page.") \
    RULE(mapping, user_space_ends, "map.7", "No page is mapped above user space.") \
    RULE(mapping, not_to_oneself, "map.6", "Nothing is mapped inside one task.") \
    RULE(mapping, pages_are_aligned, "size.1", "A page has 4 KB or 4 MB and lies at a multiple of its size.") \
    RULE(mapping, only_messages_map, "xfer.map.1", "Pages go over only in a map message from that task to that task.") \
    RULE(mapping, pages_land_at_the_hot_spot, "place.1", "A page lands where window and hot spot put it.") \
    RULE(mapping, no_page_is_forgotten, "map.5", "Every page that the sender has in the fpage goes over, unless its place is taken.") \
    RULE(mapping, what_arrived_is_told, "dope.4", "The transfer says whether a page was mapped.") \
    RULE(mapping, the_kernel_gives_to_sigma0, "fault.10", "The kernel maps pages to sigma0 only, one to one.") \
    RULE(mapping, a_grant_finds_a_free_place, "occupied.5", "A page is granted only to a free place.") \
    RULE(mapping, only_g_grants, "map.3", "A page is granted exactly if the fpage says so.") \
    \
    RULE(unmapping, only_what_is_there, "unmap.5", "Only a page that is there, with those rights, is taken.") \
    RULE(unmapping, only_what_was_derived, "unmap.6", "Only pages are taken that come from a page of the caller in the fpage.") \
    RULE(unmapping, the_own_page_only_if_asked, "unmap.1", "Without bit 31 the caller keeps its own page.") \
    RULE(unmapping, as_much_as_asked, "unmap.3", "Without bit 1 only the right to write is taken, with it the page.") \
    RULE(unmapping, takes_all, "unmap.1", "After the call nothing that was derived from the pages is left.") \
    RULE(unmapping, no_page_without_parent, "rights.3", "A page does not outlive the page that it was made from.") \
    RULE(unmapping, one_call_at_a_time, "unmap.7", "fpage_unmap ends in the thread that began it.") \
    RULE(unmapping, a_split_changes_nothing, "unmap.9", "Only a page of 4 MB is split, and all of it is there.") \
    \
    RULE(scheduling, the_running_thread_is_left, "sched.1", "A switch leads away from the running thread.") \
    RULE(scheduling, highest_ready_runs_after_a_decision, "sched.1", "After a decision a ready thread of the highest priority runs.") \
    RULE(scheduling, equals_take_turns, "sched.7", "Among equals the one that is ready longest runs next.") \
    RULE(scheduling, nobody_ready_outranks_the_owner, "sched.3", "No ready thread has a higher priority than the timeslice's owner.") \
    RULE(scheduling, donation_keeps_the_owner, "sched.5", "A direct switch leaves the timeslice to its owner.") \
    RULE(scheduling, a_decision_gives_the_slice, "sched.5", "Whom the scheduler chooses owns the timeslice.") \
    RULE(scheduling, a_direct_switch_goes_to_the_partner, "sched.4", "Ipc hands the processor to a partner that it woke or carries for.") \
    RULE(scheduling, a_block_needs_a_wait, "sched.1", "A thread is left as blocked only if it waits, as dead only if it is.") \
    RULE(scheduling, preemption_needs_a_higher_priority, "sched.3", "Only a higher priority than the owner's preempts.") \
    RULE(scheduling, a_slice_ends, "sched.2", "A timeslice that is used up ends at that tick.") \
    RULE(scheduling, the_owner_is_charged, "sched.5", "A timeslice begins with its length, or with what ticks left of it.") \
    RULE(scheduling, a_yield_goes_where_it_says, "switch.2", "thread_switch to a ready thread runs that thread.") \
    RULE(scheduling, mcp_limits_priorities, "schedule.1", "Nobody touches a thread above its mcp, or sets a priority above it.") \
    RULE(scheduling, the_queue_holds_ready_threads, "sched.1", "Only a thread that could run enters the ready queue, once.") \
    \
    RULE(interrupts, a_line_has_one_owner, "irq.attach.2", "A line is attached only if it is free.") \
    RULE(interrupts, a_thread_has_one_line, "irq.attach.1", "A thread gives its line back before it gets another.") \
    RULE(interrupts, the_kernel_keeps_its_lines, "irq.attach.3", "Nobody attaches the timer, the cascade, or a line above 15.") \
    RULE(interrupts, are_the_owners, "irq.wait.2", "An interrupt belongs to the thread that attached its line, and only that gets it or gives it back.") \
    RULE(interrupts, come_after_they_occurred, "irq.wait.5", "An interrupt is delivered once for the times it occurred.") \
    RULE(interrupts, need_a_receive, "irq.wait.4", "An interrupt is delivered to an open receive, or to one for its line.") \
    RULE(interrupts, come_before_senders, "ipc.receive.6", "A pending interrupt comes before all senders.") \
    RULE(interrupts, leave_no_receive_waiting, "irq.wait.1", "A thread whose interrupt is pending does not wait for it.") \
    RULE(interrupts, attaching_gives_20, "irq.attach.1", "Attaching and detaching give 0x20, and are done by then.") \
    \
    RULE(exceptions, are_reflected_or_stop, "exc.none.1", "An exception goes to the thread's handler, or stops it.") \
    RULE(exceptions, keep_their_number, "exc.1", "The handler is that of the exception.") \
    RULE(exceptions, some_are_the_kernels, "exc.11", "2, 7 and 18 are never reflected.") \
    \
    RULE(clans, everybody_reaches_everybody, "ipc.send.2", "With CLANS=off no message is redirected, and none comes under another id.") \
    RULE(clans, neighbours_meet_directly, "clan.1", "Inside a clan, and between chief and child, no message is redirected.") \
    RULE(clans, strangers_meet_through_their_chiefs, "clan.2", "With CLANS=on a message to a stranger goes to the chief on the way, and to nobody else.") \
    RULE(clans, the_receiver_is_told, "clan.3", "A message says whether it was redirected, or comes under another id.") \
    RULE(clans, only_a_chief_on_the_way_deceits, "clan.deceit.2", "A thread sends under another id exactly if the message could have come through it.")
// clang-format on

enum class Rule {
#define RULE(group, name, promise, sentence) group##_##name,
    KUMQUAT_MODEL_RULES(RULE)
#undef RULE
};

struct RuleInfo {
    std::string_view name;     // "rendezvous.no_transfer_without_receiver"
    std::string_view promise;  // "ipc.send.4"
    std::string_view sentence;
};

constexpr RuleInfo rule_table[] = {
#define RULE(group, name, promise, sentence) {#group "." #name, promise, sentence},
    KUMQUAT_MODEL_RULES(RULE)
#undef RULE
};
constexpr int rule_count = sizeof(rule_table) / sizeof(rule_table[0]);

constexpr const RuleInfo& info(Rule rule) { return rule_table[static_cast<int>(rule)]; }

}  // namespace kumquat::model
