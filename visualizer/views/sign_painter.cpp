// sign_painter.cpp -- signs and long messages.
#include "sign_painter.hpp"

#include "widgets.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kumquat {

void draw_sign(const Ui& ui, SignKind kind, ImVec2 at) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float r = ui.px(4);
    const ImU32 colour = ui.palette.text, ground = ui.palette.background;
    switch (kind) {
    case SignKind::fault:  // a triangle that points at the lane
        draw->AddTriangleFilled({at.x, at.y + r}, {at.x - r, at.y - r},
                                {at.x + r, at.y - r}, colour);
        break;
    case SignKind::exception:  // a cross
        draw->AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, ui.palette.problem,
                      ui.px(2));
        draw->AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, ui.palette.problem,
                      ui.px(2));
        break;
    case SignKind::timeout:  // a clock
        draw->AddCircleFilled(at, r + ui.px(1), ground, 16);
        draw->AddCircle(at, r, colour, 16, ui.px(1.3f));
        draw->AddLine(at, {at.x, at.y - r * 0.7f}, colour, ui.px(1.3f));
        draw->AddLine(at, {at.x + r * 0.6f, at.y}, colour, ui.px(1.3f));
        break;
    case SignKind::failed:  // a barred circle
        draw->AddCircleFilled(at, r + ui.px(1), ground, 16);
        draw->AddCircle(at, r, ui.palette.problem, 16, ui.px(1.3f));
        draw->AddLine({at.x - r * 0.6f, at.y}, {at.x + r * 0.6f, at.y},
                      ui.palette.problem, ui.px(1.6f));
        break;
    case SignKind::interrupt:  // a flash
        draw->AddTriangleFilled({at.x + r * 0.5f, at.y - r * 1.3f},
                                {at.x - r * 0.9f, at.y + r * 0.3f},
                                {at.x + r * 0.2f, at.y + r * 0.1f}, ui.palette.accent);
        draw->AddTriangleFilled({at.x - r * 0.5f, at.y + r * 1.3f},
                                {at.x + r * 0.9f, at.y - r * 0.3f},
                                {at.x - r * 0.2f, at.y - r * 0.1f}, ui.palette.accent);
        break;
    case SignKind::said:  // a flag
        draw->AddLine({at.x, at.y - r}, {at.x, at.y + 2 * r}, colour, ui.px(1.2f));
        draw->AddTriangleFilled({at.x, at.y - r}, {at.x, at.y + r * 0.4f},
                                {at.x + r * 1.6f, at.y - r * 0.3f}, colour);
        break;
    case SignKind::lost:  // a gap through all lanes: draw_signs
        break;
    }
}

