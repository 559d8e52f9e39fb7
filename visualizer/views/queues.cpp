// queues.cpp -- the processor, and all queues of the kernel.
#include "queues.hpp"

#include "sheet.hpp"
#include "visualizer/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

using Threads = std::vector<uint32_t>;

constexpr float label_width = 96;
constexpr size_t shown_max = 200;  // of a queue

bool has(const Threads& threads, uint32_t thread) {
    return std::find(threads.begin(), threads.end(), thread) != threads.end();
}

/// A queue in order; who has come by the selected event is framed, who has left is told.
void draw_queue(Sheet& sheet,
                Session& session,
                const std::string& label,
                const Threads& before,
                const Threads& after,
                const std::vector<std::string>& notes = {}) {
    const Trace& trace = session.model().trace();
    sheet.end_line();
    sheet.label(label, sheet.ui().px(label_width), true);
    for (size_t i = 0; i < std::min(after.size(), shown_max); ++i) {
        sheet.thread(session, after[i], !has(before, after[i]),
                     notes.empty() ? std::string_view{} : notes[i]);
    }
    if (after.size() > shown_max) {
        sheet.label(fmt::format("and {} more", after.size() - shown_max),
                    sheet.ui().px(140));
    }
    for (const uint32_t thread : before) {
        if (!has(after, thread)) {
            sheet.label(fmt::format("{} has left", thread_id(trace, thread)),
                        sheet.ui().px(120));
        }
    }
}

void draw_processor(Sheet& sheet, Session& session) {
    const Instant &now = session.now(), &before = session.before();
    sheet.heading("Processor");
    sheet.label("runs", sheet.ui().px(label_width), true);
    if (now.running() == no_index) {
        sheet.label("nobody yet", sheet.ui().px(140));
    } else {
        // Until the switch the kernel still works in the place of a thread that waits already.
        const bool leaves = now.record(now.running()).is_waiting();
        sheet.thread(session, now.running(), now.running() != before.running(),
                     leaves ? "waits now: the kernel is about to switch" : "");
    }
    sheet.end_line();
    sheet.label("timeslice of", sheet.ui().px(label_width), true);
    if (now.owner() == no_index) {
        sheet.label("nobody yet", sheet.ui().px(140));
        return;
    }
    const ThreadDetails owner = now.thread(now.owner());
    sheet.thread(session, now.owner(), now.owner() != before.owner(),
                 fmt::format("{} of {} µs left", with_thousands(owner.remaining_us),
                             with_thousands(owner.timeslice_us)));
    if (now.owner() != now.running() && now.running() != no_index) {
        sheet.paragraph("The processor was handed over by a message, and the time that "
                        "passes is still charged to the owner of the timeslice.");
    }
}

/// Threads that are ready, but in no queue: with lazy scheduling, or on the way.
Threads ready_without_queue(const Session& session) {
    const Model& model = session.model();
    Threads threads;
    for (const Lane& lane : model.lanes()) {
        const uint32_t thread = lane.thread;
        if (model.state_after(thread, session.selected()).state == LaneState::ready &&
            !session.now().thread(thread).ready_level &&
            model.trace().threads[thread].id != "0.0") {
            threads.push_back(thread);
        }
    }
    return threads;
}

/// A word for those in a ready queue that cannot run, or have the processor.
std::vector<std::string> lazy_notes(const Session& session, const Threads& queue) {
    std::vector<std::string> notes;
    for (const uint32_t thread : queue) {
        const ThreadRecord record =
            session.model().state_after(thread, session.selected());
        notes.emplace_back(record.is_waiting() ? "waits: left here lazily" : "");
    }
    return notes;
}

void draw_ready(Sheet& sheet, Session& session) {
    const Instant &now = session.now(), &before = session.before();
    sheet.heading("Ready queues, by priority");
    Threads levels = now.ready_levels_in_use();
    for (const uint32_t level : before.ready_levels_in_use()) {
        if (!has(levels, level)) {
            levels.push_back(level);
        }
    }
    std::sort(levels.rbegin(), levels.rend());
    bool is_any_lazy = false;
    for (const uint32_t level : levels) {
        const Threads queue = now.ready_queue(level);
        const std::vector<std::string> notes = lazy_notes(session, queue);
        is_any_lazy =
            is_any_lazy || std::any_of(notes.begin(), notes.end(),
                                       [](const auto& note) { return !note.empty(); });
        draw_queue(sheet, session, fmt::format("{}", level), before.ready_queue(level),
                   queue, notes);
    }
    if (is_any_lazy) {
        sheet.paragraph(
            "Lazy scheduling: a thread that waits stays in its queue until the "
            "scheduler "
            "comes across it. Most come back before that, and were never taken out.");
    }
    if (levels.empty()) {
        sheet.paragraph("Empty: nobody else could run.");
    }
    const Threads loose = ready_without_queue(session);
    if (!loose.empty()) {
        draw_queue(sheet, session, "in no queue", loose, loose);
        sheet.paragraph(
            "These could run, but stand in no queue. A partner of a message "
            "gets the processor directly, without ever being queued.");
    }
}

void draw_timeouts(Sheet& sheet, Session& session) {
    const Instant& now = session.now();
    sheet.heading("Timeout queue, next first");
    const Threads threads = now.timeout_queue();
    std::vector<std::string> notes;
    for (const uint32_t thread : threads) {
        const uint32_t due = *now.thread(thread).deadline_us;
        const auto left = static_cast<int32_t>(due - now.clock_us().value_or(0));
        notes.push_back(left >= 0
                            ? fmt::format("in {} µs", with_thousands(left))
                            : fmt::format("{} µs overdue", with_thousands(-left)));
    }
    if (threads.empty() && session.before().timeout_queue().empty()) {
        sheet.paragraph("Empty: the clock will wake nobody.");
        return;
    }
    draw_queue(sheet, session, "clock", session.before().timeout_queue(), threads,
               notes);
}

void draw_send_queues(Sheet& sheet, Session& session) {
    const Model& model = session.model();
    sheet.heading("Send queues, by receiver");
    bool is_any = false;
    for (const Lane& lane : model.lanes()) {
        const Threads after = session.now().send_queue(lane.thread);
        const Threads before = session.before().send_queue(lane.thread);
        if (!after.empty() || !before.empty()) {
            is_any = true;
            draw_queue(sheet, session, "to " + thread_id(model.trace(), lane.thread),
                       before, after);
        }
    }
    if (!is_any) {
        sheet.paragraph("All empty: nobody waits to send.");
    }
}

}  // namespace

void Queues::draw(Session& session, const Ui& ui, const Rect& area) {
    Sheet sheet{ui, area, "queues"};
    draw_processor(sheet, session);
    draw_ready(sheet, session);
    draw_timeouts(sheet, session);
    draw_send_queues(sheet, session);
}

}  // namespace kumquat
