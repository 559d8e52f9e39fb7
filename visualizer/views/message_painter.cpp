// message_painter.cpp -- arrows between lanes.
#include "message_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

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

/// Thin bars of one column that lie over each other. Each stretch of it is drawn once, as opaque
/// as all that lie there together.
class Layers {
public:
    void begin() { ends_.clear(); }
    void add(float top, float bottom) {
        ends_.push_back({top, 1});
        ends_.push_back({bottom, -1});
    }
    void draw(float x, float width, ImU32 colour, float opacity) {
        ImDrawList* const draw = ImGui::GetWindowDrawList();
        std::sort(ends_.begin(), ends_.end(),
                  [](const End& a, const End& b) { return a.y < b.y; });
        int depth = 0;
        for (size_t i = 0; i + 1 < ends_.size(); ++i) {
            depth += ends_[i].step;
            if (depth > 0 && ends_[i].y < ends_[i + 1].y) {
                const float clear = std::pow(1 - opacity, static_cast<float>(depth));
                draw->AddRectFilled({x, ends_[i].y}, {x + width, ends_[i + 1].y},
                                    faded(colour, 1 - clear));
            }
        }
    }

private:
    struct End {
        float y;
        int step;  // how many more lie below it than above
    };
    std::vector<End> ends_;
};

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
    Layers layers;
    while (first < last) {
        const int64_t time = model.event(messages[first].event).time;
        const float x = std::round(scale.x_of(time));
        const int64_t next_time = static_cast<int64_t>(scale.time_at(x + column));
        const size_t next = std::max(
            first + 1, model.first_message_from(model.event_at(next_time) + 1));
        std::array<uint64_t, looked_at> drawn{};  // pairs
        size_t drawn_count = 0;
        layers.begin();
        for (size_t i = first; i < std::min({next, last, first + looked_at}); ++i) {
            const Message& message = messages[i];
            const uint64_t low = std::min(message.sender, message.receiver);
            const uint64_t pair =
                low << 32 | std::max(message.sender, message.receiver);
            const auto end = drawn.begin() + static_cast<std::ptrdiff_t>(drawn_count);
            const float from = centres[message.sender], to = centres[message.receiver];
            if (std::find(drawn.begin(), end, pair) == end && !std::isnan(from + to)) {
                drawn[drawn_count++] = pair;
                layers.add(std::min(from, to), std::max(from, to));
            }
        }
        layers.draw(x, ui.px(1), ui.palette.text, opacity);
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

}  // namespace kumquat
