// search_field.cpp -- typing, what was found, and examples to click on.
#include "search_field.hpp"

#include "letters.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace kumquat {

namespace {

struct Example {
    const char* text;
    const char* meaning;
};
constexpr Example examples[] = {
    {"client", "a word of the event's sentence, or of its kind"},
    {"\"takes the message\"", "several words in this order"},
    {"kind=ipc_send", "events of a kind; * stands for anything: kind=ipc_*"},
    {"thread=4.*", "that name one of these threads, by number or name"},
    {"from=5.0 to=server", "who acts, and on whom"},
    {"task=8", "that name a task or one of its threads"},
    {"w0>10", "any column: w0, w1, address, result, flags, ..."},
    {"t>=1000000 event<500", "after a time, before an event"},
    {"thread=6.0 -kind=timer", "all must hold; - in front: must not"},
};

/// "3 of 57", "57 found", "nothing found"
std::string count_words(const Session& session) {
    const Search* const search = session.search();
    if (search == nullptr || !search->problem().empty()) {
        return {};
    }
    const auto count = static_cast<int64_t>(search->found().size());
    const std::string more = search->is_over() ? "" : "+";
    if (count == 0) {
        return search->is_over() ? "nothing found" : "searching";
    }
    if (search->is_found(session.selected())) {
        return fmt::format(
            "{} of {}{}",
            with_thousands(static_cast<int64_t>(search->rank_of(session.selected()))),
            with_thousands(count), more);
    }
    return with_thousands(count) + more + " found";
}

constexpr float meaning_left = 190, row_gap = 8;  // units

/// Beside each other; on a phone the meaning stands below the example.
float example_height(const Ui& ui, const Example& example, float width) {
    const float meaning =
        paragraph_height(ui.fonts.body, example.meaning,
                         ui.is_phone ? width : width - ui.px(meaning_left));
    return meaning + ui.px(row_gap) + (ui.is_phone ? ui.fonts.mono->FontSize : 0);
}

void draw_example(const Ui& ui, const Example& example, const Rect& place) {
    const float top = place.min.y + ui.px(row_gap / 2);
    draw_text(ui.fonts.mono, {place.min.x, top}, ui.palette.accent, example.text,
              place.width());
    const ImVec2 meaning = ui.is_phone
                               ? ImVec2{place.min.x, top + ui.fonts.mono->FontSize}
                               : ImVec2{place.min.x + ui.px(meaning_left), top};
    draw_paragraph(ui.fonts.body, meaning, ui.palette.text, example.meaning,
                   place.max.x - meaning.x);
}

}  // namespace

float SearchField::draw_buttons(Session& session,
                                const Ui& ui,
                                const Rect& area) const {
    const float size = area.height();
    float right = area.max.x;
    const auto button = [&](const char* id, Icon icon, const char* tooltip) {
        right -= size;
        return icon_button(ui, id, icon,
                           {{right, area.min.y}, {right + size, area.max.y}}, tooltip);
    };
    if (button("close search", Icon::close, "End the search (Esc)")) {
        session.close_search();
    }
    if (session.search() == nullptr || session.search()->found().empty()) {
        return right;
    }
    if (button("found only", session.shows_found_only ? Icon::list : Icon::filter,
               session.shows_found_only ? "Show all lanes"
                                        : "Show only lanes with something found")) {
        session.shows_found_only = !session.shows_found_only;
    }
    if (button("next found", Icon::next, "Next one found (n, or Enter)")) {
        session.go_to_found(1);
    }
    if (button("previous found", Icon::previous, "The one before (N)")) {
        session.go_to_found(-1);
    }
    return right;
}

