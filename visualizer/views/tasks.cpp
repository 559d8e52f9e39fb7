// tasks.cpp -- clans: a task and those that it created.
#include "tasks.hpp"

#include "sheet.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

/// A task in the tree, and how deep it stands.
struct Branch {
    uint32_t task;
    int depth;
};

/// The tree in the order in which it is drawn. A kernel under construction may tell of circles
/// of chiefs: each task is taken once.
std::vector<Branch> tree_of(const Session& session) {
    const size_t count = session.model().trace().tasks.size();
    const Instant& now = session.now();
    std::vector<std::vector<uint32_t>> clans(count);
    std::vector<Branch> todo, tree;
    std::vector<bool> is_seen(count);
    for (uint32_t task = 0; task < count; ++task) {
        const TaskDetails details = now.task(task);
        const bool has_chief = details.chief < count && details.chief != task &&
                               now.task(details.chief).is_active;
        if (details.is_active && has_chief) {
            clans[details.chief].push_back(task);
        } else if (details.is_active) {
            todo.push_back({task, 0});
        }
    }
    std::reverse(todo.begin(), todo.end());
    const auto walk = [&] {
        while (!todo.empty()) {
            const Branch branch = todo.back();
            todo.pop_back();
            if (is_seen[branch.task]) {
                continue;
            }
            is_seen[branch.task] = true;
            tree.push_back(branch);
            const auto& clan = clans[branch.task];
            for (auto below = clan.rbegin(); below != clan.rend(); ++below) {
                todo.push_back({*below, branch.depth + 1});
            }
        }
    };
    walk();
    for (uint32_t task = 0; task < count; ++task) {  // what hangs in a circle
        if (!is_seen[task] && now.task(task).is_active) {
            todo.push_back({task, 0});
            walk();
        }
    }
    return tree;
}

std::string task_note(const Trace& trace, const TaskDetails& details) {
    std::string note;
    if (details.creator < trace.threads.size()) {
        note += fmt::format("created by {}", thread_id(trace, details.creator));
    }
    if (details.frames + details.nodes > 0) {
        note += fmt::format("{}{} frames and {} mapping nodes of the kernel's memory",
                            note.empty() ? "" : " · ", details.frames, details.nodes);
    }
    return note;
}

void draw_task(Sheet& sheet,
               Session& session,
               const Branch& branch,
               const std::vector<std::vector<uint32_t>>& threads) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    const TaskDetails details = session.now().task(branch.task);
    const bool is_new = !session.before().task(branch.task).is_active;
    const float indent =
        ui.px(ui.is_phone ? 14 : 26) * static_cast<float>(std::min(branch.depth, 12));
    sheet.end_line();
    const auto indented = [&] {
        if (indent > 0) {
            sheet.box(indent);
        }
    };
    const float top = sheet.y();
    indented();
    const std::string title = task_label(trace, branch.task);
    const Rect label = sheet.box(text_width(ui.fonts.strong, title) + ui.px(20));
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const bool is_selected = branch.task == session.task();
    if (is_selected || is_new || sheet.is_hovered(label)) {
        draw->AddRectFilled(label.min, label.max,
                            is_selected ? ui.palette.accent_soft : ui.palette.raised,
                            ui.px(5));
    }
    if (is_new) {
        draw->AddRect(label.min, label.max, ui.palette.accent, ui.px(5), 0,
                      ui.px(1.5f));
    }
    draw_text(ui.fonts.strong,
              {label.min.x + ui.px(8),
               label.min.y + (label.height() - ui.fonts.strong->FontSize) / 2},
              ui.palette.text, title);
    if (sheet.click(label)) {
        session.look_at_page(branch.task, 0);
        session.open(Tab::spaces);
    }
    const std::string note = task_note(trace, details);
    if (!note.empty()) {
        sheet.label(note, text_width(ui.fonts.body, note) + ui.px(8));
    }
    sheet.end_line(4);
    indented();
    sheet.box(ui.px(6));
    for (const uint32_t thread : threads[branch.task]) {
        if (session.now().thread(thread).exists) {
            sheet.thread(session, thread, !session.before().thread(thread).exists);
        }
    }
    sheet.end_line(12);
    if (indent > 0) {
        const float x = sheet.left() + indent - ui.px(8);
        draw->AddRectFilled({x, top}, {x + ui.px(2), sheet.y() - ui.px(8)},
                            ui.palette.line);
    }
}

/// May the followed thread send to another's task directly? Who stands on the way, if not?
std::string way_words(const Session& session, uint32_t to) {
    const Trace& trace = session.model().trace();
    const Instant& now = session.now();
    const uint32_t from = trace.threads[session.followed()].task;
    if (from >= trace.tasks.size() || from == to) {
        return {};
    }
    const TaskDetails mine = now.task(from), other = now.task(to);
    const std::string name = task_label(trace, to);
    if (mine.chief == other.chief || other.chief == from || mine.chief == to) {
        return fmt::format("{}: directly.", name);
    }
    // Up from the receiver, until the sender's own clan or the sender itself is reached.
    uint32_t above = to;
    for (size_t steps = 0; steps < trace.tasks.size(); ++steps) {
        const uint32_t chief = now.task(above).chief;
        if (chief == from || chief == mine.chief) {
            return fmt::format("{}: inward, its chief {} gets the message.", name,
                               task_label(trace, above));
        }
        if (chief >= trace.tasks.size() || chief == above) {
            break;
        }
        above = chief;
    }
    return fmt::format("{}: outward, the chief {} gets the message.", name,
                       task_label(trace, mine.chief));
}

bool has_clans(const Trace& trace) {
    return std::find(trace.build.begin(), trace.build.end(),
                     std::pair<std::string, std::string>{"CLANS", "on"}) !=
           trace.build.end();
}

}  // namespace

void Tasks::draw(Session& session, const Ui& ui, const Rect& area) {
    Sheet sheet{ui, area, "tasks"};
    const Trace& trace = session.model().trace();
    std::vector<std::vector<uint32_t>> threads(trace.tasks.size());
    for (uint32_t thread = 0; thread < trace.threads.size(); ++thread) {
        if (trace.threads[thread].task < threads.size()) {
            threads[trace.threads[thread].task].push_back(thread);
        }
    }
    const std::vector<Branch> tree = tree_of(session);
    sheet.heading("Tasks, below their chiefs");
    sheet.paragraph(
        "A task stands below its chief. A click on a task shows its address "
        "space; a click on a thread follows it.");
    for (const Branch& branch : tree) {
        draw_task(sheet, session, branch, threads);
    }
    if (tree.empty()) {
        sheet.paragraph("There is no task yet.");
    }
    if (session.followed() >= trace.threads.size()) {
        return;
    }
    sheet.heading("From " + thread_label(trace, session.followed()) + " to others");
    if (!has_clans(trace)) {
        sheet.paragraph(
            "This kernel was built with CLANS=off: everybody sends to everybody. "
            "With clans it would be so:");
    }
    for (const Branch& branch : tree) {
        if (const std::string words = way_words(session, branch.task); !words.empty()) {
            sheet.paragraph(words, false);
        }
    }
}

}  // namespace kumquat
