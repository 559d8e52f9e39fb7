// state_machine.cpp -- one case per kind of event that changes a thread.
#include "state_machine.hpp"

namespace kumquat {

StateMachine::StateMachine(const Trace& trace)
    : trace_{trace}, threads_(trace.threads.size()),
      sends_page_fault_(trace.threads.size()) {}

void StateMachine::apply(uint32_t event_index) {
    now_ = event_index;
    const Event& event = trace_.events[event_index];
    const FileKind& kind = trace_.kind_of(event);
    if (!kind.known) {
        return;
    }
    const uint32_t first = trace_.column(event, 0, no_index);
    const uint32_t second = trace_.column(event, 1, no_index);
    switch (*kind.known) {
    case TraceKind::thread_create:
        create(first, second, trace_.column(event, 2));
        break;
    case TraceKind::thread_change:  // an ipc of it is cancelled; it may run again
        unblock(first);
        break;
    case TraceKind::thread_dead:
        become(first, LaneState::dead);
        break;
    case TraceKind::context_switch:
        switch_threads(first, second);
        break;
    case TraceKind::ready_insert:
        insert_ready(first, second);
        break;
    case TraceKind::ready_remove:
        if (running_.latest() == first + 1) {  // it gave way, and was chosen again
            become(first, LaneState::running);
        }
        break;
    case TraceKind::ipc_send:
        if (first < sends_page_fault_.size()) {
            sends_page_fault_[first] = (trace_.column(event, 4) & trace_ipc_fault) != 0;
        }
        break;
    case TraceKind::ipc_block:
        block(first, event);
        break;
    case TraceKind::ipc_transfer:
    case TraceKind::transfer_abort:
        unblock(first);
        unblock(second);
        break;
    case TraceKind::ipc_wake:
    case TraceKind::ipc_timeout:
    case TraceKind::ipc_result:
    case TraceKind::ipc_cancel:
    case TraceKind::interrupt_deliver:
        unblock(first);
        break;
    case TraceKind::thread_delete:
        remove(first);
        break;
    case TraceKind::thread_priority:
        set_priority(first, trace_.column(event, 2));
        break;
    case TraceKind::boot:
    case TraceKind::task_create:
    case TraceKind::thread_name:
    case TraceKind::ipc_receive:
    case TraceKind::timeout_insert:
    case TraceKind::timeout_remove:
    case TraceKind::timeout_fire:
    case TraceKind::page_fault:
    case TraceKind::map:
    case TraceKind::exception:
    case TraceKind::timer:
    case TraceKind::user_mark:
    case TraceKind::lost:
    case TraceKind::drain:
    case TraceKind::task_delete:
    case TraceKind::task_change:
    case TraceKind::thread_pager:
    case TraceKind::thread_switch:
    case TraceKind::timeslice:
    case TraceKind::ipc_redirect:
    case TraceKind::ipc_deceit:
    case TraceKind::transfer_start:
    case TraceKind::transfer_fault:
    case TraceKind::transfer_words:
    case TraceKind::transfer_string:
    case TraceKind::interrupt:
    case TraceKind::interrupt_attach:
    case TraceKind::interrupt_detach:
    case TraceKind::exception_reflect:
    case TraceKind::grant:
    case TraceKind::page_split:
    case TraceKind::unmap_start:
    case TraceKind::unmap:
    case TraceKind::unmap_end:
    case TraceKind::kernel_memory:
    case TraceKind::id_nearest:
        break;
    }
}

ThreadRecord StateMachine::record(uint32_t thread) const {
    return threads_[thread].latest();
}

void StateMachine::set(uint32_t thread, const ThreadRecord& record) {
    threads_[thread].set(now_, record);
}

/// To a state without a partner; the priority stays.
void StateMachine::become(uint32_t thread, LaneState state) {
    if (thread >= threads_.size()) {
        return;
    }
    const bool restarts_itself =
        state == LaneState::dead && running_.latest() == thread + 1 &&
        *trace_.kind_of(trace_.events[now_]).known == TraceKind::thread_change;
    if (restarts_itself) {
        return;
    }
    set(thread,
        {state, record(thread).priority, false, no_index, ThreadRecord::never_us});
}

/// The wait is over. Whoever has the processor runs; anybody else is ready.
void StateMachine::unblock(uint32_t thread) {
    if (thread < threads_.size() && record(thread).is_waiting()) {
        become(thread,
               running_.latest() == thread + 1 ? LaneState::running : LaneState::ready);
    }
}

void StateMachine::block(uint32_t thread, const Event& event) {
    if (thread >= threads_.size()) {
        return;
    }
    const bool sends = trace_.column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
    set(thread, {sends ? LaneState::waiting_to_send : LaneState::waiting_to_receive,
                 record(thread).priority, sends_page_fault_[thread],
                 trace_.column(event, 1, no_index),
                 trace_.column(event, 3, ThreadRecord::never_us)});
}

void StateMachine::insert_ready(uint32_t thread, uint32_t priority) {
    if (thread >= threads_.size()) {
        return;
    }
    ThreadRecord next = record(thread);
    next.priority =
        priority == no_index ? next.priority : static_cast<uint8_t>(priority);
    set(thread, next);
    become(thread, LaneState::ready);
}

void StateMachine::set_priority(uint32_t thread, uint32_t priority) {
    if (thread < threads_.size()) {
        ThreadRecord next = record(thread);
        next.priority = static_cast<uint8_t>(priority);
        set(thread, next);
    }
}

/// The thread is no more: its lane ends.
void StateMachine::remove(uint32_t thread) {
    if (thread < threads_.size()) {
        set(thread, ThreadRecord{});
    }
}

void StateMachine::switch_threads(uint32_t from, uint32_t to) {
    const uint32_t before = running_.latest() == 0 ? from : running_.latest() - 1;
    if (before < threads_.size() && record(before).state == LaneState::running) {
        become(before, LaneState::ready);
    }
    running_.set(now_, to == no_index ? 0 : to + 1);
    become(to, LaneState::running);
}

/// A thread exists but cannot run until it is made ready. Only the kernel's own, 0.0, has the
/// processor already: it is the flow of control that started the kernel.
void StateMachine::create(uint32_t thread, uint32_t creator, uint32_t priority) {
    if (thread >= threads_.size()) {
        return;
    }
    const bool is_first = creator == thread || trace_.threads[thread].id == "0.0";
    set(thread,
        {is_first ? LaneState::running : LaneState::dead,
         static_cast<uint8_t>(priority), false, no_index, ThreadRecord::never_us});
    if (is_first) {
        running_.set(now_, thread + 1);
    }
}

}  // namespace kumquat