void SearchField::take_text(Session& session, const Ui& ui, const Rect& field) {
    const bool is_foreign = session.search() != nullptr && !is_active_ &&
                            session.search()->text() != text_.data();
    if (is_foreign || model_ != session.model_number()) {
        model_ = session.model_number();
        const std::string text =
            session.search() == nullptr ? "" : session.search()->text();
        const size_t length = std::min(text.size(), text_.size() - 1);
        std::memcpy(text_.data(), text.data(), length);
        text_[length] = '\0';
    }
    const ImFont* const font = ui.fonts.body;
    ImGui::PushFont(ui.fonts.body);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImU32{0});
    ImGui::PushStyleColor(ImGuiCol_Text, ui.palette.text);
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, ui.palette.text_dim);
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, faded(ui.palette.accent, 0.4f));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        {ui.px(8), (field.height() - font->FontSize) / 2});
    ImGui::SetCursorScreenPos(field.min);
    ImGui::SetNextItemWidth(field.width());
    ImGui::GetIO().ConfigInputTextCursorBlink = false;  // idle costs nothing
    if (session.wants_search_focus) {
        session.wants_search_focus = false;
        ImGui::SetKeyboardFocusHere();
    }
    const char* const hint = "search: words, or kind=ipc_send w0>10";
    const bool has_room = text_width(font, hint) + ui.px(16) <= field.width();
    const bool was_active = is_active_;
    if (was_active) {
        for (const char32_t character : std::exchange(session.typed, {})) {
            ImGui::GetIO().AddInputCharacter(character);
        }
    }
    if (ImGui::InputTextWithHint("##search", has_room ? hint : "search", text_.data(),
                                 text_.size(), ImGuiInputTextFlags_EnterReturnsTrue)) {
        session.wants_search_focus = true;  // ImGui has taken Enter for the end
    }
    note_letters(text_.data());
    is_active_ = ImGui::IsItemActive();
    const int steps = was_active ? std::exchange(session.wants_found_steps, 0) : 0;
    if (is_active_) {
        session.is_typing = true;
    } else if (was_active && !session.wants_search_focus) {  // a click elsewhere
        session.is_typing = false;
    }
    // It is active two frames after it got the focus, unless something took that away.
    constexpr int patience = 4;
    awaited_ = session.is_typing && !is_active_ ? awaited_ + 1 : 0;
    session.wants_search_focus = session.wants_search_focus || awaited_ > patience;
    session.is_moving = session.is_moving || awaited_ > 0;
    if (is_active_ || (was_active && steps != 0)) {
        session.is_search_open = true;
        session.search_for(text_.data());
    }
    if (was_active && steps != 0) {
        while (session.search() != nullptr && session.search()->found().empty() &&
               session.go_on_searching()) {
        }
        session.go_to_found(steps);
    }
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(4);
    ImGui::PopFont();
}

void SearchField::draw(Session& session, const Ui& ui, const Rect& area) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    // Somebody may have closed it, and opened it again since the last frame.
    if (!session.is_search_open ||
        (session.wants_search_focus && session.search() == nullptr)) {
        if (is_active_) {
            ImGui::SetWindowFocus(nullptr);
            is_active_ = false;
        }
        text_[0] = '\0';
    }
    const Search* const search = session.search();
    const bool has_problem = search != nullptr && !search->problem().empty();
    draw->AddRectFilled(area.min, area.max, ui.palette.background, ui.px(6));
    draw->AddRect(area.min, area.max,
                  has_problem  ? ui.palette.problem
                  : is_active_ ? ui.palette.accent
                               : ui.palette.line,
                  ui.px(6), 0, ui.px(1));
    float right = area.max.x;
    if (session.is_search_open) {
        right = draw_buttons(session, ui, area);
        const std::string count = count_words(session);
        const float width = text_width(ui.fonts.small, count) + ui.px(8);
        right -= width;
        draw_text(ui.fonts.small,
                  {right, (area.min.y + area.max.y - ui.fonts.small->FontSize) / 2},
                  ui.palette.text_dim, count);
    }
    take_text(session, ui, {area.min, {right, area.max.y}});
    const bool is_empty = text_[0] == '\0';
    linger_ = is_active_ ? 12 : std::max(0, linger_ - 1);
    if (linger_ > 0 && session.is_search_open && (is_empty || has_problem)) {
        draw_help(session, ui, area);
    }
}

void SearchField::draw_help(Session& session, const Ui& ui, const Rect& area) {
    const float pad = ui.px(14);
    const Search* const search = session.search();
    const std::string problem = search == nullptr ? "" : search->problem();
    const float width = std::min(ImGui::GetIO().DisplaySize.x - ui.px(16), ui.px(600));
    const float inner = width - 2 * pad;
    const float problem_height =
        problem.empty() ? 0
                        : paragraph_height(ui.fonts.body, problem, inner) + ui.px(10);
    float height = 2 * pad + problem_height;
    for (const Example& example : examples) {
        height += example_height(ui, example, inner);
    }
    const float x =
        std::max(ui.px(8),
                 std::min(area.min.x, ImGui::GetIO().DisplaySize.x - width - ui.px(8)));
    ImGui::SetNextWindowPos({x, area.max.y + ui.px(4)});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ui.px(1));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.palette.raised);
    ImGui::PushStyleColor(ImGuiCol_Border, ui.palette.line);
    ImGui::Begin("search help", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    float y = area.max.y + ui.px(4) + pad;
    if (!problem.empty()) {
        y = draw_paragraph(ui.fonts.body, {x + pad, y}, ui.palette.problem, problem,
                           inner) +
            ui.px(10);
    }
    for (const Example& example : examples) {
        const float below = y + example_height(ui, example, inner);
        const Rect row{{x + ui.px(6), y}, {x + width - ui.px(6), below}};
        ImGui::SetCursorScreenPos(row.min);
        if (ImGui::InvisibleButton(example.text, {row.width(), row.height()})) {
            session.search_for(example.text);
            is_active_ = false;
            session.is_typing = false;
        }
        if (ImGui::IsItemHovered()) {
            ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, ui.palette.line,
                                                      ui.px(4));
        }
        draw_example(ui, example, {{x + pad, y}, {x + pad + inner, below}});
        y = below;
    }
    ImGui::End();
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
}

}  // namespace kumquat
