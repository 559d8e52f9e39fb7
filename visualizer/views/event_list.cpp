// event_list.cpp -- number, time, headline.
#include "event_list.hpp"

#include "headline.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr float header_height = 32, row_height = 24, scrollbar_width = 10;

/// Bookkeeping of the kernel is written fainter than what threads do.
bool is_minor(const FileKind& kind) {
    return kind.known == TraceKind::ready_insert ||
           kind.known == TraceKind::ready_remove ||
           kind.known == TraceKind::timeout_insert ||
           kind.known == TraceKind::timeout_remove || kind.known == TraceKind::timer ||
           kind.known == TraceKind::ipc_receive ||
           kind.known == TraceKind::ipc_result || kind.known == TraceKind::drain;
}

}  // namespace

float EventList::least_height(const Ui& ui) {
    return ui.px(header_height + 4 * row_height);
}

void EventList::draw(Session& session, const Ui& ui, const Rect& area) {
    if (!session.has_events()) {
        return;
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.panel);
    const float header = ui.px(header_height);
    draw_text(
        ui.fonts.strong,
        {area.min.x + ui.px(12), area.min.y + (header - ui.fonts.strong->FontSize) / 2},
        ui.palette.text, "Events");
    draw->AddRectFilled({area.min.x, area.min.y + header - ui.px(1)},
                        {area.max.x, area.min.y + header}, ui.palette.line);
    const Rect rows{{area.min.x, area.min.y + header}, area.max};
    const float height = ui.px(row_height);
    const int64_t rows_visible =
        std::max<int64_t>(1, static_cast<int64_t>(rows.height() / height));
    take_input(session, ui, rows, rows_visible);

    draw->PushClipRect(rows.min, rows.max, true);
    const int64_t first = static_cast<int64_t>(first_);
    float y =
        rows.min.y - static_cast<float>(first_ - static_cast<double>(first)) * height;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (int64_t event = first; event < session.model().event_count() && y < rows.max.y;
         ++event) {
        const Rect row{{rows.min.x, y},
                       {rows.max.x - ui.px(scrollbar_width), y + height}};
        draw_row(session, ui, row, event, rows.contains(mouse) && row.contains(mouse));
        y += height;
    }
    draw->PopClipRect();
    draw_scrollbar(session, ui,
                   {{rows.max.x - ui.px(scrollbar_width), rows.min.y}, rows.max},
                   rows_visible);
}

void EventList::take_input(Session& session,
                           const Ui& ui,
                           const Rect& rows,
                           int64_t rows_visible) {
    const ImGuiIO& io = ImGui::GetIO();
    const float height = ui.px(row_height);
    if (shown_selection_ != session.selected() || shown_rows_ != rows_visible) {
        shown_selection_ = session.selected();
        shown_rows_ = rows_visible;
        const double top = static_cast<double>(session.selected());
        const bool is_visible =
            top >= first_ + 1 && top < first_ + static_cast<double>(rows_visible) - 1;
        first_ = is_visible ? first_ : top - static_cast<double>(rows_visible / 2);
    }
    ImGui::SetCursorScreenPos(rows.min);
    const bool is_clicked = ImGui::InvisibleButton(
        "events", {rows.width() - ui.px(scrollbar_width), rows.height()});
    if (ImGui::IsItemHovered() && io.MouseWheel != 0.0f) {
        first_ -= static_cast<double>(io.MouseWheel) * 3;
    }
    if (ImGui::IsItemActive()) {
        drag_ += std::abs(io.MouseDelta.y);
        first_ -=
            drag_ > ui.px(4) ? static_cast<double>(io.MouseDelta.y / height) : 0.0;
    }
    if (is_clicked && drag_ <= ui.px(4)) {
        const double row =
            first_ + static_cast<double>((io.MousePos.y - rows.min.y) / height);
        session.step(static_cast<int64_t>(row) - session.selected());
        shown_selection_ = session.selected();
    }
    drag_ = ImGui::IsItemActive() ? drag_ : 0.0f;
    ImGui::SetCursorScreenPos({rows.max.x - ui.px(scrollbar_width), rows.min.y});
    ImGui::InvisibleButton("scrollbar", {ui.px(scrollbar_width), rows.height()});
    if (ImGui::IsItemActive()) {
        const double share =
            static_cast<double>((io.MousePos.y - rows.min.y) / rows.height());
        first_ = share * static_cast<double>(session.model().event_count()) -
                 static_cast<double>(rows_visible) / 2;
    }
    const double last = static_cast<double>(session.model().event_count()) -
                        static_cast<double>(rows.height() / height);
    first_ = std::clamp(first_, 0.0, std::max(0.0, last));
}

