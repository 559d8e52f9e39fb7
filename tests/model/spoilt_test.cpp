// spoilt_test.cpp -- for each rule a run that breaks it, and nothing before: it must be rejected
// at its last event, for that rule.
#include "tests/model/scenes.hpp"
#include "tests/model/specification.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace kumquat::model {
namespace {

using enum TraceKind;
constexpr auto to_send = IpcPhase::send, to_receive = IpcPhase::receive;

struct Spoilt {
    Rule rule;
    void (*spoil)(Story& s);
};

// clang-format off
#define SPOILT(rule, ...) {Rule::rule, [](Story& s) { __VA_ARGS__; }}
const Spoilt spoilt[] = {
    SPOILT(trace_begins_with_boot, s.run.events = {s.run.events[1]}),
    SPOILT(trace_time_never_goes_back, s.tell(user_mark, {root}).run.events.back().time = 0),
    SPOILT(trace_clock_counts_ticks, s.tick().tell(timer, {root, s.clock_us() + 500})),

    SPOILT(life_a_task_comes_before_its_threads, s.tell(thread_create, {thread_number(9), root, 16})),
    SPOILT(life_a_thread_is_created_once, s.tell(thread_create, {client, root, 16})),
    SPOILT(life_threads_are_created_by_their_task, s.tell(thread_create, {thread_number(5, 1), root, 16})),
    SPOILT(life_a_new_thread_has_its_creators_priority, s.tell(thread_create, {second, root, 17})),
    SPOILT(life_the_first_threads_have_priority_16,
           s.tell(task_create, {7, 4, no_thread, 0}).tell(thread_create, {thread_number(7), no_thread, 17})),
    SPOILT(life_only_the_running_thread_calls, s.tell(user_mark, {client})),
    SPOILT(life_a_dead_thread_does_not_run, s.tell(thread_create, {second, root, 16}).hand_to(second)),
    SPOILT(life_ex_regs_stays_in_its_task, s.tell(thread_change, {client, root})),
    SPOILT(life_ex_regs_ends_the_ipc, second_waits(s); s.tell(thread_change, {second, root})),
    SPOILT(life_ex_regs_revives,
           s.tell(thread_create, {second, root, 16}).tell(thread_change, {second, root}).tell(user_mark, {root})),
    SPOILT(life_a_deleted_thread_has_left_its_ipc, s.tell(thread_delete, {sigma0, root})),
    SPOILT(life_only_what_exists_is_deleted, s.tell(thread_delete, {second, root})),

    SPOILT(tasks_only_the_chief_creates, s.yield_to(client).tell(task_create, {7, 5, client, 10})),
    SPOILT(tasks_the_creator_is_the_chief, s.tell(task_create, {7, 5, root, 10})),
    SPOILT(tasks_an_active_task_is_deleted_first, s.tell(task_create, {5, 4, root, 10})),
    SPOILT(tasks_no_mcp_is_gained,
           s.tell(task_change, {7, 5, root}).yield_to(client).tell(task_create, {7, 5, client, 101})),
    SPOILT(tasks_only_a_chief_deletes, s.yield_to(client).tell(task_delete, {6, client})),
    SPOILT(tasks_deletion_takes_the_clan,
           s.tell(task_change, {7, 5, root}).yield_to(client).create_task(7).yield_to(server).yield_to(root);
           s.tell(ready_remove, {client, 16}).tell(thread_delete, {client, root}).tell(task_delete, {5, root})),
    SPOILT(tasks_deletion_leaves_no_thread, s.tell(task_delete, {5, root})),
    SPOILT(tasks_deletion_leaves_no_page,
           s.yield_to(client).get_page(0x5000).yield_to(server).yield_to(root);
           s.tell(ready_remove, {client, 16}).tell(thread_delete, {client, root}).tell(task_delete, {5, root})),
    SPOILT(tasks_deletion_returns_all_memory,
           s.tell(ready_remove, {client, 16}).tell(thread_delete, {client, root}).tell(task_delete, {5, root});
           s.tell(kernel_memory, {5, 1, 0})),
    SPOILT(tasks_who_has_pages_has_nodes, s.tell(kernel_memory, {5, 3, 1})),
    SPOILT(tasks_who_has_pages_has_nodes,
           s.yield_to(client).get_page(0x5000).tell(kernel_memory, {5, 5, 0})),
    SPOILT(tasks_only_inactive_numbers_move, s.tell(task_change, {5, 6, root})),
    SPOILT(tasks_only_the_chief_hands_over, s.yield_to(client).tell(task_change, {7, 5, client})),
    SPOILT(tasks_a_new_chief_exists, s.tell(task_change, {7, 9, root})),
    SPOILT(tasks_nil_asks_for_oneself, s.tell(TraceKind::id_nearest, {root, 0, 0, low(client), 0})),
    SPOILT(tasks_nearest_follows_the_tree, s.tell(TraceKind::id_nearest, {root, low(client), 4, low(client), 0})),

    SPOILT(rendezvous_one_ipc_at_a_time, s.send(client).send(server)),
    SPOILT(rendezvous_no_transfer_without_sender, s.transfer(root, sigma0, met)),
    SPOILT(rendezvous_no_transfer_without_receiver, s.send(client).transfer(root, client, 0)),
    SPOILT(rendezvous_a_closed_receive_takes_its_partner_only,
           s.yield_to(client).yield_to(server).listen(root, root).yield_to(client);
           s.send(server).transfer(client, server, met)),
    SPOILT(rendezvous_a_sleeper_takes_nothing,
           s.yield_to(client).tell(ipc_receive, {client, no_thread, 0, then});
           s.wait(client, no_thread, to_receive).choose(server, SwitchReason::block);
           s.send(client).transfer(server, client, met)),
    SPOILT(rendezvous_the_message_is_what_was_sent, serve(s); s.send(server).transfer(client, server, met, 1, 3)),
    SPOILT(rendezvous_the_oldest_sender_comes_first,
           s.yield_to(client).queue_at(server, server).yield_to(root).queue_at(server, server);
           s.receive(server, no_thread).transfer(root, server, 0)),
    SPOILT(rendezvous_nobody_queues_at_a_receiver, serve(s); s.send(server).wait(client, server, to_send)),
    SPOILT(rendezvous_nobody_queues_at_nobody, s.send(second).wait(root, second, to_send)),
    SPOILT(rendezvous_the_queue_comes_before_waiting,
           s.yield_to(client).queue_at(server, server);
           s.receive(server, no_thread).wait(server, no_thread, to_receive)),
    SPOILT(rendezvous_the_source_must_exist, s.receive(root, second).wait(root, second, to_receive)),
    SPOILT(rendezvous_no_time_between_the_phases,
           serve(s); s.send(server, then).transfer(client, server, then | met).result(server, 0x4000).hand_to(server)),
    SPOILT(rendezvous_a_failed_send_receives_nothing, s.send(client, then).receive(root, client)),
    SPOILT(rendezvous_the_receive_is_the_one_asked_for,
           serve(s); s.send(server, then).transfer(client, server, then | met).result(server, 0x4000);
           s.receive(client, root)),
    SPOILT(rendezvous_who_came_first_is_told, serve(s); s.send(server).transfer(client, server, 0)),
    SPOILT(rendezvous_who_is_woken_waits_no_more, s.tell(ipc_wake, {sigma0, root})),
    SPOILT(rendezvous_a_waiting_thread_does_not_run, s.hand_to(sigma0)),

    SPOILT(results_a_result_ends_an_ipc, s.result(client, 0)),
    SPOILT(results_nobody_goes_on_without_one,
           serve(s); s.send(server).transfer(client, server, met).result(client, 0).make_ready(client).hand_to(server)),
    SPOILT(results_not_existing_means_it, s.send(client).result(root, 0x10)),
    SPOILT(results_no_send_timeout_while_somebody_waits, s.send(client).result(root, 0x30)),
    SPOILT(results_no_receive_timeout_while_somebody_sends,
           s.yield_to(client).queue_at(server, server);
           s.receive(server, no_thread, trace_ipc_receive_zero).result(server, 0x20)),
    SPOILT(results_a_timeout_is_told_by_its_phase, sleep(s); wake_up(s); s.result(root, 0x30)),
    SPOILT(results_a_message_has_its_dope, serve(s); s.send(server).transfer(client, server, met).result(server, 0)),
    SPOILT(results_a_sent_message_gives_zero,
           serve(s); s.send(server).transfer(client, server, met).result(server, 0x4000).result(client, 0x4000)),
    SPOILT(results_partners_get_twin_codes,
           serve(s); s.send(server, trace_ipc_map, 0, 0x5030);
           s.transfer(client, server, trace_ipc_map | met | trace_ipc_cut, 0, 0x5030);
           s.result(server, 0x40E0).result(client, 0xE0)),
    SPOILT(results_a_cancelled_ipc_says_so,
           second_waits(s); s.tell(ipc_cancel, {second, root}).result(second, 0x50)),

    SPOILT(timeouts_zero_does_not_wait, s.receive(root, no_thread).wait(root, no_thread, to_receive, 0)),
    SPOILT(timeouts_never_does_not_end, s.tell(ipc_timeout, {sigma0, 1})),
    SPOILT(timeouts_never_early,
           sleep(s); s.tick().tell(timeout_fire, {root, 0}).tell(ipc_timeout, {root, 1})),
    SPOILT(timeouts_at_most_two_ticks_late, sleep(s); s.tick().tick().tick().tick().tick().tick()),
    SPOILT(timeouts_a_wait_has_its_deadline,
           s.tick().receive(root, no_thread).wait(root, no_thread, to_receive, 2000)),
    SPOILT(timeouts_only_a_wait_ends, s.tell(ipc_timeout, {client, 0})),
    SPOILT(timeouts_the_queue_is_kept, s.tell(timeout_remove, {client})),

    SPOILT(faults_go_to_the_pager, s.yield_to(client).tell(TraceKind::page_fault, {client, 0x5000, 0x1000, 0, server})),
    SPOILT(faults_tell_the_address, fault(s); s.send(root, trace_ipc_fault | then, 0x5000, 0x1000)),
    SPOILT(faults_tell_the_instruction, fault(s); s.send(root, trace_ipc_fault | then, 0x5002, 0x1001)),
    SPOILT(faults_open_the_whole_space,
           fault(s); s.send(root, trace_ipc_fault | then, 0x5002, 0x1000);
           s.transfer(client, root, trace_ipc_fault | then | met, 0x5002, 0x1000).result(root, 0x4000);
           s.receive(client, root, trace_ipc_fault, 0)),
    SPOILT(faults_end_at_three_gigabytes,
           s.yield_to(client).tell(TraceKind::page_fault, {client, 0xC0000000, 0x1000, 0, root})),
    SPOILT(faults_only_where_no_right_is,
           s.yield_to(client).get_page(0x5000).tell(TraceKind::page_fault, {client, 0x5000, 0x1000, 3, root})),
    SPOILT(faults_only_partners_fault, s.tell(transfer_fault, {client, server, 0x5000, 0, forever})),

    SPOILT(transfers_join_two_who_meet, s.tell(transfer_abort, {client, server, 0xC0})),
    SPOILT(transfers_move_in_a_transfer_only, s.tell(TraceKind::transfer_words, {client, server, 5})),
    SPOILT(transfers_a_string_has_four_megabytes,
           serve(s); s.send(server, trace_ipc_memory).tell(transfer_start, {client, server, 0x1000, 0x2000});
           s.tell(transfer_string, {client, server, 0x400001, 0x10000, 0x20000})),
    SPOILT(transfers_stay_in_user_space,
           serve(s); s.send(server, trace_ipc_memory).tell(transfer_start, {client, server, 0x1000, 0x2000});
           s.tell(transfer_string, {client, server, 16, 0x10000, 0xBFFFFFF8})),
    SPOILT(transfers_stay_in_user_space,
           serve(s); s.send(server, trace_ipc_memory).tell(transfer_start, {client, server, 0xBFFFFFE8, 0x2000});
           s.tell(TraceKind::transfer_words, {client, server, 5})),
    SPOILT(transfers_two_words_always_fit, serve(s); s.send(server).transfer(client, server, met | trace_ipc_cut)),
    SPOILT(transfers_no_window_cuts,
           serve(s); s.send(server, trace_ipc_map, 0, 0x5030).transfer(client, server, trace_ipc_map | met, 0, 0x5030)),

    SPOILT(mapping_the_source_is_there, s.page(TraceKind::map, 6, 0x5000, 0x5032, 5, 0x5000)),
    SPOILT(mapping_the_frame_is_the_same, s.page(TraceKind::map, 6, 0x5000, 0x6032, 2, 0x5000)),
    SPOILT(mapping_no_right_is_gained,
           open_window(s, false); s.send(server, trace_ipc_map, 0x7000, sent_page);
           s.page(TraceKind::map, 6, 0x7000, 0x5032, 5, 0x5000)),
    SPOILT(mapping_the_fpage_limits_the_right,
           send_page(s, 0x5030);
           s.transfer(client, server, trace_ipc_map | met | trace_ipc_mapped, 0x7000, 0x5030)),
    SPOILT(mapping_nothing_is_replaced, send_page(s); s.page(TraceKind::map, 6, 0x7000, 0x9032, 2, 0x9000)),
    SPOILT(mapping_only_an_own_child_is_widened, send_page(s); s.page(TraceKind::map, 6, 0x7000, 0x5032, 2, 0x5000)),
    SPOILT(mapping_user_space_ends, s.page(TraceKind::map, 6, 0xC0000000, 0x5032, 2, 0x5000)),
    SPOILT(mapping_not_to_oneself, s.page(TraceKind::map, 5, 0x7000, 0x5032, 5, 0x5000)),
    SPOILT(mapping_pages_are_aligned, s.page(TraceKind::map, 6, 0x7000, 13 << 2, 2, 0)),
    SPOILT(mapping_only_messages_map,
           open_window(s); s.send(server).page(TraceKind::map, 6, 0x7000, 0x5032, 5, 0x5000);
           s.transfer(client, server, met)),
    SPOILT(mapping_pages_land_at_the_hot_spot,
           open_window(s); s.send(server, trace_ipc_map, 0x7000, sent_page);
           s.page(TraceKind::map, 6, 0x8000, 0x5032, 5, 0x5000);
           s.transfer(client, server, trace_ipc_map | met | trace_ipc_mapped, 0x7000, sent_page)),
    SPOILT(mapping_no_page_is_forgotten,
           open_window(s); s.send(server, trace_ipc_map, 0x7000, sent_page);
           s.transfer(client, server, trace_ipc_map | met, 0x7000, sent_page)),
    SPOILT(mapping_what_arrived_is_told,
           send_page(s); s.transfer(client, server, trace_ipc_map | met, 0x7000, sent_page)),
    SPOILT(mapping_the_kernel_gives_to_sigma0, s.page(TraceKind::map, 5, 0x5000, 0x5032, 0, 0x5000)),
    SPOILT(mapping_a_grant_finds_a_free_place, send_page(s); s.page(grant, 6, 0x7000, 0x5032, 5, 0x5000)),
    SPOILT(mapping_only_g_grants,
           open_window(s); s.send(server, trace_ipc_map, 0x7000, sent_page);
           s.page(grant, 6, 0x7000, 0x5032, 5, 0x5000);
           s.transfer(client, server, trace_ipc_map | met | trace_ipc_mapped, 0x7000, sent_page)),

    SPOILT(unmapping_only_what_is_there,
           lend_page(s); s.tell(unmap_start, {client, 0x5030, 2}).tell(unmap, {6, 0x8000, 0x5032, 0, client})),
    SPOILT(unmapping_only_what_was_derived,
           lend_page(s); s.tell(unmap_start, {client, 0x9030, 2}).tell(unmap, {6, 0x7000, 0x5032, 0, client})),
    SPOILT(unmapping_only_what_was_derived, lend_page(s); s.tell(unmap, {6, 0x7000, 0x5032, 1, client})),
    SPOILT(unmapping_the_own_page_only_if_asked,
           lend_page(s); s.tell(unmap_start, {client, 0x5030, 2}).tell(unmap, {5, 0x5000, 0x5032, 0, client})),
    SPOILT(unmapping_as_much_as_asked,
           lend_page(s); s.tell(unmap_start, {client, 0x5030, 0}).tell(unmap, {6, 0x7000, 0x5032, 0, client})),
    SPOILT(unmapping_takes_all, lend_page(s); s.tell(unmap_start, {client, 0x5030, 2}).tell(unmap_end, {client})),
    SPOILT(unmapping_no_page_without_parent,
           lend_page(s); s.tell(unmap_start, {client, 0x5030, 0x80000002});
           s.tell(unmap, {5, 0x5000, 0x5032, 0, client}).tell(unmap_end, {client})),
    SPOILT(unmapping_one_call_at_a_time, s.tell(unmap_end, {root})),
    SPOILT(unmapping_a_split_changes_nothing, s.tell(page_split, {5, 0x400000, 0x40005A})),

    SPOILT(scheduling_the_running_thread_is_left, s.tell(context_switch, {client, server, 0, root})),
    SPOILT(scheduling_highest_ready_runs_after_a_decision,
           s.receive(root, no_thread).wait(root, no_thread, to_receive); raise_client(s);
           s.choose(server, SwitchReason::block)),
    SPOILT(scheduling_highest_ready_runs_after_a_decision, s.run.config["SCHED"] = "lazy";
           s.receive(root, no_thread).wait(root, no_thread, to_receive); raise_client(s);
           s.choose(server, SwitchReason::block)),
    SPOILT(scheduling_equals_take_turns,
           s.receive(root, no_thread).wait(root, no_thread, to_receive).choose(server, SwitchReason::block)),
    SPOILT(scheduling_nobody_ready_outranks_the_owner, raise_client(s); s.tell(user_mark, {root})),
    SPOILT(scheduling_donation_keeps_the_owner, call(s); s.tell(context_switch, {client, server, 0, server})),
    SPOILT(scheduling_a_decision_gives_the_slice,
           s.receive(root, no_thread).wait(root, no_thread, to_receive).tell(ready_remove, {client, 16});
           s.tell(context_switch, {root, client, static_cast<uint32_t>(SwitchReason::block), root})),
    SPOILT(scheduling_a_direct_switch_goes_to_the_partner, s.tell(ready_remove, {client, 16}).hand_to(client)),
    SPOILT(scheduling_a_block_needs_a_wait, s.make_ready(root).choose(client, SwitchReason::block)),
    SPOILT(scheduling_preemption_needs_a_higher_priority, s.make_ready(root).choose(client, SwitchReason::preempt)),
    SPOILT(scheduling_a_slice_ends, for (int i = 0; i < 11; ++i) { s.tick(); }),
    SPOILT(scheduling_the_owner_is_charged,
           s.receive(root, no_thread).wait(root, no_thread, to_receive).tell(ready_remove, {client, 16});
           s.tell(timeslice, {client, 12'345})),
    SPOILT(scheduling_a_yield_goes_where_it_says,
           s.tell(thread_switch, {root, server}).tell(ready_remove, {client, 16}).make_ready(root);
           s.tell(context_switch, {root, client, static_cast<uint32_t>(SwitchReason::yield), root})),
    SPOILT(scheduling_mcp_limits_priorities,
           s.yield_to(client).tell(thread_priority, {server, client, 101, 10'000})),
    SPOILT(scheduling_the_queue_holds_ready_threads, s.make_ready(sigma0)),

    SPOILT(interrupts_a_line_has_one_owner,
           s.tell(interrupt_attach, {root, 1}).yield_to(client).tell(interrupt_attach, {client, 1})),
    SPOILT(interrupts_a_thread_has_one_line, s.tell(interrupt_attach, {root, 1}).tell(interrupt_attach, {root, 3})),
    SPOILT(interrupts_the_kernel_keeps_its_lines, s.tell(interrupt_attach, {root, 0})),
    SPOILT(interrupts_are_the_owners, s.tell(interrupt, {client, 1})),
    SPOILT(interrupts_come_after_they_occurred,
           s.tell(interrupt_attach, {root, 1}).tell(interrupt_deliver, {root, 1})),
    SPOILT(interrupts_need_a_receive,
           s.tell(interrupt_attach, {root, 1}).tell(interrupt, {root, 1}).tell(interrupt_deliver, {root, 1})),
    SPOILT(interrupts_come_before_senders,
           s.tell(interrupt_attach, {root, 1}).tell(interrupt, {root, 1}).yield_to(client);
           s.queue_at(root, server).yield_to(root).receive(root, no_thread).transfer(client, root, 0)),
    SPOILT(interrupts_leave_no_receive_waiting,
           s.tell(interrupt_attach, {root, 1}).tell(interrupt, {root, 1});
           s.receive(root, no_thread).wait(root, no_thread, to_receive)),
    SPOILT(interrupts_attaching_gives_20,
           s.receive(root, no_thread, trace_ipc_interrupt | 1 << trace_ipc_line_shift | trace_ipc_receive_zero);
           s.result(root, 0x20)),

    SPOILT(exceptions_are_reflected_or_stop, s.tell(exception, {root, 0, 0, 0x1000}).tell(user_mark, {root})),
    SPOILT(exceptions_keep_their_number,
           s.tell(exception, {root, 0, 0, 0x1000}).tell(exception_reflect, {root, 6, 0x2000, 0x3000})),
    SPOILT(exceptions_some_are_the_kernels, s.tell(exception_reflect, {root, 7, 0x2000, 0x3000})),

    SPOILT(clans_everybody_reaches_everybody, s.tell(ipc_redirect, {root, client, server, 4})),
    SPOILT(clans_everybody_reaches_everybody, s.tell(ipc_deceit, {client, server, root, 0})),
    SPOILT(clans_neighbours_meet_directly, grandchild(s); s.send(client).tell(ipc_redirect, {inner, client, client, 4})),
    SPOILT(clans_strangers_meet_through_their_chiefs,
           grandchild(s); s.send(server).tell(ipc_redirect, {inner, server, root, 4})),
    SPOILT(clans_strangers_meet_through_their_chiefs,
           grandchild(s); s.send(server).tell(ipc_redirect, {inner, server, client, 0xC})),
    SPOILT(clans_strangers_meet_through_their_chiefs, grandchild(s); s.send(server).wait(inner, server, to_send)),
    SPOILT(clans_strangers_meet_through_their_chiefs,
           grandchild(s); s.yield_to(client).yield_to(server).listen(no_thread, root).yield_to(inner);
           s.send(server).transfer(inner, server, met)),
    SPOILT(clans_the_receiver_is_told, redirected(s); s.transfer(inner, client, met)),
    SPOILT(clans_the_receiver_is_told, redirected(s); s.transfer(inner, client, met | trace_ipc_redirected | trace_ipc_deceited)),
    SPOILT(results_a_message_has_its_dope,
           redirected(s); s.transfer(inner, client, met | trace_ipc_redirected).result(client, 0x4004)),
    SPOILT(rendezvous_a_closed_receive_takes_its_partner_only,
           clans(s); s.yield_to(client).listen(server, server).listen(client, root);
           s.send(client).transfer(root, client, met)),
    SPOILT(clans_only_a_chief_on_the_way_deceits, grandchild(s); s.tell(ipc_deceit, {inner, server, client, 1})),
    SPOILT(clans_only_a_chief_on_the_way_deceits,
           grandchild(s); s.yield_to(client).tell(ipc_deceit, {client, server, inner, 0})),
};
// clang-format on

}  // namespace

TEST(spoilt, every_rule_has_a_run_that_breaks_it) {
    std::set<Rule> broken;
    for (const Spoilt& one : spoilt) {
        broken.insert(one.rule);
    }
    for (int i = 0; i < rule_count; ++i) {
        EXPECT_TRUE(broken.contains(static_cast<Rule>(i))) << rule_table[i].name;
    }
}

TEST(spoilt, every_run_is_rejected_for_its_rule_and_not_before) {
    for (const Spoilt& one : spoilt) {
        Story story;
        one.spoil(story);
        const Verdict verdict = check(story.run);
        SCOPED_TRACE(std::string{info(one.rule).name} + "\n" +
                     text_of(story.run, verdict));
        EXPECT_EQ(verdict.decision, Decision::breaks);
        EXPECT_EQ(info(verdict.rule).name, info(one.rule).name);
        EXPECT_EQ(verdict.event + 1, story.run.events.size());
    }
}

TEST(spoilt, a_rule_that_is_excused_may_be_broken) {
    constexpr Rule excusable[] = {
        Rule::faults_tell_the_address, Rule::faults_tell_the_instruction,
        Rule::faults_open_the_whole_space, Rule::tasks_deletion_takes_the_clan,
        Rule::tasks_deletion_returns_all_memory};
    for (const Spoilt& one : spoilt) {
        if (std::ranges::find(excusable, one.rule) != std::end(excusable)) {
            Story story;
            one.spoil(story);
            const Verdict verdict = check(story.run, {one.rule});
            EXPECT_EQ(verdict.decision, Decision::conforms)
                << text_of(story.run, verdict);
        }
    }
}

}  // namespace kumquat::model
