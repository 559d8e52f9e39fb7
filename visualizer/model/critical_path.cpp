// critical_path.cpp -- backward through the changes of threads.
#include "critical_path.hpp"

#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

constexpr size_t parts_max = 20'000;

PathPart::Kind kind_of(LaneState state) {
    return state == LaneState::running ? PathPart::Kind::runs
           : state == LaneState::ready ? PathPart::Kind::held_up
                                       : PathPart::Kind::waits;
}

}  // namespace

uint32_t waker_of(const Model& model, uint32_t thread, int64_t event) {
    const Event& at = model.event(event);
    const FileKind& kind = model.trace().kind_of(at);
    if (!kind.known || *kind.known == TraceKind::ipc_timeout ||
        *kind.known == TraceKind::timeout_fire ||
        *kind.known == TraceKind::interrupt_deliver) {
        return no_index;
    }
    for (const uint32_t other : model.threads_of(event)) {
        if (other != thread) {
            return other;
        }
    }
    Instant instant{model};
    instant.seek(event);
    return instant.running() == thread ? no_index : instant.running();
}

std::vector<PathPart>
critical_path(const Model& model, uint32_t thread, int64_t from, int64_t to) {
    std::vector<PathPart> path;
    int64_t event = to;
    bool has_woken =
        false;  // the thread wakes the one after it, so it has the processor
    while (event > from && path.size() < parts_max) {
        const History<ThreadRecord>& history = model.history(thread);
        // The change that began what the thread does just before `event`.
        const size_t place = history.place_after(event - 1);
        const LaneState state = place == 0 ? LaneState::not_there
                                           : history.changes()[place - 1].value.state;
        const int64_t begin =
            place == 0 ? from
                       : std::max<int64_t>(from, history.changes()[place - 1].event);
        const bool can_run = state == LaneState::running || state == LaneState::ready;
        const LaneState before =
            place < 2 ? LaneState::not_there : history.changes()[place - 2].value.state;
        const bool could_run =
            before == LaneState::running || before == LaneState::ready;
        const uint32_t waker = can_run && !could_run && place > 0 && begin > from
                                   ? waker_of(model, thread, begin)
                                   : no_index;
        const bool is_woken = waker < model.trace().threads.size();
        path.push_back({thread, begin, event,
                        has_woken ? PathPart::Kind::runs : kind_of(state), is_woken});
        has_woken = is_woken;
        thread = is_woken ? waker : thread;
        event = begin;
    }
    if (event > from) {  // too many parts: what is left is told as one
        path.push_back({thread, from, event, PathPart::Kind::waits, false});
    }
    std::reverse(path.begin(), path.end());
    return path;
}

std::vector<PathShare> shares_of(const Model& model,
                                 const std::vector<PathPart>& path) {
    std::vector<PathShare> shares;
    for (const PathPart& part : path) {
        const int64_t time = model.event(part.to).time - model.event(part.from).time;
        const auto found =
            std::find_if(shares.begin(), shares.end(), [&](const PathShare& share) {
                return share.thread == part.thread && share.kind == part.kind;
            });
        if (found != shares.end()) {
            found->time += time;
        } else {
            shares.push_back({part.thread, part.kind, time, part.from});
        }
    }
    std::stable_sort(
        shares.begin(), shares.end(),
        [](const PathShare& a, const PathShare& b) { return a.time > b.time; });
    return shares;
}

std::string path_words(const Trace& trace, uint32_t thread, PathPart::Kind kind) {
    const std::string name = thread_label(trace, thread);
    switch (kind) {
    case PathPart::Kind::runs:
        return name + " runs";
    case PathPart::Kind::held_up:
        return name + " is ready, others run";
    case PathPart::Kind::waits:
        return name + " waits: clock or device";
    }
    return name;
}

}  // namespace kumquat
