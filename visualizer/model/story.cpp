// story.cpp -- from events to scenes.
#include "story.hpp"

#include <algorithm>

namespace kumquat {

namespace {

/// Events that are a scene of their own.
bool is_scene(TraceKind kind) {
    switch (kind) {
    case TraceKind::boot:
    case TraceKind::task_create:
    case TraceKind::task_delete:
    case TraceKind::thread_create:
    case TraceKind::thread_change:
    case TraceKind::thread_delete:
    case TraceKind::thread_dead:
    case TraceKind::thread_priority:
    case TraceKind::ipc_timeout:
    case TraceKind::ipc_cancel:
    case TraceKind::ipc_redirect:
    case TraceKind::transfer_fault:
    case TraceKind::transfer_abort:
    case TraceKind::exception:
    case TraceKind::exception_reflect:
    case TraceKind::interrupt_attach:
    case TraceKind::interrupt_detach:
    case TraceKind::interrupt_deliver:
    case TraceKind::unmap_start:
    case TraceKind::grant:
    case TraceKind::user_mark:
    case TraceKind::lost:
        return true;
    default:
        return false;
    }
}

}  // namespace

Story::Story(const Model& model) : model_{model} { catch_up(); }

void Story::catch_up() {
    open_calls_.resize(model_.trace().threads.size());
    for (; next_ < model_.event_count(); ++next_) {
        note(next_);
    }
}

size_t Story::scene_at(int64_t event) const {
    const auto later = std::upper_bound(
        scenes_.begin(), scenes_.end(), event,
        [](int64_t wanted, const Scene& s) { return wanted < s.first; });
    return later == scenes_.begin() ? 0
                                    : static_cast<size_t>(later - scenes_.begin()) - 1;
}

void Story::note(int64_t event) {
    const Event& at = model_.event(event);
    const Trace& trace = model_.trace();
    const auto known = trace.kind_of(at).known;
    if (!known) {
        add({event, event});
        return;
    }
    if (known == TraceKind::ipc_transfer) {
        note_transfer(event);
    } else if (known == TraceKind::map) {
        note_map(event);
    } else if (known == TraceKind::page_fault) {
        const uint32_t thread = trace.column(at, 0, no_index);
        add({event, event, Scene::Kind::fault, thread, trace.column(at, 4, no_index)});
        if (thread < open_calls_.size()) {
            open_calls_[thread] = scenes_.size();
        }
    } else if (is_scene(*known)) {
        add({event, event});
    }
}

void Story::add(Scene scene) { scenes_.push_back(scene); }

/// Pages that the kernel itself gives are told together; others belong to their message.
void Story::note_map(int64_t event) {
    const uint32_t source = model_.trace().column(model_.event(event), 3, no_index);
    const auto& tasks = model_.trace().tasks;
    if (source < tasks.size() && tasks[source].id != 0) {
        ++pages_;
        return;
    }
    if (scenes_.empty() || scenes_.back().kind != Scene::Kind::gifts) {
        add({event, event, Scene::Kind::gifts});
    }
    scenes_.back().last = event;
    ++scenes_.back().pages;
}

void Story::note_transfer(int64_t event) {
    const Event& at = model_.event(event);
    const uint32_t from = model_.trace().column(at, 0, no_index);
    const uint32_t to = model_.trace().column(at, 1, no_index);
    const uint32_t flags = model_.trace().column(at, 4);
    const uint32_t pages = pages_;
    pages_ = 0;
    if (from >= open_calls_.size() || to >= open_calls_.size()) {
        add({event, event});
        return;
    }
    const size_t asked = open_calls_[to];  // the receiver waits for an answer to this
    if (asked != 0 && scenes_[asked - 1].to == from) {
        Scene& scene = scenes_[asked - 1];
        scene.answer = event;
        scene.last = event;
        scene.pages += pages;
        open_calls_[to] = 0;
        if (asked == scenes_.size()) {
            merge_last();
        }
        return;
    }
    const size_t faulted = open_calls_[from];
    if ((flags & trace_ipc_fault) != 0 && faulted != 0) {  // the fault's own message
        Scene& scene = scenes_[faulted - 1];
        scene.to = to;
        scene.message = event;
        scene.last = event;
        return;
    }
    const bool is_call =
        (flags & trace_ipc_then_receives) != 0 && (flags & trace_ipc_open) == 0;
    add({event, event, is_call ? Scene::Kind::call : Scene::Kind::message, from, to,
         event, -1, pages});
    open_calls_[from] = is_call ? scenes_.size() : 0;
    if (!is_call) {
        merge_last();
    }
}

/// The last scene may be one more of those before it.
void Story::merge_last() {
    if (scenes_.size() < 2) {
        return;
    }
    const Scene& last = scenes_.back();
    Scene& before = scenes_[scenes_.size() - 2];
    const bool are_alike =
        before.kind == last.kind && before.from == last.from && before.to == last.to &&
        (before.answer >= 0) == (last.answer >= 0) &&
        (before.pages > 0) == (last.pages > 0) && last.kind != Scene::Kind::fault;
    if (are_alike) {
        before.last = last.last;
        before.pages += last.pages;
        ++before.repeats;
        scenes_.pop_back();
    }
}

}  // namespace kumquat
