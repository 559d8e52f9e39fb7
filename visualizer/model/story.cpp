// story.cpp -- from events to scenes.
#include "story.hpp"

#include "ipc_bits.hpp"

#include "kernel/abi/fpage.hpp"

#include <algorithm>
#include <utility>

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

Scene::Kind kind_of_message(uint32_t flags) {
    return is_call(flags) ? Scene::Kind::call : Scene::Kind::message;
}

}  // namespace

Story::Story(const Model& model) : model_{model} { catch_up(); }

void Story::catch_up() {
    open_sends_.resize(model_.trace().threads.size());
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
    const auto known = model_.trace().kind_of(model_.event(event)).known;
    if (!known) {
        add({event, event});
        return;
    }
    switch (*known) {
    case TraceKind::ipc_send:
        return note_send(event);
    case TraceKind::ipc_transfer:
        return note_transfer(event);
    case TraceKind::ipc_timeout:
        return note_timeout(event);
    case TraceKind::ipc_result:
        return note_result(event);
    case TraceKind::map:
        return note_map(event);
    case TraceKind::page_fault:
        return note_fault(event);
    default:
        if (is_scene(*known)) {
            add({event, event});
        }
    }
}

void Story::add(Scene scene) { scenes_.push_back(scene); }

void Story::note_fault(int64_t event) {
    const uint32_t thread = column(event, 0);
    add({event, event, Scene::Kind::fault, thread, column(event, 4)});
    if (is_thread(thread)) {
        open_calls_[thread] = scenes_.size();
    }
}

/// Pages that the kernel itself gives are told together; others belong to their message.
void Story::note_map(int64_t event) {
    const uint32_t source = column(event, 3);
    const auto& tasks = model_.trace().tasks;
    const bool is_writable = Fpage{column(event, 2)}.is_writable();
    if (source < tasks.size() && tasks[source].id != 0) {
        ++pages_.all;
        pages_.writable += is_writable ? 1 : 0;
        return;
    }
    if (scenes_.empty() || scenes_.back().kind != Scene::Kind::gifts) {
        add({event, event, Scene::Kind::gifts});
    }
    Scene& gifts = scenes_.back();
    gifts.last = event;
    ++gifts.pages;
    gifts.writable_pages += is_writable ? 1 : 0;
}

/// The message of a page fault belongs to the fault.
void Story::note_send(int64_t event) {
    const uint32_t from = column(event, 0);
    const uint32_t flags = model_.trace().column(model_.event(event), 4);
    if (!is_thread(from) || (flags & trace_ipc_fault) != 0) {
        return;
    }
    add({event, event, kind_of_message(flags), from, column(event, 1)});
    open_sends_[from] = scenes_.size();
}

/// \return  whether the message is the answer that its receiver waits for
bool Story::note_answer(int64_t event, uint32_t from, uint32_t to, Pages pages) {
    const size_t asked = open_calls_[to];
    if (asked == 0 || scenes_[asked - 1].to != from) {
        return false;
    }
    if (open_sends_[from] == scenes_.size()) {  // taken at once: told with the question
        scenes_.pop_back();
    } else if (open_sends_[from] != 0) {
        Scene& late = scenes_[open_sends_[from] - 1];
        late.message = late.last = event;
    }
    open_sends_[from] = open_calls_[to] = 0;
    Scene& scene = scenes_[asked - 1];
    scene.answer = scene.last = event;
    scene.pages += pages.all;
    scene.writable_pages += pages.writable;
    if (asked == scenes_.size()) {
        merge_last();
    }
    return true;
}

void Story::note_transfer(int64_t event) {
    const uint32_t from = column(event, 0), to = column(event, 1);
    const uint32_t flags = model_.trace().column(model_.event(event), 4);
    const Pages pages = std::exchange(pages_, {});
    if (!is_thread(from) || !is_thread(to)) {
        add({event, event});
        return;
    }
    if (note_answer(event, from, to, pages)) {
        return;
    }
    const size_t faulted = open_calls_[from];
    if ((flags & trace_ipc_fault) != 0 && faulted != 0 &&
        scenes_[faulted - 1].kind == Scene::Kind::fault) {  // the fault's own message
        Scene& scene = scenes_[faulted - 1];
        scene.to = to;
        scene.message = scene.last = event;
        return;
    }
    if (open_sends_[from] == 0) {
        add({event, event, kind_of_message(flags), from, to});
        open_sends_[from] = scenes_.size();
    }
    const size_t sent = std::exchange(open_sends_[from], 0);
    Scene& scene = scenes_[sent - 1];
    scene.to = to;
    scene.message = scene.last = event;
    scene.pages = pages.all;
    scene.writable_pages = pages.writable;
    open_calls_[from] = scene.kind == Scene::Kind::call ? sent : 0;
    if (scene.kind == Scene::Kind::message && sent == scenes_.size()) {
        merge_last();
    }
}

/// What ends the wait of a message, or for an answer, is told with that message.
void Story::note_timeout(int64_t event) {
    const uint32_t thread = column(event, 0);
    const bool sends = column(event, 1) == static_cast<uint32_t>(IpcPhase::send);
    if (!is_thread(thread) ||
        (sends ? open_sends_[thread] : open_calls_[thread]) == 0) {
        add({event, event});
    }
}

/// An ipc that ends with an error leaves nothing open.
void Story::note_result(int64_t event) {
    const uint32_t thread = column(event, 0);
    const bool is_error = ipc_error(column(event, 1)) != IpcError::none;
    if (is_thread(thread) && is_error) {
        open_sends_[thread] = open_calls_[thread] = 0;
    }
}

void Story::tell(const std::vector<Finding>& findings) {
    std::vector<Scene> told;
    told.reserve(scenes_.size() + findings.size());
    size_t next = 0;
    const auto tell_until = [&](int64_t event) {
        for (; next < findings.size() && findings[next].event < event; ++next) {
            const Finding& finding = findings[next];
            told.push_back({finding.event, finding.event, Scene::Kind::finding});
            told.back().finding = &finding;
        }
    };
    for (const Scene& scene : scenes_) {
        tell_until(scene.first);
        told.push_back(scene);
    }
    tell_until(model_.event_count());
    scenes_ = std::move(told);
    open_sends_.assign(open_sends_.size(), 0);  // they named places in the old list
    open_calls_.assign(open_calls_.size(), 0);
}

/// The last scene may be one more of those before it.
void Story::merge_last() {
    if (scenes_.size() < 2) {
        return;
    }
    const Scene& last = scenes_.back();
    Scene& before = scenes_[scenes_.size() - 2];
    const auto met_waiting = [&](const Scene& scene) {
        return (column(scene.message, 4) & trace_ipc_met_waiting) != 0;
    };
    const bool are_alike = before.kind == last.kind && before.from == last.from &&
                           before.to == last.to && before.message >= 0 &&
                           last.message >= 0 &&
                           met_waiting(before) == met_waiting(last) &&
                           (before.answer >= 0) == (last.answer >= 0) &&
                           (before.pages > 0) == (last.pages > 0) &&
                           (before.writable_pages > 0) == (last.writable_pages > 0) &&
                           last.kind != Scene::Kind::fault;
    if (are_alike) {
        before.last = last.last;
        before.pages += last.pages;
        before.writable_pages += last.writable_pages;
        ++before.repeats;
        scenes_.pop_back();
    }
}

}  // namespace kumquat
