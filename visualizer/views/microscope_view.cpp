// microscope_view.cpp -- the listing, the registers, the lines and pages.
#include "microscope_view.hpp"

#include "sheet.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr float row_height = 22;

/// A small box for each unit of memory that has been touched; those of this step are filled.
void draw_units(Sheet& sheet,
                const std::string& title,
                const std::vector<std::pair<uint32_t, bool>>& units) {
    const Ui& ui = sheet.ui();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    sheet.end_line();
    sheet.label(title, ui.px(ui.is_phone ? 120 : 220), true);
    for (const auto& [address, is_now] : units) {
        const Rect place = sheet.box(ui.px(14), ui.px(18));
        const Rect box{{place.min.x, place.min.y + ui.px(4)},
                       {place.max.x, place.max.y}};
        if (is_now) {
            draw->AddRectFilled(box.min, box.max, ui.palette.accent, ui.px(2));
        } else {
            draw->AddRectFilled(box.min, box.max, ui.palette.raised, ui.px(2));
            draw->AddRect(box.min, box.max, ui.palette.text_dim, ui.px(2));
        }
        if (sheet.is_hovered(place) && !ui.is_phone) {
            show_tooltip(ui, place, as_hex(address), {});
        }
    }
    sheet.end_line(8);
}

/// \param which  the units that a step is the first to touch
template <typename Which>
std::vector<std::pair<uint32_t, bool>>
units_until(const Microscope& microscope, size_t step, Which&& which) {
    std::vector<std::pair<uint32_t, bool>> units;
    for (size_t i = 0; i <= step; ++i) {
        for (const uint32_t address : which(microscope.steps[i].first)) {
            units.emplace_back(address, i == step);
        }
    }
    return units;
}

}  // namespace

void MicroscopeView::draw_steps(Sheet& sheet, const Microscope& microscope) {
    const Ui& ui = sheet.ui();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const ImFont* const mono = ui.fonts.mono;
    const float digit = text_width(mono, "0");
    std::string function;
    for (size_t i = 0; i < microscope.steps.size(); ++i) {
        const MicroStep& step = microscope.steps[i];
        if (step.function != function) {
            function = step.function;
            sheet.skip(ui.px(6));
            draw_text(ui.fonts.strong, {sheet.left() + ui.px(6), sheet.y()},
                      ui.palette.text, function, sheet.width());
            sheet.skip(ui.px(24));
        }
        const Rect row{{sheet.left(), sheet.y()},
                       {sheet.left() + sheet.width(), sheet.y() + ui.px(row_height)}};
        sheet.skip(ui.px(row_height));
        if (!sheet.is_visible(row)) {
            continue;
        }
        if (i == step_ || sheet.is_hovered(row)) {
            draw->AddRectFilled(row.min, row.max,
                                i == step_ ? ui.palette.accent_soft : ui.palette.raised,
                                ui.px(3));
        }
        const float y = row.min.y + (row.height() - mono->FontSize) / 2;
        float x = row.min.x + ui.px(6);
        const std::string number = fmt::format("{:>4}", i + 1);
        draw_text(mono, {x, y}, ui.palette.text_dim, number);
        x += 6 * digit;
        if (!ui.is_phone) {
            draw_text(mono, {x, y}, ui.palette.text_dim,
                      fmt::format("{:08X}", step.address));
            x += 10 * digit;
        }
        const std::string source =
            step.file.empty() || ui.is_phone
                ? ""
                : fmt::format("{}:{}",
                              step.file.substr(step.file.find_last_of('/') + 1),
                              step.line);
        const float source_width =
            source.empty() ? 0 : text_width(ui.fonts.small, source) + ui.px(10);
        const size_t touched =
            step.first.code_lines.size() + step.first.data_lines.size();
        const float marks =
            ui.px(9) * static_cast<float>(touched + step.first.pages.size());
        draw_text(mono, {x, y}, ui.palette.text, step.text,
                  row.max.x - x - source_width - marks - ui.px(12));
        float right = row.max.x - ui.px(6) - source_width;
        draw_text(ui.fonts.small,
                  {right + ui.px(6),
                   row.min.y + (row.height() - ui.fonts.small->FontSize) / 2},
                  ui.palette.text_dim, source);
        const float middle = (row.min.y + row.max.y) / 2;
        for (size_t k = 0; k < touched; ++k) {  // a dot for a line, a square for a page
            right -= ui.px(9);
            draw->AddCircleFilled({right, middle}, ui.px(3),
                                  k < step.first.code_lines.size()
                                      ? ui.palette.states[2]
                                      : ui.palette.states[3],
                                  12);
        }
        for (size_t k = 0; k < step.first.pages.size(); ++k) {
            right -= ui.px(9);
            draw->AddRectFilled({right - ui.px(3), middle - ui.px(3)},
                                {right + ui.px(3), middle + ui.px(3)},
                                ui.palette.states[4]);
        }
        if (sheet.click(row)) {
            step_ = i;
        }
    }
}

