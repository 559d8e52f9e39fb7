// lesson_strip.cpp -- a card below the bar: step, title, words, buttons.
#include "lesson_strip.hpp"

#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

constexpr float margin = 16, button_height = 32, button_width = 92;

/// The buttons stand at the right, on a phone below the words.
float words_width(const Ui& ui, float width) {
    return ui.is_phone ? width - ui.px(2 * margin)
                       : std::min(width - ui.px(3 * margin + 2 * button_width + 48),
                                  ui.px(860));
}

float words_height(const Session& session, const Ui& ui, float width) {
    return paragraph_height(ui.fonts.body, session.lesson_words(),
                            words_width(ui, width));
}

void draw_buttons(Session& session, const Ui& ui, ImVec2 corner) {
    const size_t step = session.lesson_step();
    const bool is_last = step + 1 == session.lesson()->steps.size();
    const auto place = [&](int number) {
        const float x = corner.x + ui.px(button_width + 8) * static_cast<float>(number);
        return Rect{{x, corner.y},
                    {x + ui.px(button_width), corner.y + ui.px(button_height)}};
    };
    const Rect end{{corner.x + 2 * ui.px(button_width + 8), corner.y},
                   {corner.x + 2 * ui.px(button_width + 8) + ui.px(button_height),
                    corner.y + ui.px(button_height)}};
    if (icon_button(ui, "end lesson", Icon::close, end, "End the lesson")) {
        session.end_lesson();
        return;
    }
    if (step > 0 &&
        text_button(ui, "lesson back", "Back", place(0), "The step before (<)")) {
        session.go_along_lesson(-1);
    } else if (text_button(ui, "lesson on", is_last ? "Done" : "Next", place(1),
                           is_last ? "End the lesson" : "The next step (>)", true)) {
        if (is_last) {
            session.end_lesson();
        } else {
            session.go_along_lesson(1);
        }
    }
}

}  // namespace

float LessonStrip::height(const Session& session, const Ui& ui, float width) {
    if (session.lesson() == nullptr) {
        return 0;
    }
    const float words =
        ui.fonts.strong->FontSize + ui.px(6) + words_height(session, ui, width);
    const float buttons = ui.px(button_height);
    return ui.px(22) +
           (ui.is_phone ? words + ui.px(8) + buttons : std::max(words, buttons));
}

void LessonStrip::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Lesson& lesson = *session.lesson();
    const LessonStep& step = lesson.steps[session.lesson_step()];
    draw->AddRectFilled(area.min, area.max, ui.palette.raised);
    draw->AddRectFilled(area.min, {area.min.x + ui.px(4), area.max.y},
                        ui.palette.accent);
    draw->AddRectFilled({area.min.x, area.max.y - ui.px(1)}, area.max, ui.palette.line);
    const float x = area.min.x + ui.px(margin);
    float y = area.min.y + ui.px(10);
    const float width = words_width(ui, area.width());
    const std::string number =
        fmt::format("{} of {}", session.lesson_step() + 1, lesson.steps.size());
    draw_text(ui.fonts.strong, {x, y}, ui.palette.accent, number);
    draw_text(ui.fonts.strong, {x + text_width(ui.fonts.strong, number) + ui.px(12), y},
              ui.palette.text, step.title.empty() ? lesson.title : step.title,
              width - text_width(ui.fonts.strong, number) - ui.px(12));
    y += ui.fonts.strong->FontSize + ui.px(6);
    y = draw_paragraph(ui.fonts.body, {x, y}, ui.palette.text, session.lesson_words(),
                       width);
    const float buttons_width = ui.px(2 * (button_width + 8) + button_height);
    draw_buttons(
        session, ui,
        ui.is_phone
            ? ImVec2{area.max.x - ui.px(8) - buttons_width, y + ui.px(8)}
            : ImVec2{area.max.x - ui.px(12) - buttons_width, area.min.y + ui.px(10)});
}

}  // namespace kumquat
