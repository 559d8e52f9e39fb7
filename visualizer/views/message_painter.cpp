// message_painter.cpp -- arrows and marks.
#include "message_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace kumquat {

void draw_arrow(
    const Ui& ui, float x, float from_y, float to_y, ImU32 colour, float thickness) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float direction = to_y > from_y ? 1.0f : -1.0f;
    const float head = ui.px(6), half = ui.px(3.5f);
    const float tip = to_y;
    draw->AddLine({x, from_y}, {x, tip - direction * head}, colour, thickness);
    draw->AddTriangleFilled({x, tip}, {x - half, tip - direction * head},
                            {x + half, tip - direction * head}, colour);
    draw->AddCircleFilled({x, from_y}, thickness + ui.px(0.5f), colour, 10);
}

namespace {

/// Far more messages than pixels: in each column a few of them stand for all, and a search
/// leads to the next column, so the cost is that of the screen's width.
void draw_dense_messages(const Ui& ui,
                         const Model& model,
                         const TimeScale& scale,
                         std::span<const float> centres,
                         size_t first,
                         size_t last) {
    constexpr int looked_at = 24;  // messages of a column
    const auto& messages = model.messages();
    const float column = ui.px(5);
    const float each =
        (scale.right - scale.left) / static_cast<float>(last - first + 1);
    const float opacity =
        std::clamp(each * 0.1f / ui.scale, 0.05f, 0.25f);  // they overlap
    const ImU32 colour = faded(ui.palette.text, opacity);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    while (first < last) {
        const int64_t time = model.event(messages[first].event).time;
        const float x = std::round(scale.x_of(time));
        const int64_t next_time = static_cast<int64_t>(scale.time_at(x + column));
        const size_t next = std::max(
            first + 1, model.first_message_from(model.event_at(next_time) + 1));
        std::array<uint64_t, looked_at> drawn{};  // pairs
        size_t drawn_count = 0;
        for (size_t i = first; i < std::min({next, last, first + looked_at}); ++i) {
            const Message& message = messages[i];
            const uint64_t low = std::min(message.sender, message.receiver);
            const uint64_t pair =
                low << 32 | std::max(message.sender, message.receiver);
            const auto end = drawn.begin() + static_cast<std::ptrdiff_t>(drawn_count);
            const float from = centres[message.sender], to = centres[message.receiver];
            if (std::find(drawn.begin(), end, pair) == end && !std::isnan(from + to)) {
                drawn[drawn_count++] = pair;
                draw->AddRectFilled({x, std::min(from, to)},
                                    {x + ui.px(1), std::max(from, to)}, colour);
            }
        }
        first = next;
    }
}

}  // namespace

void draw_messages(const Ui& ui,
                   const Model& model,
                   const TimeScale& scale,
                   std::span<const float> centres) {
    const auto& messages = model.messages();
    const int64_t first_event =
        model.event_at(static_cast<int64_t>(scale.begin) - 1) + 1;
    const size_t first = model.first_message_from(first_event);
    const int64_t last_event =
        model.event_at(static_cast<int64_t>(std::ceil(scale.end)));
    const size_t last = model.first_message_from(last_event + 1);
    const float each =
        (scale.right - scale.left) / static_cast<float>(last - first + 1);
    if (each < ui.px(7)) {
        draw_dense_messages(ui, model, scale, centres, first, last);
        return;
    }
    for (size_t i = first; i < last; ++i) {
        const float from = centres[messages[i].sender];
        const float to = centres[messages[i].receiver];
        if (!std::isnan(from + to)) {
            const float x =
                std::round(scale.x_of(model.event(messages[i].event).time)) + 0.5f;
            draw_arrow(ui, x, from, to, faded(ui.palette.text, 0.85f), ui.px(1.4f));
        }
    }
}

namespace {

enum class Mark { none, fault, timeout, said, gap };

Mark mark_of(const FileKind& kind) {
    if (!kind.known) {
        return Mark::none;
    }
    return *kind.known == TraceKind::page_fault || *kind.known == TraceKind::exception
               ? Mark::fault
           : *kind.known == TraceKind::ipc_timeout ? Mark::timeout
           : *kind.known == TraceKind::user_mark   ? Mark::said
                                                   : Mark::none;
}

void draw_mark(const Ui& ui, Mark mark, ImVec2 at) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float r = ui.px(4);
    const ImU32 colour = ui.palette.text, ground = ui.palette.background;
    switch (mark) {
    case Mark::fault:  // a triangle that points at the lane
        draw->AddTriangleFilled({at.x, at.y + r}, {at.x - r, at.y - r},
                                {at.x + r, at.y - r}, colour);
        break;
    case Mark::timeout:  // a clock
        draw->AddCircleFilled(at, r + ui.px(1), ground, 16);
        draw->AddCircle(at, r, colour, 16, ui.px(1.3f));
        draw->AddLine(at, {at.x, at.y - r * 0.7f}, colour, ui.px(1.3f));
        draw->AddLine(at, {at.x + r * 0.6f, at.y}, colour, ui.px(1.3f));
        break;
    case Mark::said:  // a flag
        draw->AddLine({at.x, at.y - r}, {at.x, at.y + 2 * r}, colour, ui.px(1.2f));
        draw->AddTriangleFilled({at.x, at.y - r}, {at.x, at.y + r * 0.4f},
                                {at.x + r * 1.6f, at.y - r * 0.3f}, colour);
        break;
    case Mark::none:
    case Mark::gap:
        break;
    }
}

}  // namespace

void draw_event_marks(const Ui& ui,
                      const Model& model,
                      const TimeScale& scale,
                      std::span<const float> centres) {
    const int64_t first = model.event_at(static_cast<int64_t>(scale.begin) - 1) + 1;
    const int64_t last = model.event_at(static_cast<int64_t>(std::ceil(scale.end)));
    constexpr int64_t too_many = 20'000;
    if (last - first > too_many) {
        return;
    }
    std::unordered_map<uint32_t, float> latest_x;  // per thread
    for (int64_t i = first; i <= last; ++i) {
        const Event& event = model.event(i);
        const Mark mark = mark_of(model.trace().kind_of(event));
        const uint32_t thread =
            mark == Mark::none ? no_index : model.trace().column(event, 0, no_index);
        if (thread == no_index || std::isnan(centres[thread])) {
            continue;
        }
        const float x = scale.x_of(event.time);
        const auto [place, is_new] = latest_x.try_emplace(thread, x);
        if (!is_new && x - place->second < ui.px(11)) {
            continue;
        }
        place->second = x;
        draw_mark(ui, mark, {x, centres[thread] - ui.px(9)});
    }
}

}  // namespace kumquat
