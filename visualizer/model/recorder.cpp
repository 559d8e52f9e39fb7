// recorder.cpp -- each kind of event, and who writes down what it changes.
#include "recorder.hpp"

namespace kumquat {

Recorder::Recorder(const Trace& trace, Journal& journal)
    : trace_{trace}, journal_{journal}, layout_{journal, trace.threads.size(),
                                                trace.tasks.size()},
      pages_{journal, layout_}, histories_(trace.threads.size()),
      sends_page_fault_(trace.threads.size()),
      takes_from_(trace.threads.size(), TakesFrom::anyone),
      redirected_to_(trace.threads.size(), no_index),
      sends_long_message_(trace.threads.size()) {}

void Recorder::apply(uint32_t event_index) {
    now_ = event_index;
    const Event& event = trace_.events[event_index];
    const FileKind& kind = trace_.kind_of(event);
    if (kind.known) {
        if (const Handler handler = handler_of(*kind.known)) {
            (this->*handler)(event);
        }
    }
    journal_.end_event();
}

Recorder::Handler Recorder::handler_of(TraceKind kind) {
    switch (kind) {
    case TraceKind::thread_create:
        return &Recorder::create_thread;
    case TraceKind::thread_delete:
        return &Recorder::delete_thread;
    case TraceKind::thread_dead:
        return &Recorder::stop;
    case TraceKind::thread_pager:
        return &Recorder::set_pager;
    case TraceKind::thread_priority:
        return &Recorder::set_schedule;
    case TraceKind::page_fault:
        return &Recorder::note_fault;
    case TraceKind::ipc_send:
        return &Recorder::note_send;
    case TraceKind::ipc_receive:
        return &Recorder::note_receive;
    case TraceKind::ipc_redirect:
        return &Recorder::note_redirect;
    case TraceKind::transfer_start:
        return &Recorder::begin_transfer;
    case TraceKind::ipc_transfer:
    case TraceKind::transfer_abort:
        return &Recorder::end_transfer;
    case TraceKind::thread_change:
    case TraceKind::ipc_wake:
    case TraceKind::ipc_timeout:
    case TraceKind::ipc_result:
    case TraceKind::ipc_cancel:
        return &Recorder::end_ipc;
    case TraceKind::ready_insert:
        return &Recorder::insert_ready;
    case TraceKind::ready_remove:
        return &Recorder::remove_ready;
    case TraceKind::timeout_insert:
        return &Recorder::insert_timeout;
    case TraceKind::timeout_remove:
    case TraceKind::timeout_fire:
        return &Recorder::remove_timeout;
    case TraceKind::ipc_block:
        return &Recorder::block;
    case TraceKind::context_switch:
        return &Recorder::switch_threads;
    case TraceKind::timeslice:
        return &Recorder::begin_slice;
    case TraceKind::thread_switch:
        return &Recorder::yield;
    case TraceKind::timer:
        return &Recorder::tick;
    case TraceKind::task_create:
        return &Recorder::create_task;
    case TraceKind::task_delete:
        return &Recorder::delete_task;
    case TraceKind::task_change:
        return &Recorder::change_chief;
    case TraceKind::kernel_memory:
        return &Recorder::note_kernel_memory;
    case TraceKind::interrupt_attach:
        return &Recorder::attach_line;
    case TraceKind::interrupt_detach:
        return &Recorder::detach_line;
    case TraceKind::interrupt:
        return &Recorder::interrupt;
    case TraceKind::interrupt_deliver:
        return &Recorder::deliver_interrupt;
    case TraceKind::map:
        return &Recorder::map;
    case TraceKind::grant:
        return &Recorder::grant;
    case TraceKind::unmap:
        return &Recorder::unmap;
    case TraceKind::page_split:
        return &Recorder::split;
    case TraceKind::boot:
    case TraceKind::thread_name:
    case TraceKind::exception:
    case TraceKind::user_mark:
    case TraceKind::lost:
    case TraceKind::drain:
    case TraceKind::transfer_fault:
    case TraceKind::transfer_words:
    case TraceKind::transfer_string:
    case TraceKind::exception_reflect:
    case TraceKind::unmap_start:
    case TraceKind::unmap_end:
    case TraceKind::id_nearest:
    case TraceKind::ipc_deceit:
        break;
    }
    return nullptr;
}

}  // namespace kumquat
