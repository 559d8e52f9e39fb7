// compare_view.cpp -- each difference as two columns, the trace that is shown at the left.
#include "compare_view.hpp"

#include "headline.hpp"
#include "sheet.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

constexpr size_t lines_max = 10;  // of one side of a difference
constexpr size_t differences_shown = 60;
constexpr size_t lines_before = 2;  // on which both agree

/// The place of a line in one of the two columns.
struct Column {
    float left, width;
};

Column column_of(const Sheet& sheet, bool is_right) {
    const float gap = sheet.ui().px(14);
    const float width = (sheet.width() - gap) / 2;
    return {sheet.left() + (is_right ? width + gap : 0), width};
}

/// An event in one line.
struct Line {
    const Model& model;
    int64_t event;
    bool is_common;
    std::string detail = {};  // in small letters below it
};

/// What tells an event from the one opposite, where their headlines do not: a detail. Threads are
/// told by their numbers alone, since names are not compared.
std::string telling_detail(const Model& model,
                           int64_t event,
                           const Model& opposite,
                           int64_t other) {
    const EventWords words = words_of(model, event, thread_id);
    const EventWords across = words_of(opposite, other, thread_id);
    if (words.headline != across.headline) {
        return {};
    }
    for (size_t i = 0; i < words.details.size(); ++i) {
        if (i >= across.details.size() || words.details[i] != across.details[i]) {
            return words.details[i];
        }
    }
    return {};
}

/// \param y  of its top; then that of its end
/// \return   whether it was clicked
bool draw_line(Sheet& sheet, const Line& line, const Column& column, float& y) {
    const Ui& ui = sheet.ui();
    const float height = ui.px(24);
    const float time_room =
        ui.is_phone ? 0
                    : text_width(ui.fonts.mono, with_thousands(line.model.end_time())) +
                          ui.px(12);
    const float left = column.left + ui.px(8);
    const float x = left + time_room;
    const float room = column.left + column.width - ui.px(6) - x;
    const float below =
        line.detail.empty()
            ? 0
            : paragraph_height(ui.fonts.small, line.detail, room) + ui.px(4);
    const Rect row{{column.left, y}, {column.left + column.width, y + height + below}};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    if (!line.is_common) {
        draw->AddRectFilled(row.min, {row.max.x, row.max.y - ui.px(1)},
                            sheet.is_hovered(row) ? ui.palette.line : ui.palette.raised,
                            ui.px(3));
    }
    const float middle = row.min.y + height / 2;
    if (time_room > 0) {
        draw_text(ui.fonts.mono, {left, middle - ui.fonts.mono->FontSize / 2},
                  ui.palette.text_dim,
                  with_thousands(line.model.event(line.event).time));
    }
    draw_text(ui.fonts.body, {x, middle - ui.fonts.body->FontSize / 2},
              line.is_common ? ui.palette.text_dim : ui.palette.text,
              words_of(line.model, line.event, namer_for(ui, room)).headline, room);
    if (!line.detail.empty()) {
        draw_paragraph(ui.fonts.small, {x, row.min.y + height - ui.px(2)},
                       ui.palette.text_dim, line.detail, room);
    }
    if (sheet.is_hovered(row) && !ui.is_phone) {
        const EventWords words = words_of(line.model, line.event);
        std::string details;
        for (const std::string& detail : words.details) {
            details += (details.empty() ? "" : "\n") + detail;
        }
        show_tooltip(ui, row, words.headline, details);
    }
    y = row.max.y;
    return sheet.click(row);
}

/// One side's stretch of a difference. \return  the height
float draw_side(Sheet& sheet, Session& session, bool is_right, const Difference& at) {
    const Ui& ui = sheet.ui();
    const Model& model = is_right ? *session.other() : session.model();
    const Column column = column_of(sheet, is_right);
    const Model& opposite = is_right ? session.model() : *session.other();
    const Comparison& both = session.comparison();
    const auto& events = is_right ? both.b() : both.a();
    const auto& others = is_right ? both.a() : both.b();
    const size_t begin = is_right ? at.b_begin : at.a_begin;
    const size_t end = is_right ? at.b_end : at.a_end;
    const size_t other_begin = is_right ? at.a_begin : at.b_begin;
    const size_t other_end = is_right ? at.a_end : at.b_end;
    float y = sheet.y();
    const size_t shown = std::min(end, begin + lines_max);
    for (size_t place = begin; place < shown; ++place) {
        const size_t across = other_begin + (place - begin);
        const std::string detail =
            across < other_end
                ? telling_detail(model, events[place], opposite, others[across])
                : std::string{};
        if (draw_line(sheet, {model, events[place], false, detail}, column, y) &&
            !is_right) {
            session.go_to(events[place]);
        }
    }
    const std::string rest =
        begin == end  ? "nothing here"
        : shown < end ? fmt::format("and {} more",
                                    with_thousands(static_cast<int64_t>(end - shown)))
                      : "";
    if (!rest.empty()) {
        draw_text(ui.fonts.body, {column.left + ui.px(8), y + ui.px(4)},
                  ui.palette.text_dim, rest, column.width);
        y += ui.px(24);
    }
    return y - sheet.y();
}

}  // namespace