void EventList::draw_row(const Session& session,
                         const Ui& ui,
                         const Rect& row,
                         int64_t event,
                         bool is_hovered) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const bool is_selected = event == session.selected();
    if (is_selected || is_hovered) {
        draw->AddRectFilled(row.min, row.max,
                            is_selected ? ui.palette.accent_soft : ui.palette.raised);
    }
    const bool is_found =
        session.search() != nullptr && session.search()->is_found(event);
    if (is_found && !is_selected) {
        draw->AddRectFilled(row.min, row.max, faded(ui.palette.accent, 0.12f));
        draw->AddRectFilled(row.min, {row.min.x + ui.px(3), row.max.y},
                            faded(ui.palette.accent, 0.6f));
    }
    if (is_selected) {
        draw->AddRectFilled(row.min, {row.min.x + ui.px(3), row.max.y},
                            ui.palette.accent);
    }
    const ImFont* const mono = ui.fonts.mono;
    const float mono_y = row.min.y + (row.height() - mono->FontSize) / 2;
    const auto right_aligned = [&](const std::string& number, float right,
                                   ImU32 colour) {
        draw_text(mono, {right - text_width(mono, number), mono_y}, colour, number);
    };
    const float digit = text_width(mono, "0");
    const auto room_for = [&](int64_t number) {
        return digit * static_cast<float>(with_thousands(number).size());
    };
    const float number_right = row.min.x + ui.px(12) + room_for(model.event_count());
    const float time_right = number_right + ui.px(14) + room_for(model.end_time());
    right_aligned(with_thousands(event + 1), number_right, ui.palette.text_dim);
    right_aligned(with_thousands(model.event(event).time), time_right,
                  ui.palette.text_dim);
    const bool is_faint =
        is_minor(model.trace().kind_of(model.event(event))) && !is_selected;
    const float x = time_right + ui.px(14);
    const float room = row.max.x - x - ui.px(4);
    const float y = row.min.y + (row.height() - ui.fonts.body->FontSize) / 2;
    const bool is_whole =
        draw_headline(ui, model, event, {x, y},
                      is_faint ? ui.palette.text_dim : ui.palette.text, room);
    if (is_hovered && !ui.is_phone && !is_whole) {
        show_tooltip(ui, row, words_of(model, event).headline, {});
    }
}

void EventList::draw_scrollbar(const Session& session,
                               const Ui& ui,
                               const Rect& bar,
                               int64_t rows_visible) {
    const double count = static_cast<double>(session.model().event_count());
    const double shown = static_cast<double>(rows_visible);
    if (count <= shown) {
        return;
    }
    const float thumb =
        std::max(ui.px(28), bar.height() * static_cast<float>(shown / count));
    const float top =
        bar.min.y + (bar.height() - thumb) *
                        static_cast<float>(first_ / std::max(1.0, count - shown));
    ImGui::GetWindowDrawList()->AddRectFilled(
        {bar.min.x + ui.px(3), top + ui.px(2)},
        {bar.max.x - ui.px(3), std::min(top + thumb, bar.max.y) - ui.px(2)},
        ui.palette.line, ui.px(2));
}

}  // namespace kumquat
