// specification.cpp -- each kind of event, and the mechanism that it belongs to.
#include "tests/model/specification.hpp"

#include "tests/model/mechanisms.hpp"

namespace kumquat::model {

namespace {

/// Things that only a program in user mode does: all that was due has been done.
void check_user(World& world, const Event& event) {
    world.caller(event[0]);
    check_settled(world);
}

void apply(World& world, const Event& event) {
    switch (event.kind) {
    case TraceKind::thread_create:
        return create_thread(world, event);
    case TraceKind::thread_change:
        return change_thread(world, event);
    case TraceKind::thread_dead:
        return stop_thread(world, event);
    case TraceKind::thread_delete:
        return delete_thread(world, event);
    case TraceKind::thread_pager:
        return set_pager(world, event);
    case TraceKind::task_create:
        return create_task(world, event);
    case TraceKind::task_delete:
        return delete_task(world, event);
    case TraceKind::task_change:
        return hand_over_number(world, event);
    case TraceKind::kernel_memory:
        return account(world, event);
    case TraceKind::id_nearest:
        return answer_nearest(world, event);
    case TraceKind::ipc_send:
        return begin_send(world, event);
    case TraceKind::ipc_receive:
        return begin_receive(world, event);
    case TraceKind::ipc_block:
        return block(world, event);
    case TraceKind::ipc_transfer:
        return transfer(world, event);
    case TraceKind::ipc_wake:
        return wake(world, event);
    case TraceKind::ipc_result:
        return end_with_result(world, event);
    case TraceKind::ipc_cancel:
        return cancel(world, event);
    case TraceKind::ipc_redirect:
        return redirect(world, event);
    case TraceKind::ipc_deceit:
        return deceit(world, event);
    case TraceKind::transfer_start:
        return start_transfer(world, event);
    case TraceKind::transfer_fault:
        return fault_in_transfer(world, event);
    case TraceKind::transfer_words:
        return move_words(world, event);
    case TraceKind::transfer_string:
        return move_string(world, event);
    case TraceKind::transfer_abort:
        return abort_transfer(world, event);
    case TraceKind::timer:
        return tick(world, event);
    case TraceKind::timeout_insert:
        return insert_timeout(world, event);
    case TraceKind::timeout_remove:
    case TraceKind::timeout_fire:
        return leave_timeout_queue(world, event);
    case TraceKind::ipc_timeout:
        return end_by_clock(world, event);
    case TraceKind::page_fault:
        return page_fault(world, event);
    case TraceKind::map:
        return map(world, event);
    case TraceKind::grant:
        return grant(world, event);
    case TraceKind::page_split:
        return split(world, event);
    case TraceKind::unmap_start:
        return begin_unmap(world, event);
    case TraceKind::unmap:
        return unmap(world, event);
    case TraceKind::unmap_end:
        return end_unmap(world, event);
    case TraceKind::context_switch:
        return switch_threads(world, event);
    case TraceKind::ready_insert:
        return enter_ready_queue(world, event);
    case TraceKind::ready_remove:
        return leave_ready_queue(world, event);
    case TraceKind::timeslice:
        return begin_slice(world, event);
    case TraceKind::thread_switch:
        return yield(world, event);
    case TraceKind::thread_priority:
        return set_priority(world, event);
    case TraceKind::interrupt:
        return occur(world, event);
    case TraceKind::interrupt_deliver:
        return deliver_interrupt(world, event);
    case TraceKind::interrupt_attach:
        return attach(world, event);
    case TraceKind::interrupt_detach:
        return detach(world, event);
    case TraceKind::exception:
        return raise_exception(world, event);
    case TraceKind::exception_reflect:
        return reflect_exception(world, event);
    case TraceKind::thread_name:
    case TraceKind::user_mark:
        return check_user(world, event);
    case TraceKind::boot:
    case TraceKind::lost:
    case TraceKind::drain:
        return;
    }
}

void check_order(const World& world) {
    const std::vector<Event>& events = world.run.events;
    world.require(world.now != 0 || events[0].kind == TraceKind::boot,
                  Rule::trace_begins_with_boot, "it is {}",
                  trace_kind_table[static_cast<uint32_t>(events[0].kind)].name);
    world.require(world.now == 0 ||
                      events[world.now].time >= events[world.now - 1].time,
                  Rule::trace_time_never_goes_back, "the event before it was at {}",
                  world.now == 0 ? 0 : events[world.now - 1].time);
}

}  // namespace

Check::Check(const Run& run, std::vector<Rule> excused)
    : run_{run}, world_{std::make_unique<World>(run)} {
    world_->excused = std::move(excused);
}
Check::~Check() = default;

bool Check::go_on(std::size_t events) {
    World& world = *world_;
    try {
        for (; world.now < run_.events.size() && events > 0; ++world.now, --events) {
            if (run_.events[world.now].kind == TraceKind::lost) {
                verdict_ = {Decision::undecidable,
                            world.now,
                            {},
                            "events are missing from here on"};
                return false;
            }
            check_order(world);
            apply(world, run_.events[world.now]);
        }
    } catch (const Breach& breach) {
        verdict_ = {Decision::breaks, world.now, breach.rule, breach.why};
        return false;
    }
    verdict_ = {Decision::conforms, run_.events.size(), {}, {}};
    return world.now < run_.events.size();
}

Verdict check(const Run& run, std::vector<Rule> excused) {
    Check all{run, std::move(excused)};
    all.go_on(run.events.size());
    return all.verdict();
}

std::string text_of(const Run& run, const Verdict& verdict) {
    switch (verdict.decision) {
    case Decision::conforms:
        return fmt::format("conforms: {} events", verdict.event);
    case Decision::undecidable:
        return fmt::format("cannot be decided from event {} on: {}\n  {}",
                           verdict.event + 1, verdict.why,
                           text_of(run.events[verdict.event]));
    case Decision::breaks:
        break;
    }
    const RuleInfo& rule = info(verdict.rule);
    return fmt::format("breaks {} [{}] at event {}: {}\n  {}\n  {}", rule.name,
                       rule.promise, verdict.event + 1, rule.sentence,
                       text_of(run.events[verdict.event]), verdict.why);
}

}  // namespace kumquat::model