namespace {

/// What tells more comes first.
int weight_of(SignKind kind) {
    switch (kind) {
    case SignKind::lost:
        return 6;
    case SignKind::exception:
        return 5;
    case SignKind::failed:
        return 4;
    case SignKind::said:
        return 3;
    case SignKind::fault:
        return 2;
    case SignKind::timeout:
        return 1;
    case SignKind::interrupt:
        return 0;
    }
    return 0;
}

constexpr float sign_column = 11, finding_radius = 7;

/// On whose lane a finding stands; no_index: on none.
uint32_t sufferer(const Model& model, const Finding& finding) {
    const std::vector<uint32_t> named =
        finding.threads.empty() ? model.threads_of(finding.event) : finding.threads;
    return named.empty() ? no_index : named[0];
}

/// The one that tells most of some signs; nullptr: all of them are hidden.
const Sign* best_of(std::span<const Sign> signs, uint32_t hidden) {
    const size_t compared_max = hidden == 0 ? 16 : 256;
    const Sign* best = nullptr;
    for (const Sign& sign : signs.first(std::min(signs.size(), compared_max))) {
        const bool is_hidden = (hidden >> static_cast<uint32_t>(sign.kind) & 1) != 0;
        if (!is_hidden &&
            (best == nullptr || weight_of(sign.kind) > weight_of(best->kind))) {
            best = &sign;
        }
    }
    return best;
}

/// One sign for each stretch of `column` pixels: the one that tells most.
/// At the edges it stands a little aside, so that it is whole.
/// \param draw_one  gets the sign and its x
template <typename Draw>
void for_each_visible(const Ui& ui,
                      const std::vector<Sign>& signs,
                      const Model& model,
                      const TimeScale& scale,
                      float column,
                      uint32_t hidden,
                      Draw&& draw_one) {
    const int64_t first = model.event_at(static_cast<int64_t>(scale.begin) - 1) + 1;
    size_t place = Signs::first_from(signs, first);
    while (place < signs.size()) {
        const float x = scale.x_of(model.event(signs[place].event).time);
        if (x > scale.right) {
            return;
        }
        const auto next_time = static_cast<int64_t>(scale.time_at(x + column));
        const size_t next = std::max(
            place + 1, Signs::first_from(signs, model.event_at(next_time) + 1));
        if (const Sign* const best =
                best_of(std::span{signs}.subspan(place, next - place), hidden)) {
            const float half = ui.px(7);
            draw_one(*best, std::clamp(x, scale.left + half, scale.right - half));
        }
        place = next;
    }
}

/// Where the mark of a finding stands: at the edges a little aside, so that it is whole.
/// Nothing: not on the screen.
std::optional<float> x_of_finding(const Ui& ui,
                                  const Model& model,
                                  const TimeScale& scale,
                                  const Finding& finding) {
    const float x = scale.x_of(model.event(finding.event).time);
    const float r = ui.px(finding_radius);
    if (x < scale.left || x > scale.right) {
        return std::nullopt;
    }
    return std::clamp(x, scale.left + r, scale.right - r);
}

}  // namespace

void draw_signs(const Ui& ui,
                const Session& session,
                const TimeScale& scale,
                std::span<const float> centres) {
    const Model& model = session.model();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float top = draw->GetClipRectMin().y, bottom = draw->GetClipRectMax().y;
    for_each_visible(ui, model.signs().of(no_index), model, scale, ui.px(3), 0,
                     [&](const Sign& sign, float x) {
                         if (sign.kind == SignKind::lost) {  // a gap through all lanes
                             draw->AddRectFilled({x - ui.px(1), top},
                                                 {x + ui.px(1), bottom},
                                                 faded(ui.palette.problem, 0.7f));
                         }
                     });
    for (uint32_t thread = 0; thread < centres.size(); ++thread) {
        if (centres[thread] < top || !(centres[thread] < bottom + ui.px(16))) {
            continue;
        }
        for_each_visible(
            ui, model.signs().of(thread), model, scale, ui.px(sign_column),
            session.hidden_signs, [&](const Sign& sign, float x) {
                draw_sign(ui, sign.kind, {x, centres[thread] - ui.px(sign_above)});
            });
    }
}

const Sign*
sign_at(const Ui& ui, const Session& session, const TimeScale& scale, LanePoint point) {
    const Sign* nearest = nullptr;
    float least = ui.px(8);
    if (std::abs(point.below + ui.px(sign_above)) > least) {
        return nullptr;
    }
    for_each_visible(ui, session.model().signs().of(point.thread), session.model(),
                     scale, ui.px(sign_column), session.hidden_signs,
                     [&](const Sign& sign, float x) {
                         if (std::abs(x - point.x) < least) {
                             least = std::abs(x - point.x);
                             nearest = &sign;
                         }
                     });
    return nearest;
}

const Finding* finding_at(const Ui& ui,
                          const Session& session,
                          const TimeScale& scale,
                          LanePoint point) {
    const Model& model = session.model();
    for (const Finding& finding : session.findings()) {
        const std::optional<float> x = x_of_finding(ui, model, scale, finding);
        if (x && sufferer(model, finding) == point.thread &&
            std::hypot(*x - point.x, point.below) <= ui.px(finding_radius + 1)) {
            return &finding;
        }
    }
    return nullptr;
}