void MicroscopeView::draw_touches(Sheet& sheet, const Microscope& microscope) const {
    draw_units(sheet, "lines of code",
               units_until(microscope, step_,
                           [](const FirstTouches& at) { return at.code_lines; }));
    draw_units(sheet, "lines of data",
               units_until(microscope, step_,
                           [](const FirstTouches& at) { return at.data_lines; }));
    draw_units(sheet, "pages of the TLB",
               units_until(microscope, step_,
                           [](const FirstTouches& at) { return at.pages; }));
}

void MicroscopeView::draw_details(Sheet& sheet, const Microscope& microscope) const {
    const Ui& ui = sheet.ui();
    const MicroStep& step = microscope.steps[step_];
    sheet.heading(fmt::format("Instruction {} of {}: {}", step_ + 1,
                              microscope.steps.size(), step.text));
    if (!step.file.empty()) {
        sheet.paragraph(
            fmt::format("{}, line {}, in {}", step.file, step.line, step.function));
    }
    for (const auto& [name, value] : microscope.registers_after(step_)) {
        const bool is_changed = std::any_of(
            step.registers.begin(), step.registers.end(),
            [wanted = &name](const auto& changed) { return changed.first == *wanted; });
        const Rect place = sheet.box(ui.px(168));
        if (is_changed) {
            ImGui::GetWindowDrawList()->AddRectFilled(place.min, place.max,
                                                      ui.palette.accent_soft, ui.px(4));
        }
        const float y = place.min.y + (place.height() - ui.fonts.mono->FontSize) / 2;
        draw_text(ui.fonts.mono, {place.min.x + ui.px(6), y}, ui.palette.text_dim, name,
                  ui.px(60));
        draw_text(ui.fonts.mono, {place.min.x + ui.px(70), y},
                  is_changed ? ui.palette.text : ui.palette.text_dim, as_hex(value));
    }
    sheet.end_line(8);
    for (const MemoryAccess& access : step.memory) {
        sheet.paragraph(
            fmt::format("{} {} bytes at {}{}{}", access.is_write ? "Writes" : "Reads",
                        access.size, as_hex(access.address),
                        access.value ? ": " + as_hex(*access.value) : std::string{},
                        access.by.empty()
                            ? std::string{}
                            : fmt::format(" (the processor itself: {})", access.by)),
            false);
    }
    sheet.paragraph(
        fmt::format("Until here, lines of code: {}, of data: {}; pages: {}.",
                    step.code_lines, step.data_lines, step.pages));
    draw_touches(sheet, microscope);
}

void MicroscopeView::draw(Session& session, const Ui& ui, const Rect& area) {
    const Microscope* const microscope = session.microscope();
    if (microscope == nullptr) {
        Sheet sheet{ui, area, "microscope"};
        sheet.heading("Microscope");
        sheet.paragraph(
            "One operation of the kernel, instruction by instruction: what each one "
            "changes, and which lines of the cache and pages of the TLB it is the "
            "first to touch. A recording is a file of its own, made on the computer "
            "where "
            "Kumquat was built: type make microscope there, and drop what it writes to "
            "build/microscope into this window.");
        return;
    }
    if (shown_ != microscope || step_ >= microscope->steps.size()) {
        shown_ = microscope;
        step_ = 0;
    }
    Rect top = area, bottom = area;
    top.max.y = bottom.min.y = std::floor(area.min.y + area.height() * 0.55f);
    {
        Sheet sheet{ui, top, "listing"};
        sheet.heading(as_label(microscope->title, 90));
        if (sheet.button("← Before") && step_ > 0) {
            --step_;
        }
        if (sheet.button("Next →") && step_ + 1 < microscope->steps.size()) {
            ++step_;
        }
        sheet.end_line(4);
        draw_steps(sheet, *microscope);
    }
    Sheet sheet{ui, bottom, "details"};
    ImGui::GetWindowDrawList()->AddRectFilled(
        bottom.min, {bottom.max.x, bottom.min.y + ui.px(1)}, ui.palette.line);
    draw_details(sheet, *microscope);
}

}  // namespace kumquat
