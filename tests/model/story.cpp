// story.cpp -- a small correct run.
#include "tests/model/story.hpp"

#include <algorithm>

namespace kumquat::model {

namespace {

constexpr uint32_t slice_us = 10'000;

}  // namespace

Story::Story() {
    run.config = {{"SCHED", "benno"}, {"CLANS", "off"}, {"IPC_DIRECT_SWITCH", "on"}};
    tell(TraceKind::boot, {0x4000000, 1});
    tell(TraceKind::task_create, {2, 4, no_thread, 0});
    tell(TraceKind::thread_create, {sigma0, no_thread, 16, 0x20000, 0x30000});
    make_ready(sigma0);
    tell(TraceKind::task_create, {4, 0, no_thread, 255});
    tell(TraceKind::thread_create, {root, no_thread, 16, 0x120000, 0x130000});
    tell(TraceKind::thread_pager, {root, sigma0, no_thread});
    make_ready(root);
    tell(TraceKind::thread_create, {idle_thread, no_thread, 0xFFFFFFFF, 0, 0});
    choose(sigma0, SwitchReason::preempt);
    listen(no_thread, root);
    create_task(5);
    create_task(6);
}

Story& Story::tell(TraceKind kind, std::initializer_list<uint32_t> columns) {
    Event event{static_cast<int64_t>(run.events.size()) * 100, kind, {}};
    std::ranges::copy(columns, event.columns.begin());
    run.events.push_back(event);
    return *this;
}

Story& Story::create_task(uint32_t task, uint32_t priority) {
    const uint32_t first = thread_number(task);
    tell(TraceKind::task_create, {task, running / threads_per_task, running, 100});
    tell(TraceKind::thread_create, {first, running, priority, 0x1000, 0x2000});
    tell(TraceKind::thread_pager, {first, root, running});
    return make_ready(first, priority);
}

Story& Story::make_ready(uint32_t thread, uint32_t priority) {
    return tell(TraceKind::ready_insert, {thread, priority});
}

Story& Story::choose(uint32_t next, SwitchReason reason, uint32_t priority) {
    if (next != idle_thread) {
        tell(TraceKind::ready_remove, {next, priority});
    }
    tell(TraceKind::timeslice, {next, next == idle_thread ? 0 : slice_us});
    tell(TraceKind::context_switch,
         {running, next, static_cast<uint32_t>(reason), next});
    running = next;
    return *this;
}

Story& Story::hand_to(uint32_t next) {
    const auto slice =
        std::find_if(run.events.rbegin(), run.events.rend(), [](const Event& event) {
            return event.kind == TraceKind::timeslice;
        });
    tell(TraceKind::context_switch,
         {running, next, static_cast<uint32_t>(SwitchReason::direct), (*slice)[0]});
    running = next;
    return *this;
}

Story& Story::yield_to(uint32_t next) {
    tell(TraceKind::thread_switch, {running, no_thread});
    make_ready(running);
    return choose(next, SwitchReason::yield);
}

Story& Story::send(uint32_t to, uint32_t flags, uint32_t w0, uint32_t w1) {
    return tell(TraceKind::ipc_send, {running, to, w0, w1, flags});
}

Story&
Story::receive(uint32_t thread, uint32_t from, uint32_t flags, uint32_t descriptor) {
    const bool is_open = from == no_thread && (flags & trace_ipc_interrupt) == 0;
    return tell(TraceKind::ipc_receive,
                {thread, from, descriptor,
                 flags | trace_ipc_then_receives | (is_open ? trace_ipc_open : 0u)});
}

Story&
Story::wait(uint32_t thread, uint32_t partner, IpcPhase phase, uint32_t timeout) {
    return tell(TraceKind::ipc_block,
                {thread, partner, static_cast<uint32_t>(phase), timeout});
}

Story&
Story::transfer(uint32_t from, uint32_t to, uint32_t flags, uint32_t w0, uint32_t w1) {
    return tell(TraceKind::ipc_transfer, {from, to, w0, w1, flags});
}

Story& Story::result(uint32_t thread, uint32_t result) {
    return tell(TraceKind::ipc_result, {thread, result});
}

Story& Story::listen(uint32_t from, uint32_t next, uint32_t descriptor) {
    receive(running, from, 0, descriptor);
    wait(running, from, IpcPhase::receive);
    return choose(next, SwitchReason::block);
}

Story& Story::queue_at(uint32_t to, uint32_t next, uint32_t flags) {
    send(to, flags);
    wait(running, to, IpcPhase::send);
    return choose(next, SwitchReason::block);
}

uint32_t Story::clock_us() const {
    return static_cast<uint32_t>(ticks_ * 1'193 * 1'000'000 / 1'193'182);
}

Story& Story::tick() {
    ++ticks_;
    return tell(TraceKind::timer, {running, clock_us()});
}

Story& Story::get_page(uint32_t address, bool writable) {
    constexpr uint32_t whole_space = 0x82, answer = 0x4002, met = trace_ipc_met_waiting;
    constexpr uint32_t then = trace_ipc_then_receives;
    const uint32_t self = running;
    const uint32_t fpage = address | 12 << 2 | (writable ? 2 : 0);
    send(sigma0, then).transfer(self, sigma0, then | met).result(sigma0, 0x4000);
    receive(self, sigma0, 0, whole_space).wait(self, sigma0, IpcPhase::receive);
    tell(TraceKind::ipc_wake, {sigma0, self}).hand_to(sigma0);
    constexpr uint32_t reply = then | trace_ipc_open | trace_ipc_map;
    send(self, reply, address, fpage);
    page(TraceKind::map, self / threads_per_task, address, fpage, 2, address);
    transfer(sigma0, self, reply | met | trace_ipc_mapped, address, fpage);
    result(self, answer)
        .receive(sigma0, no_thread)
        .wait(sigma0, no_thread, IpcPhase::receive);
    return tell(TraceKind::ipc_wake, {self, sigma0}).hand_to(self);
}

Story& Story::page(TraceKind kind,
                   uint32_t to,
                   uint32_t address,
                   uint32_t frame,
                   uint32_t from,
                   uint32_t source) {
    return tell(kind, {to, address, frame, from, source});
}

}  // namespace kumquat::model