void draw_findings(const Ui& ui,
                   const Session& session,
                   const TimeScale& scale,
                   std::span<const float> centres) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const Model& model = session.model();
    const std::string_view mark = "!";
    const float r = ui.px(finding_radius), half = text_width(ui.fonts.strong, mark) / 2;
    for (const Finding& finding : session.findings()) {
        const uint32_t thread = sufferer(model, finding);
        const std::optional<float> place = x_of_finding(ui, model, scale, finding);
        const float y = thread == no_index ? NAN : centres[thread];
        if (std::isnan(y) || !place) {
            continue;
        }
        const float x = *place;
        draw->AddCircleFilled({x, y}, r + ui.px(1.5f), ui.palette.background, 24);
        draw->AddCircleFilled({x, y}, r, ui.palette.problem, 24);
        draw_text(ui.fonts.strong, {x - half, y - ui.fonts.strong->FontSize / 2},
                  ui.palette.background, mark);
    }
}

namespace {

/// Where a pause for a missing page ends: at the next phase, or with the message.
float end_of_phase(const Model& model,
                   const TimeScale& scale,
                   const LongMessage& message,
                   size_t phase,
                   float end) {
    return phase + 1 < message.phases.size()
               ? scale.x_of(model.event(message.phases[phase + 1].event).time)
               : end;
}

void draw_long_message(const Ui& ui,
                       const Model& model,
                       const TimeScale& scale,
                       const LongMessage& message,
                       const Rect& band) {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(band.min, band.max, faded(ui.palette.text, 0.10f));
    draw->AddRect(band.min, band.max, faded(ui.palette.text, 0.45f), 0, 0, ui.px(1));
    for (size_t i = 0; i < message.phases.size(); ++i) {
        const Phase& phase = message.phases[i];
        const float x = scale.x_of(model.event(phase.event).time);
        if (phase.kind != PhaseKind::fault) {
            const float width = ui.px(phase.kind == PhaseKind::string ? 3 : 1);
            draw->AddRectFilled({x - width / 2, band.min.y},
                                {x + width / 2, band.max.y},
                                faded(ui.palette.text, 0.8f));
            continue;
        }
        const float end = end_of_phase(model, scale, message, i, band.max.x);
        draw->PushClipRect({x, band.min.y}, {std::max(end, x + 1), band.max.y}, true);
        draw->AddRectFilled({x, band.min.y}, {end, band.max.y},
                            faded(ui.palette.problem, 0.18f));
        const float height = band.height();
        for (float at = x - height; at < end && end - x < ui.px(4000);
             at += ui.px(10)) {
            draw->AddLine({at, band.max.y}, {at + height, band.min.y},
                          faded(ui.palette.problem, 0.5f), ui.px(1));
        }
        draw->PopClipRect();
    }
}

}  // namespace

void draw_long_messages(const Ui& ui,
                        const Model& model,
                        const TimeScale& scale,
                        std::span<const float> centres) {
    const auto& messages = model.signs().long_messages();
    const int64_t first = model.event_at(static_cast<int64_t>(scale.begin) - 1) + 1;
    const int64_t last = model.event_at(static_cast<int64_t>(std::ceil(scale.end)));
    // They may begin before the first pixel: those of some hundred before are looked at too.
    constexpr std::ptrdiff_t looked_back = 200, shown_max = 2000;
    auto at = std::lower_bound(messages.begin(), messages.end(), first,
                               [](const LongMessage& message, int64_t event) {
                                   return int64_t{message.begin} < event;
                               });
    at -= std::min<std::ptrdiff_t>(looked_back, at - messages.begin());
    for (std::ptrdiff_t shown = 0; at != messages.end() && shown < shown_max;
         ++at, ++shown) {
        if (int64_t{at->begin} > last) {
            return;
        }
        const int64_t end_event =
            at->end == no_index ? model.event_count() - 1 : int64_t{at->end};
        const float from = centres[at->sender], to = centres[at->receiver];
        const float x0 = scale.x_of(model.event(at->begin).time);
        const float x1 = scale.x_of(model.event(end_event).time);
        if (end_event < first || std::isnan(from + to) || x1 - x0 < ui.px(3)) {
            continue;
        }
        draw_long_message(ui, model, scale, *at,
                          {{x0, std::min(from, to)}, {x1, std::max(from, to)}});
    }
}

}  // namespace kumquat
