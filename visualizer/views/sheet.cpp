// sheet.cpp -- boxes, lines and paragraphs in a scrolled area.
#include "sheet.hpp"

#include "headline.hpp"
#include "state_bar.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <algorithm>

namespace kumquat {

namespace {

constexpr float margin = 14, end_margin = 10, gap = 6;

}  // namespace

Sheet::Sheet(const Ui& ui, const Rect& area, const char* id) : ui_{ui}, area_{area} {
    ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max,
                                              ui.palette.background);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, 0u);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, ui.palette.line);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, ui.palette.text_dim);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, ui.palette.text_dim);
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, ui.px(10));
    ImGui::SetCursorScreenPos(area.min);
    ImGui::BeginChild(id, {area.width(), area.height()}, false,
                      ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
    if (ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
        ImGui::IsMouseDragging(ImGuiMouseButton_Left, ui.px(6)) && ui.is_phone) {
        ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
    }
    left_ = area.min.x + ui.px(margin);
    right_ = area.max.x - ui.px(margin);
    x_ = left_;
    y_ = area.min.y + ui.px(end_margin) - ImGui::GetScrollY();
}

Sheet::~Sheet() {
    end_line();
    ImGui::SetCursorScreenPos({left_, y_ + ui_.px(end_margin) - 1});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(4);
}

float Sheet::whole_height() const {
    const float end = x_ > left_ ? y_ + line_height_ + ui_.px(6) : y_;
    return end + ui_.px(end_margin) + ImGui::GetScrollY() - area_.min.y;
}

void Sheet::heading(std::string_view text) {
    end_line();
    y_ += ui_.px(10);
    draw_text(ui_.fonts.strong, {left_, y_}, ui_.palette.text, text, width());
    y_ += ui_.fonts.strong->FontSize + ui_.px(8);
}

void Sheet::paragraph(std::string_view text, bool is_dim) {
    end_line();
    y_ = draw_paragraph(ui_.fonts.body, {left_, y_},
                        is_dim ? ui_.palette.text_dim : ui_.palette.text, text,
                        std::min(width(), ui_.px(760))) +
         ui_.px(8);
}

void Sheet::label(std::string_view text, float width, bool is_strong) {
    const Rect place = box(width);
    const ImFont* const font = is_strong ? ui_.fonts.strong : ui_.fonts.body;
    draw_text(font, {place.min.x, place.min.y + (place.height() - font->FontSize) / 2},
              is_strong ? ui_.palette.text : ui_.palette.text_dim, text, width);
}

void Sheet::end_line(float space) {
    if (x_ > left_) {
        y_ += line_height_ + ui_.px(space);
    }
    x_ = left_;
    line_height_ = 0;
}

Rect Sheet::box(float wanted, float height) {
    height = height == 0 ? row_height() : height;
    const float width = std::min(wanted, right_ - left_);
    if (x_ > left_ && x_ + width > right_) {
        end_line();
    }
    const Rect place{{x_, y_}, {x_ + width, y_ + height}};
    x_ += width + ui_.px(gap);
    line_height_ = std::max(line_height_, height);
    return place;
}

bool Sheet::is_hovered(const Rect& area) const {
    return ImGui::IsWindowHovered() && area.contains(ImGui::GetIO().MousePos);
}

bool Sheet::click(const Rect& area) {
    if (!is_visible(area) || area.width() < 1 || area.height() < 1) {
        return false;
    }
    ImGui::PushID(next_id_++);
    ImGui::SetCursorScreenPos(area.min);
    const bool is_clicked =
        ImGui::InvisibleButton("box", {area.width(), area.height()});
    ImGui::PopID();
    const float reach = ui_.px(6);
    return is_clicked && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < reach * reach;
}

