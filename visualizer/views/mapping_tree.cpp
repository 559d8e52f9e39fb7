// mapping_tree.cpp -- nodes in lines, each indented below the page that it was mapped from.
#include "mapping_tree.hpp"

#include "visualizer/model/page_loss.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace kumquat {

namespace {

constexpr size_t nodes_shown_max = 100;

}  // namespace

const char* rights(bool is_writable) { return rights_name(is_writable); }

namespace {

/// A page of the tree in one line, indented. A click goes there. A mapped page comes from the one
/// above it; a granted one takes the place of another, so it comes from the side.
/// \param motion  how far it has come, if the selected event made it
void draw_node(
    Sheet& sheet, Session& session, const PageDetails& page, int depth, float motion) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    const Rect row{{sheet.left(), sheet.y()},
                   {sheet.left() + sheet.width(), sheet.y() + ui.px(24)}};
    const bool is_selected =
        page.task == session.task() && page.address == session.address();
    if (is_selected || sheet.is_hovered(row)) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            row.min, row.max, is_selected ? ui.palette.accent_soft : ui.palette.raised,
            ui.px(4));
    }
    const bool is_new = page.event == session.selected();
    const bool is_granted = is_new && loss_of(session.model(), session.selected());
    const float way = is_new ? 1 - motion : 0;  // that is still before it
    const float down = is_granted ? 0 : way, aside = is_granted ? -4 * way : way;
    const float x = row.min.x + ui.px(8) +
                    ui.px(18) * (static_cast<float>(std::min(depth, 20)) - aside);
    const std::string text =
        page.task < trace.tasks.size()
            ? fmt::format("{}  at {}, {}", task_label(trace, page.task),
                          as_hex(page.address), rights(page.is_writable))
            : std::string{"taken away; the pages below it are left"};
    draw_text(ui.fonts.body, {x, row.min.y + ui.px(4) - std::round(ui.px(24) * down)},
              is_new ? ui.palette.accent : ui.palette.text,
              (depth > 0 ? "→ " : "") + text, row.max.x - x);
    if (sheet.click(row) && page.task < trace.tasks.size()) {
        session.look_at_page(page.task, page.address);
    }
    sheet.skip(ui.px(24));
}

/// The page of this frame that the selected event took away: it moves out of the tree.
void draw_lost_node(Sheet& sheet,
                    const Session& session,
                    const PageDetails& page,
                    float motion) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    const std::optional<PageLoss> loss = loss_of(session.model(), session.selected());
    if (!loss || loss->frame != page.frame || loss->task >= trace.tasks.size()) {
        return;
    }
    draw_text(ui.fonts.body,
              {sheet.left() + ui.px(26) + std::round(ui.px(36) * motion),
               sheet.y() + ui.px(4)},
              ui.palette.problem,
              fmt::format("{}  at {}: {}", task_label(trace, loss->task),
                          as_hex(loss->address),
                          loss->is_left ? "read only from now on" : "taken away now"),
              sheet.width() - ui.px(62));
    sheet.skip(ui.px(24));
}

/// All pages above one, the topmost first.
std::vector<PageDetails> ancestors_of(const Instant& now, const PageDetails& page) {
    std::vector<PageDetails> above;
    for (PageDetails at = page; at.parent != 0 && above.size() < 1000;) {
        at = now.page(at.parent);
        above.push_back(at);
    }
    std::reverse(above.begin(), above.end());
    return above;
}

struct Node {
    PageDetails page;
    int depth;
};

/// A page and those below it, as far as they are shown.
std::vector<Node> tree_below(const Instant& now, const PageDetails& top, int depth) {
    std::vector<Node> todo = {{top, depth}}, tree;
    while (!todo.empty() && tree.size() < nodes_shown_max) {
        const Node node = todo.back();
        todo.pop_back();
        tree.push_back(node);
        for (const PageDetails& below : now.pages_below(node.page.page)) {
            todo.push_back({below, node.depth + 1});
        }
    }
    return tree;
}

}  // namespace

void draw_mapping_tree(Sheet& sheet,
                       Session& session,
                       const PageDetails& page,
                       float motion) {
    const Instant& now = session.now();
    const Trace& trace = session.model().trace();
    sheet.heading(fmt::format("Mapping tree of the frame {}", as_hex(page.frame)));
    const std::vector<PageDetails> above = ancestors_of(now, page);
    const bool has_root = above.empty() ? page.is_below_root : above[0].is_below_root;
    sheet.paragraph(has_root
                        ? "sigma0 holds the root of the tree: it has all memory at "
                          "first."
                        : "Where the first page comes from is not in the trace.");
    const std::vector<Node> all =
        tree_below(now, above.empty() ? page : above.front(), 1);
    const bool has_room = all.size() < nodes_shown_max;
    if (!has_room) {  // only those above and below the page
        int depth = 1;
        for (const PageDetails& at : above) {
            draw_node(sheet, session, at, depth++, motion);
        }
    }
    const auto nodes =
        has_room ? all : tree_below(now, page, static_cast<int>(above.size()) + 1);
    for (const Node& node : nodes) {
        draw_node(sheet, session, node.page, node.depth, motion);
    }
    if (nodes.size() >= nodes_shown_max) {
        sheet.paragraph("and more below");
    }
    draw_lost_node(sheet, session, page, motion);
    std::string who;
    for (const PageDetails& at : above) {
        if (at.task < trace.tasks.size()) {
            who += (who.empty() ? "" : ", ") + task_label(trace, at.task);
        }
    }
    sheet.skip(sheet.ui().px(8));
    sheet.paragraph(who.empty()
                        ? "Only sigma0, at the root, can take it away."
                        : fmt::format("Who can take it away: {}; and sigma0, at "
                                      "the root.",
                                      who));
}

}  // namespace kumquat
