// session_places.cpp -- where the user is, and was.
#include "session.hpp"

#include <algorithm>

namespace kumquat {

namespace {

struct ChangedPage {
    uint32_t task, address;
};

/// The page that an event gives to a space, or takes from it.
std::optional<ChangedPage> page_changed_by(const Model& model, int64_t event) {
    const Trace& trace = model.trace();
    const Event& at = model.event(event);
    const auto kind = trace.kind_of(at).known;
    const uint32_t task = trace.column(at, 0, no_index);
    if ((kind != TraceKind::map && kind != TraceKind::grant &&
         kind != TraceKind::unmap) ||
        task >= trace.tasks.size()) {
        return std::nullopt;
    }
    return ChangedPage{task, trace.column(at, 1)};
}

}  // namespace

/// Remember this place before another one is gone to.
void Session::leave(bool is_step) {
    constexpr size_t remembered_max = 200;
    if (!(is_step && is_stepping_)) {
        past_.push_back(here_);
        future_.clear();
        if (past_.size() > remembered_max) {
            past_.erase(past_.begin());
        }
    }
    is_stepping_ = is_step;
    ++revision_;
}

void Session::back() {
    if (can_go_back()) {
        future_.push_back(here_);
        here_ = past_.back();
        past_.pop_back();
        is_stepping_ = false;
        ++revision_;
    }
}

void Session::forward() {
    if (can_go_forward()) {
        past_.push_back(here_);
        here_ = future_.back();
        future_.pop_back();
        is_stepping_ = false;
        ++revision_;
    }
}

void Session::select(int64_t event) {
    if (has_events() && event != here_.event) {
        leave();
        here_.event = std::clamp<int64_t>(event, 0, model_->event_count() - 1);
    }
}

void Session::select_of(uint32_t thread, int64_t event) {
    const bool is_other = here_.thread != no_index && here_.thread != thread;
    if (is_other && event == here_.event) {
        follow(thread);
        return;
    }
    select(event);
    here_.thread = is_other ? thread : here_.thread;
}

void Session::go_to(int64_t event) {
    select(event);
    keep_selection_visible();
}

void Session::step(int64_t events) {
    if (has_events()) {
        leave(true);
        here_.event =
            std::clamp<int64_t>(here_.event + events, 0, model_->event_count() - 1);
        keep_selection_visible();
    }
}

void Session::step_within_thread(int direction) {
    if (!has_events()) {
        return;
    }
    const std::vector<uint32_t> named = model_->threads_of(here_.event);
    const uint32_t thread =
        here_.thread != no_index || named.empty() ? here_.thread : named.front();
    for (int64_t i = here_.event + direction; i >= 0 && i < model_->event_count();
         i += direction) {
        if (model_->concerns(i, thread)) {
            step(i - here_.event);
            return;
        }
    }
}

void Session::follow(uint32_t thread) {
    if (thread != here_.thread) {
        leave();
        here_.thread = thread;
    }
}

void Session::look_at_page(uint32_t task, uint32_t address) {
    if (task != here_.task || address != here_.address) {
        leave();
        here_.task = task;
        here_.address = address;
    }
}

uint32_t Session::last_page_of(uint32_t task) const {
    const std::vector<PageDetails> pages = now().pages(task);
    return pages.empty() ? 0 : pages.back().address;
}

void Session::look_at_space(uint32_t task) { look_at_page(task, last_page_of(task)); }

void Session::open(Tab tab) {
    if (tab == here_.tab) {
        return;
    }
    leave();
    here_.tab = tab;
    if (tab != Tab::spaces || here_.task != no_index || !has_events()) {
        return;
    }
    if (const std::optional<ChangedPage> page = page_changed_by(*model_, here_.event)) {
        here_.task = page->task;
        here_.address = page->address;
    } else {
        show_space_of_running_task();
    }
}

/// Nobody has chosen a space yet: that of the thread that runs now, unless nobody does.
void Session::show_space_of_running_task() {
    const std::vector<FileThread>& threads = model_->trace().threads;
    const uint32_t running = now().running();
    if (running < threads.size() &&
        model_->trace().tasks[threads[running].task].id != 0) {
        here_.task = threads[running].task;
        here_.address = last_page_of(here_.task);
    }
}

const Instant& Session::instant_at(std::optional<Instant>& instant,
                                   int64_t event) const {
    if (!instant) {
        instant.emplace(*model_);
    }
    instant->seek(event);
    return *instant;
}

const Instant& Session::now() const { return instant_at(now_, here_.event); }
const Instant& Session::before() const { return instant_at(before_, here_.event - 1); }

/// If the selection left the visible stretch, move the stretch so that it lies in the middle.
void Session::keep_selection_visible() {
    if (!has_events()) {
        return;
    }
    const double time = static_cast<double>(model_->event(here_.event).time);
    if (time < here_.view_begin || time > here_.view_end) {
        const double half = view_width() / 2;
        show(time - half, time + half);
    }
}

}  // namespace kumquat