Rect Sheet::thread(Session& session,
                   uint32_t thread,
                   bool is_new,
                   std::string_view note) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const std::string id = thread_id(model.trace(), thread);
    const std::string name = thread < model.trace().threads.size()
                                 ? as_label(model.trace().threads[thread].name, 20)
                                 : std::string{};
    const ImFont *const mono = ui_.fonts.mono, *const body = ui_.fonts.body;
    const float swatch = ui_.px(18), pad = ui_.px(8);
    const float width = 3 * pad + swatch + text_width(mono, id) +
                        (name.empty() ? 0 : pad + text_width(body, name)) +
                        (note.empty() ? 0 : pad + text_width(ui_.fonts.small, note));
    const Rect place = box(width);
    const bool is_followed = thread == session.followed();
    draw->AddRectFilled(place.min, place.max,
                        is_followed         ? ui_.palette.accent_soft
                        : is_hovered(place) ? ui_.palette.line
                                            : ui_.palette.raised,
                        ui_.px(5));
    if (is_new || is_followed) {
        draw->AddRect(place.min, place.max,
                      is_new ? ui_.palette.accent : ui_.palette.line, ui_.px(5), 0,
                      ui_.px(1.5f));
    }
    const float middle = (place.min.y + place.max.y) / 2;
    float x = place.min.x + pad;
    const ThreadRecord record = model.state_after(thread, session.selected());
    draw_state_bar(ui_, {{x, middle - ui_.px(6)}, {x + swatch, middle + ui_.px(6)}},
                   record.state);
    x += swatch + pad;
    const auto write = [&](const ImFont* font, ImU32 colour, std::string_view text) {
        draw_text(font, {x, middle - font->FontSize / 2}, colour, text,
                  place.max.x - x);
        x += text_width(font, text) + pad;
    };
    write(mono, ui_.palette.text, id);
    if (!name.empty()) {
        write(body, ui_.palette.text_dim, name);
    }
    if (!note.empty()) {
        write(ui_.fonts.small, ui_.palette.text_dim, note);
    }
    if (is_hovered(place) && !ui_.is_phone) {
        show_tooltip(ui_, place, thread_label(model.trace(), thread),
                     state_words(model.trace(), record));
    }
    if (click(place)) {
        session.follow(is_followed ? no_index : thread);
    }
    return place;
}

void Sheet::event(Session& session, int64_t event) {
    end_line();
    const Model& model = session.model();
    const Rect row{{left_, y_}, {right_, y_ + ui_.px(24)}};
    const bool is_selected = event == session.selected();
    if (is_selected || is_hovered(row)) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            row.min, row.max,
            is_selected ? ui_.palette.accent_soft : ui_.palette.raised, ui_.px(4));
    }
    const ImFont* const mono = ui_.fonts.mono;
    const std::string time = "t " + with_thousands(model.event(event).time);
    const float time_width =
        text_width(mono, "t " + with_thousands(model.end_time())) + ui_.px(14);
    draw_text(mono,
              {left_ + ui_.px(6), row.min.y + (row.height() - mono->FontSize) / 2},
              ui_.palette.text_dim, time);
    const float x = left_ + ui_.px(6) + time_width;
    const float y = row.min.y + (row.height() - ui_.fonts.body->FontSize) / 2;
    const bool is_whole =
        draw_headline(ui_, model, event, {x, y}, ui_.palette.text, right_ - x);
    if (!is_whole && is_hovered(row) && !ui_.is_phone) {
        show_tooltip(ui_, row, words_of(model, event).headline, {});
    }
    if (click(row)) {
        session.go_to(event);
    }
    y_ = row.max.y;
}

bool Sheet::button(std::string_view text) {
    const ImFont* const font = ui_.fonts.strong;
    const Rect place = box(text_width(font, text) + ui_.px(24), ui_.px(30));
    ImGui::GetWindowDrawList()->AddRectFilled(
        place.min, place.max, is_hovered(place) ? ui_.palette.line : ui_.palette.raised,
        ui_.px(6));
    draw_text(
        font,
        {place.min.x + ui_.px(12), place.min.y + (place.height() - font->FontSize) / 2},
        ui_.palette.text, text);
    return click(place);
}

}  // namespace kumquat