void CompareView::draw_head(Sheet& sheet, Session& session) const {
    const Ui& ui = sheet.ui();
    const Comparison& comparison = session.comparison();
    if (sheet.button("Exchange sides")) {
        session.exchange_sides();
        return;
    }
    if (sheet.button(comparison.level() == CompareLevel::programs
                         ? "Compare queues and switches, too"
                         : "Compare only what programs see")) {
        session.compare_at(comparison.level() == CompareLevel::programs
                               ? CompareLevel::kernel
                               : CompareLevel::programs);
        return;
    }
    if (sheet.button("Close the second")) {
        session.drop_other();
        return;
    }
    sheet.end_line(8);
    const auto count = static_cast<int64_t>(comparison.differences().size());
    sheet.paragraph(
        count == 0
            ? fmt::format("Both tell the same, event by event: {} were compared. Times "
                          "may differ: they are not compared.",
                          with_thousands(static_cast<int64_t>(comparison.a().size())))
            : fmt::format(
                  "They part {}{}. Events are compared by what happened, not by "
                  "when; after each difference the two meet again.",
                  count == 1 ? "once" : with_thousands(count) + " times",
                  comparison.is_cut_short() ? " or more" : ""),
        false);
    sheet.skip(ui.px(4));
    for (const bool is_right : {false, true}) {
        const Column column = column_of(sheet, is_right);
        draw_text(ui.fonts.strong, {column.left + ui.px(8), sheet.y()}, ui.palette.text,
                  as_label(is_right ? session.other_name() : session.file_name(), 40),
                  column.width - ui.px(8));
    }
    sheet.skip(ui.px(26));
}

void CompareView::draw_difference(Sheet& sheet, Session& session, size_t number) const {
    const Ui& ui = sheet.ui();
    const Comparison& comparison = session.comparison();
    const Difference& at = comparison.differences()[number];
    sheet.heading(number == 0
                      ? "First difference"
                      : fmt::format("Difference {}",
                                    with_thousands(static_cast<int64_t>(number) + 1)));
    for (size_t back = std::min({lines_before, at.a_begin, at.b_begin}); back > 0;
         --back) {
        float left_y = sheet.y(), right_y = sheet.y();
        draw_line(sheet, {session.model(), comparison.a()[at.a_begin - back], true},
                  column_of(sheet, false), left_y);
        draw_line(sheet, {*session.other(), comparison.b()[at.b_begin - back], true},
                  column_of(sheet, true), right_y);
        sheet.skip(left_y - sheet.y());
    }
    const float left = draw_side(sheet, session, false, at);
    const float right = draw_side(sheet, session, true, at);
    sheet.skip(std::max(left, right) + ui.px(6));
}

void CompareView::draw(Session& session, const Ui& ui, const Rect& area) {
    Sheet sheet{ui, area, "compare"};
    sheet.heading("Compare two traces");
    if (session.other() == nullptr) {
        sheet.paragraph(
            "Your kernel's trace beside the reference's, or one kernel with two "
            "settings: the first event in which they differ, and the further ones, "
            "with "
            "both sides in words. Times are not compared.");
        if (sheet.button("Open a second trace …")) {
            session.expect_other();
            session.wants_file_dialog = true;
        }
        return;
    }
    draw_head(sheet, session);
    if (session.other() == nullptr) {
        return;
    }
    const size_t count = session.comparison().differences().size();
    for (size_t i = 0; i < std::min(count, differences_shown); ++i) {
        draw_difference(sheet, session, i);
        if (session.other() == nullptr) {
            return;
        }
    }
    if (count > differences_shown) {
        sheet.paragraph(fmt::format("and {} more", count - differences_shown));
    }
}

}  // namespace kumquat
