// event_panel.cpp -- the selected event in words, and what it changed.
#include "event_panel.hpp"

#include "state_bar.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

namespace kumquat {

namespace {

constexpr float swatch_width = 22, swatch_height = 12;

/// The threads whose states are worth showing: those named, then nobody else.
std::vector<uint32_t> threads_shown(const Model& model, int64_t event) {
    std::vector<uint32_t> threads = model.threads_of(event);
    if (threads.size() > 3) {
        threads.resize(3);
    }
    return threads;
}

}  // namespace

void EventPanel::draw(Sheet& sheet, const Session& session) const {
    const Ui& ui = sheet.ui();
    const Rect area{{sheet.left(), sheet.y()},
                    {sheet.left() + sheet.width(), sheet.y()}};
    const float words_end = draw_words(session, ui, area);
    sheet.skip(draw_states(session, ui, area, words_end) - area.min.y);
}

float EventPanel::draw_words(const Session& session,
                             const Ui& ui,
                             const Rect& area) const {
    const Model& model = session.model();
    const float x = area.min.x, width = area.width();
    float y = area.min.y + ui.px(2);
    const std::string place = "Event " + with_thousands(session.selected() + 1) +
                              " of " + with_thousands(model.event_count());
    draw_text(ui.fonts.small, {x, y}, ui.palette.text_dim, place);
    const Event& event = model.event(session.selected());
    const auto draw_at_right = [&](const std::string& text) {
        draw_text(ui.fonts.mono,
                  {x + width - text_width(ui.fonts.mono, text), y - ui.px(1)},
                  ui.palette.text_dim, text);
    };
    draw_at_right("t " + with_thousands(event.time));
    y += ui.fonts.small->FontSize + ui.px(3);
    // Timeouts are told in microseconds: so this is, too.
    const std::string time = with_thousands(event.time / 1000) + " µs";
    draw_at_right(time);
    draw_text(ui.fonts.mono, {x, y - ui.px(1)}, ui.palette.text_dim,
              as_label(model.trace().kind_of(event).name),
              width - text_width(ui.fonts.mono, time) - ui.px(16));
    y += ui.fonts.small->FontSize + ui.px(10);
    const EventWords words = words_of(model, session.selected());
    y = draw_paragraph(ui.fonts.title, {x, y}, ui.palette.text, words.headline, width) +
        ui.px(6);
    for (const std::string& detail : words.details) {
        y = draw_paragraph(ui.fonts.body, {x, y}, ui.palette.text, detail, width) +
            ui.px(3);
    }
    const auto warn = [&](const std::string& text) {
        y = draw_paragraph(ui.fonts.strong, {x, y + ui.px(2)}, ui.palette.problem, text,
                           width) +
            ui.px(3);
    };
    if (const char* const odd = model.oddities().at(session.selected())) {
        warn(std::string{odd} + ".");
    }
    for (const Finding& finding : session.findings()) {
        if (finding.event == session.selected()) {
            warn(finding_told(model, finding));
        }
    }
    const auto& judgement = session.judgement();
    if (judgement && judgement->decision == Judgement::Decision::breaks &&
        judgement->event == session.selected()) {
        warn("Not allowed: " + judgement->sentence + " (" + judgement->rule + ")");
    }
    return y + ui.px(10);
}

/// \return  where they end
float EventPanel::draw_states(const Session& session,
                              const Ui& ui,
                              const Rect& area,
                              float y) const {
    const Model& model = session.model();
    const std::vector<uint32_t> threads = threads_shown(model, session.selected());
    if (threads.empty()) {
        return y;
    }
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float x = area.min.x, width = area.width();
    const float half = (width - ui.px(16)) / 2;
    const float second = x + half + ui.px(16);
    draw->AddRectFilled({x, y}, {x + width, y + ui.px(1)}, ui.palette.line);
    y += ui.px(9);
    draw_text(ui.fonts.small, {x, y}, ui.palette.text_dim, "Before");
    draw_text(ui.fonts.small, {second, y}, ui.palette.text_dim, "After");
    y += ui.fonts.small->FontSize + ui.px(6);
    for (const uint32_t thread : threads) {
        const ThreadRecord before = model.state_after(thread, session.selected() - 1);
        const ThreadRecord after = model.state_after(thread, session.selected());
        draw_text(ui.fonts.strong, {x, y}, ui.palette.text,
                  thread_label(model.trace(), thread), width);
        y += ui.fonts.strong->FontSize + ui.px(3);
        draw_state(session, ui, {x, y}, half, before, false);
        draw_state(session, ui, {second, y}, half, after, !(before == after));
        y += ui.fonts.body->FontSize + ui.px(9);
    }
    return y + ui.px(3);
}

void EventPanel::draw_state(const Session& session,
                            const Ui& ui,
                            ImVec2 at,
                            float width,
                            const ThreadRecord& record,
                            bool is_changed) const {
    const float top = at.y + (ui.fonts.body->FontSize - ui.px(swatch_height)) / 2;
    draw_state_bar(
        ui, {{at.x, top}, {at.x + ui.px(swatch_width), top + ui.px(swatch_height)}},
        record.state);
    if (record.state == LaneState::not_there) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            {at.x, top + ui.px(5)}, {at.x + ui.px(swatch_width), top + ui.px(6)},
            ui.palette.line);
    }
    const float x = at.x + ui.px(swatch_width) + ui.px(8);
    const Trace& trace = session.model().trace();
    const std::string full = state_words(trace, record);
    const float room = at.x + width - x;
    const bool fits = text_width(ui.fonts.body, full) <= room;
    draw_text(ui.fonts.body, {x, at.y},
              is_changed ? ui.palette.text : ui.palette.text_dim,
              fits ? full : state_words(trace, record, thread_id), room);
}

}  // namespace kumquat
