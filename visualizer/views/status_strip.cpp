// status_strip.cpp -- progress with a way to stop; a broken rule, or something worth a look, with a
// way to its event.
#include "status_strip.hpp"

#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

constexpr float progress_height = 40, button_width = 96, close_width = 38;

/// What the specification says; empty if it allows everything, or has not been asked.
std::string objection_of(const Session& session) {
    if (!session.judgement()) {
        return {};
    }
    const Judgement& judgement = *session.judgement();
    if (judgement.decision != Judgement::Decision::breaks) {
        return {};
    }
    return fmt::format("Event {} breaks the rule {} [{}]: {} Here: {}.",
                       with_thousands(judgement.event + 1), judgement.rule,
                       judgement.promise, judgement.sentence, judgement.why);
}

/// The finding that is shown; empty if there is none.
std::string finding_of(const Session& session) {
    const Finding* const finding = session.finding();
    if (finding == nullptr) {
        return {};
    }
    const size_t count = session.findings().size();
    const bool is_there = session.selected() == finding->event;
    return fmt::format(
        "{}{}. {}",
        count == 1 ? std::string{}
                   : fmt::format("{} of {}: ", session.finding_number() + 1, count),
        finding_name(finding->kind),
        is_there ? "It begins at the event that is shown."
                 : finding_words(session.model(), *finding));
}

float text_room(const Ui& ui, float width) {
    return std::max(ui.px(80), width - ui.px(16 + button_width + close_width + 12));
}

float words_height(const Ui& ui, const std::string& text, float width) {
    return paragraph_height(ui.fonts.body, text, text_room(ui, width)) + ui.px(20);
}

void draw_words(const Ui& ui, const Rect& area, const std::string& text, ImU32 colour) {
    ImGui::GetWindowDrawList()->AddRectFilled(
        area.min, {area.min.x + ui.px(4), area.max.y}, colour);
    draw_paragraph(ui.fonts.body, {area.min.x + ui.px(16), area.min.y + ui.px(10)},
                   ui.palette.text, text, text_room(ui, area.width()));
}

Rect button_place(const Ui& ui, const Rect& area) {
    const float right = area.max.x - ui.px(close_width + 6);
    return {{right - ui.px(button_width), area.min.y + ui.px(5)},
            {right, area.min.y + ui.px(35)}};
}

void draw_finding(Session& session, const Ui& ui, const Rect& area) {
    draw_words(ui, area, finding_of(session), ui.palette.accent);
    const bool is_there = session.selected() == session.finding()->event;
    if (!is_there || session.findings().size() > 1) {
        if (text_button(ui, "finding", is_there ? "Next" : "Show me",
                        button_place(ui, area),
                        is_there ? "The next one (!)" : "Where it begins (!)", true)) {
            session.go_to_next_finding();
        }
    }
    if (close_button(ui, "seen", area,
                     "Enough of these: the signs on the lanes stay")) {
        session.dismiss_findings();
    }
}

void draw_progress(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const double progress = session.progress();
    const std::string text =
        progress > 0 ? fmt::format("Loading, {:.0f} %", progress * 100) : "Loading …";
    const float middle = (area.min.y + area.max.y) / 2;
    draw_text(ui.fonts.body,
              {area.min.x + ui.px(16), middle - ui.fonts.body->FontSize / 2},
              ui.palette.text, text);
    const float x = area.min.x + ui.px(140);
    const float end = area.max.x - ui.px(button_width + 16);
    draw->AddRectFilled({x, middle - ui.px(2)}, {end, middle + ui.px(2)},
                        ui.palette.line, ui.px(2));
    draw->AddRectFilled(
        {x, middle - ui.px(2)},
        {x + (end - x) * static_cast<float>(progress), middle + ui.px(2)},
        ui.palette.accent, ui.px(2));
    const Rect button{{area.max.x - ui.px(button_width + 6), area.min.y + ui.px(5)},
                      {area.max.x - ui.px(6), area.max.y - ui.px(5)}};
    if (text_button(ui, "stop", "Stop", button, "What has come stays")) {
        session.cancel_file();
    }
}

}  // namespace

float StatusStrip::height(const Session& session, const Ui& ui, float width) {
    if (session.is_loading()) {
        return ui.px(progress_height);
    }
    const std::string objection = objection_of(session);
    const std::string text = objection.empty() ? finding_of(session) : objection;
    return text.empty() ? 0.0f : words_height(ui, text, width);
}

void StatusStrip::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(area.min, area.max, ui.palette.raised);
    draw->AddRectFilled(area.min, {area.max.x, area.min.y + ui.px(1)}, ui.palette.line);
    if (session.is_loading()) {
        draw_progress(session, ui, area);
        return;
    }
    const std::string objection = objection_of(session);
    if (objection.empty()) {
        draw_finding(session, ui, area);
        return;
    }
    draw_words(ui, area, objection, ui.palette.problem);
    if (text_button(ui, "verdict", "Go there", button_place(ui, area),
                    "To the event")) {
        session.go_to(session.judgement()->event);
    }
}

}  // namespace kumquat
