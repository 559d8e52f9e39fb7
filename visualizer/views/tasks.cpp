// tasks.cpp -- clans: a task and those that it created.
#include "tasks.hpp"

#include "sheet.hpp"
#include "visualizer/model/clan_ways.hpp"
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
        note += fmt::format("{}{} frames and {} mapping nodes",
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
        const float wanted = text_width(ui.fonts.body, note) + ui.px(8);
        if (indent + label.width() + wanted > sheet.width() - ui.px(16)) {
            sheet.end_line(0);
            indented();
            sheet.box(ui.px(2));  // below the title's words
        }
        sheet.label(note, std::min(wanted, sheet.width() - indent - ui.px(8)));
    }
    sheet.end_line(4);
    indented();
    sheet.box(ui.px(2));  // below the title's words
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

std::string way_words(const Trace& trace, uint32_t from, uint32_t to, const Way& way) {
    const std::string ends =
        task_label(trace, from) + " to " + task_label(trace, to) + ": ";
    switch (way.kind) {
    case WayKind::itself:
        return task_label(trace, to) + ": its own threads.";
    case WayKind::direct:
        return ends + "directly.";
    case WayKind::outward:
        return ends + "outward, its chief " + task_label(trace, way.gets_it) +
               " gets the message.";
    case WayKind::inward:
        return ends + "inward, the chief " + task_label(trace, way.gets_it) +
               " gets the message.";
    }
    return ends;
}

/// A cell of the table: a dot, or the number of the task that gets the message instead.
void draw_way(Sheet& sheet,
              const Session& session,
              const Rect& cell,
              uint32_t from,
              uint32_t to) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    const Way way = way_between(session.now(), from, to);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImVec2 middle{(cell.min.x + cell.max.x) / 2, (cell.min.y + cell.max.y) / 2};
    if (way.kind == WayKind::direct) {
        draw->AddCircleFilled(middle, ui.px(4), ui.palette.text, 16);
    } else if (way.kind != WayKind::itself) {
        const std::string chief = way.gets_it < trace.tasks.size()
                                      ? std::to_string(trace.tasks[way.gets_it].id)
                                      : "?";
        draw->AddRectFilled({cell.min.x + 1, cell.min.y + 1},
                            {cell.max.x - 1, cell.max.y - 1}, ui.palette.raised,
                            ui.px(3));
        draw_text(ui.fonts.mono,
                  {middle.x - text_width(ui.fonts.mono, chief) / 2,
                   middle.y - ui.fonts.mono->FontSize / 2},
                  ui.palette.accent, chief);
    }
    if (sheet.is_hovered(cell) && !ui.is_phone) {
        show_tooltip(ui, cell, "From a row to a column",
                     way_words(trace, from, to, way));
    }
}

/// Who may send to whom: rows send, columns receive.
void draw_ways(Sheet& sheet, const Session& session, const std::vector<Branch>& tree) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    constexpr size_t shown_max = 24;
    const size_t count = std::min(tree.size(), shown_max);
    const float name_width = ui.px(ui.is_phone ? 96 : 160), height = ui.px(24);
    const float width = std::clamp(
        (sheet.width() - name_width) / static_cast<float>(count), ui.px(14), ui.px(40));
    const auto cell_of = [&](size_t column) {
        const float x = sheet.left() + name_width + width * static_cast<float>(column);
        return Rect{{x, sheet.y()}, {x + width, sheet.y() + height}};
    };
    sheet.end_line(2);
    for (size_t to = 0; to < count; ++to) {
        const Rect cell = cell_of(to);
        const std::string id = std::to_string(trace.tasks[tree[to].task].id);
        draw_text(ui.fonts.mono,
                  {(cell.min.x + cell.max.x - text_width(ui.fonts.mono, id)) / 2,
                   cell.min.y + ui.px(5)},
                  ui.palette.text_dim, id);
    }
    sheet.skip(height);
    for (size_t from = 0; from < count; ++from) {
        draw_text(ui.fonts.body, {sheet.left(), sheet.y() + ui.px(4)}, ui.palette.text,
                  task_label(trace, tree[from].task), name_width - ui.px(8));
        for (size_t to = 0; to < count; ++to) {
            draw_way(sheet, session, cell_of(to), tree[from].task, tree[to].task);
        }
        sheet.skip(height);
    }
    sheet.skip(ui.px(10));
    if (count < tree.size()) {
        sheet.paragraph("and so on, for the other tasks.");
    }
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
        "A task stands below its chief; frames and mapping nodes are what it costs "
        "the kernel. A click on a task shows its address space; a click on a thread "
        "follows it.");
    for (const Branch& branch : tree) {
        draw_task(sheet, session, branch, threads);
    }
    if (tree.empty()) {
        sheet.paragraph("There is no task yet.");
    }
    if (tree.size() < 2) {
        return;
    }
    sheet.heading("Who may send to whom");
    sheet.paragraph(
        std::string{has_clans(trace)
                        ? ""
                        : "This kernel was built with CLANS=off: everybody sends to "
                          "everybody. With clans it would be so. "} +
        "Rows send, columns receive. A dot: the message goes there directly. A number: "
        "the chief with this number gets it instead.");
    draw_ways(sheet, session, tree);
}

}  // namespace kumquat
