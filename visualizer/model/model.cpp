// model.cpp -- the one pass, and the searches afterwards.
#include "model.hpp"

#include <algorithm>
#include <numeric>

namespace kumquat {

Model::Model(Trace trace) : Model{std::make_shared<const Trace>(std::move(trace))} {}

Model::Model(std::shared_ptr<const Trace> trace)
    : trace_{std::move(trace)}, recorder_{*trace_, journal_},
      sums_(trace_->threads.size()) {
    catch_up();
}

void Model::catch_up() {
    const auto first = static_cast<uint32_t>(event_count());
    if (first == 0 && !trace_->events.empty()) {
        begin_time_ = trace_->events.front().time;
        for (Sum& sum : sums_) {
            sum.since = begin_time_;
        }
    }
    for (uint32_t i = first; i < trace_->events.size(); ++i) {
        recorder_.apply(i);
        note_message(i);
        signs_.note(*trace_, i);
    }
    if (!trace_->events.empty()) {
        end_time_ = trace_->events.back().time;
    }
    sort_lanes();
    for (uint32_t thread = 0; thread < sums_.size(); ++thread) {
        add_up(thread);
    }
}

void Model::note_message(uint32_t event_index) {
    const Event& event = trace_->events[event_index];
    if (trace_->kind_of(event).known != TraceKind::ipc_transfer) {
        return;
    }
    const uint32_t sender = trace_->column(event, 0, no_index);
    const uint32_t receiver = trace_->column(event, 1, no_index);
    if (sender != no_index && receiver != no_index) {
        const bool is_page_fault = (trace_->column(event, 4) & trace_ipc_fault) != 0;
        messages_.push_back({event_index, sender, receiver, is_page_fault});
    }
}

/// Tasks in the order of their numbers and lives, but the kernel's own (0) at the end: its
/// idle thread is the least interesting.
void Model::sort_lanes() {
    lanes_.clear();
    std::vector<uint32_t> order(trace_->threads.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto rank = [this](uint32_t thread) {
        const uint32_t task = trace_->threads[thread].task;
        const bool has_task =
            task < trace_->tasks.size() && trace_->tasks[task].id != 0;
        return std::pair{has_task ? trace_->tasks[task].id : no_index, task};
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return rank(a) < rank(b); });
    for (const uint32_t thread : order) {
        const bool is_only_a_name =
            history(thread).changes().empty() && trace_->threads[thread].name.empty();
        if (is_only_a_name) {
            continue;  // somebody sent to it, but it never existed
        }
        const uint32_t task = trace_->threads[thread].task;
        const bool is_first = lanes_.empty() || lanes_.back().task != task;
        if (!is_first) {
            lanes_.back().is_only_of_task = false;
        }
        lanes_.push_back({thread, task, is_first, is_first});
    }
}

void Model::add_up(uint32_t thread) {
    const auto& changes = history(thread).changes();
    Sum& sum = sums_[thread];
    for (; sum.changes < changes.size(); ++sum.changes) {
        const auto& change = changes[sum.changes];
        const int64_t time = event(change.event).time;
        if (sum.changes % checkpoint_distance == 0) {
            sum.checkpoints.push_back({sum.changes, time, sum.times});
        }
        sum.times[static_cast<size_t>(sum.state)] += time - sum.since;
        sum.since = time;
        sum.state = change.value.state;
    }
}

StateTimes Model::times_until(uint32_t thread, int64_t time) const {
    const auto& changes = history(thread).changes();
    const auto& marks = sums_[thread].checkpoints;
    const auto time_of = [&](size_t place) {
        return trace_->events[changes[place].event].time;
    };
    const auto later = std::upper_bound(
        marks.begin(), marks.end(), time,
        [](int64_t wanted, const auto& mark) { return wanted < mark.time; });
    StateTimes times{};
    size_t place = 0;
    if (later != marks.begin()) {
        times = (later - 1)->times;
        place = (later - 1)->place;
    }
    int64_t since = place == 0 ? begin_time_ : time_of(place - 1);
    LaneState state =
        place == 0 ? LaneState::not_there : changes[place - 1].value.state;
    for (; place < changes.size() && time_of(place) <= time; ++place) {
        times[static_cast<size_t>(state)] += time_of(place) - since;
        since = time_of(place);
        state = changes[place].value.state;
    }
    times[static_cast<size_t>(state)] += std::max<int64_t>(0, time - since);
    return times;
}

int64_t Model::event_at(int64_t time) const {
    const auto begin = trace_->events.begin();
    const auto later = std::upper_bound(
        begin, begin + static_cast<std::ptrdiff_t>(event_count()), time,
        [](int64_t wanted, const Event& event) { return wanted < event.time; });
    return later - begin - 1;
}

size_t Model::first_message_from(int64_t event) const {
    const auto found = std::lower_bound(
        messages_.begin(), messages_.end(), event,
        [](const Message& message, int64_t wanted) { return message.event < wanted; });
    return static_cast<size_t>(found - messages_.begin());
}

std::vector<uint32_t> Model::threads_of(int64_t event_index) const {
    std::vector<uint32_t> threads;
    const Event& at = event(event_index);
    const FileKind& kind = trace_->kind_of(at);
    const auto columns = trace_->columns_of(at);
    for (size_t i = 0; i < columns.size(); ++i) {
        const bool is_new =
            std::find(threads.begin(), threads.end(), columns[i]) == threads.end();
        if (kind.meanings[i] == ColumnMeaning::thread && columns[i] != no_index &&
            is_new) {
            threads.push_back(columns[i]);
        }
    }
    return threads;
}

bool Model::concerns(int64_t event_index, uint32_t thread) const {
    const Event& at = event(event_index);
    const FileKind& kind = trace_->kind_of(at);
    const auto columns = trace_->columns_of(at);
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] == thread && kind.meanings[i] == ColumnMeaning::thread) {
            return true;
        }
    }
    return false;
}

}  // namespace kumquat
