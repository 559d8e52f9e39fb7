// message_matrix.cpp -- the threads that exchange most, against each other.
#include "message_matrix.hpp"

#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr size_t threads_max = 24;

/// The threads with the most messages, in the order of the lanes.
std::vector<uint32_t> busiest(const Model& model, const Statistics& statistics) {
    std::vector<uint64_t> counts(model.trace().threads.size());
    for (const auto& [pair, count] : statistics.messages) {
        counts[pair.first] += count.count;
        counts[pair.second] += count.count;
    }
    std::vector<uint32_t> threads;
    for (const Lane& lane : model.lanes()) {
        if (counts[lane.thread] > 0) {
            threads.push_back(lane.thread);
        }
    }
    if (threads.size() > threads_max) {
        std::vector<uint32_t> sorted = threads;
        std::nth_element(sorted.begin(), sorted.begin() + threads_max, sorted.end(),
                         [&](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
        const uint64_t least = counts[sorted[threads_max - 1]];
        std::erase_if(threads, [&](uint32_t thread) { return counts[thread] < least; });
        threads.resize(std::min(threads.size(), threads_max));
    }
    return threads;
}

void draw_cell(Sheet& sheet,
               Session& session,
               const Rect& cell,
               std::pair<uint32_t, uint32_t> pair,
               const Count& count,
               double share) {
    const Ui& ui = sheet.ui();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Rect inner{cell.min, {cell.max.x - ui.px(2), cell.max.y - ui.px(2)}};
    draw->AddRectFilled(inner.min, inner.max, ui.palette.raised, ui.px(3));
    if (count.count == 0) {
        return;
    }
    const ImU32 heat =
        over(faded(ui.palette.accent, 0.15f + 0.85f * static_cast<float>(share)),
             ui.palette.raised);
    draw->AddRectFilled(inner.min, inner.max, heat, ui.px(3));
    const std::string number = with_thousands(static_cast<int64_t>(count.count));
    const ImFont* const font = ui.fonts.small;
    const float room = inner.width() - ui.px(4);
    const std::string shown = text_width(font, number) < room
                                  ? number
                                  : in_short(static_cast<int64_t>(count.count));
    const float width = text_width(font, shown);
    if (width < room) {
        draw_text(font,
                  {inner.min.x + (inner.width() - width) / 2,
                   inner.min.y + (inner.height() - font->FontSize) / 2},
                  words_on(ui.palette, heat), shown);
    }
    if (sheet.is_hovered(inner) && !ui.is_phone) {
        const Trace& trace = session.model().trace();
        show_tooltip(ui, inner,
                     thread_label(trace, pair.first) + " → " +
                         thread_label(trace, pair.second),
                     number + " messages");
    }
    if (sheet.click(inner)) {
        session.go_to(count.first);
    }
}

}  // namespace

void draw_message_matrix(Sheet& sheet, Session& session, const Statistics& statistics) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    const std::vector<uint32_t> threads = busiest(session.model(), statistics);
    if (threads.empty()) {
        sheet.paragraph("No message was sent.");
        return;
    }
    uint64_t most = 1;
    for (const auto& [pair, count] : statistics.messages) {
        most = std::max(most, count.count);
    }
    const ImFont* const mono = ui.fonts.mono;
    const float name_width = ui.px(ui.is_phone ? 56 : 170);
    const float cell = std::clamp(
        std::floor((sheet.width() - name_width) / static_cast<float>(threads.size())),
        ui.px(14), ui.px(46));
    const float height = std::min(cell, ui.px(30));
    const bool shows_names = cell >= text_width(mono, "10.10");
    for (size_t i = 0; shows_names && i < threads.size(); ++i) {
        const std::string id = thread_id(trace, threads[i]);
        draw_text(mono,
                  {sheet.left() + name_width + cell * static_cast<float>(i) +
                       (cell - text_width(mono, id)) / 2,
                   sheet.y()},
                  ui.palette.text_dim, id, cell);
    }
    sheet.skip(shows_names ? mono->FontSize + ui.px(6) : 0);
    for (const uint32_t from : threads) {
        const std::string name =
            ui.is_phone ? thread_id(trace, from) : thread_label(trace, from);
        draw_text(ui.fonts.body,
                  {sheet.left(), sheet.y() + (height - ui.fonts.body->FontSize) / 2},
                  ui.palette.text, name, name_width - ui.px(8));
        for (size_t i = 0; i < threads.size(); ++i) {
            const float x = sheet.left() + name_width + cell * static_cast<float>(i);
            const auto found = statistics.messages.find({from, threads[i]});
            const Count count =
                found == statistics.messages.end() ? Count{} : found->second;
            const double share = std::log2(static_cast<double>(count.count) + 1) /
                                 std::log2(static_cast<double>(most) + 1);
            draw_cell(sheet, session, {{x, sheet.y()}, {x + cell, sheet.y() + height}},
                      {from, threads[i]}, count, share);
        }
        sheet.skip(height);
    }
    sheet.skip(ui.px(8));
}

}  // namespace kumquat
