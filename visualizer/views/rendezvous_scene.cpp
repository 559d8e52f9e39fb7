// rendezvous_scene.cpp -- two boxes, and between them the way of the words.
#include "rendezvous_scene.hpp"

#include "sign_painter.hpp"
#include "state_bar.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr float box_height = 104, word_height = 24, margin = 10;
constexpr const char* register_names[] = {"EDX", "EBX"};  // word 0, word 1

std::string queue_words(const Session& session, uint32_t receiver) {
    std::string text;
    for (const uint32_t thread : session.now().send_queue(receiver)) {
        text += (text.empty() ? "" : ", ") + thread_id(session.model().trace(), thread);
    }
    return text.empty() ? "send queue: empty" : "send queue: " + text;
}

}  // namespace

struct RendezvousScene::Side {
    uint32_t thread;
    ThreadRecord record;
    Rect area;
    bool has_words;
    uint32_t words[2];

    /// Where a register stands in the box.
    Rect place_of(const Ui& ui, int word) const {
        const float top =
            area.min.y + ui.px(46 + word_height * static_cast<float>(word));
        return {{area.min.x + ui.px(margin), top},
                {area.max.x - ui.px(margin), top + ui.px(word_height - 4)}};
    }
};

namespace {

void draw_word(const Ui& ui,
               const Rect& place,
               const char* name,
               const std::string& word) {
    const float y = (place.min.y + place.max.y - ui.fonts.mono->FontSize) / 2;
    draw_text(ui.fonts.mono, {place.min.x, y}, ui.palette.text_dim, name);
    const float x = place.min.x + text_width(ui.fonts.mono, name) + ui.px(10);
    draw_text(ui.fonts.mono, {x, y}, ui.palette.text, word, place.max.x - x);
}

}  // namespace

void RendezvousScene::draw_side(const Ui& ui,
                                const Model& model,
                                const Side& side) const {
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const bool runs = side.record.state == LaneState::running;
    draw->AddRectFilled(side.area.min, side.area.max, ui.palette.panel, ui.px(6));
    draw->AddRect(side.area.min, side.area.max,
                  runs ? ui.palette.accent : ui.palette.line, ui.px(6), 0,
                  ui.px(runs ? 2 : 1));
    const float x = side.area.min.x + ui.px(margin), y = side.area.min.y + ui.px(6);
    const float width = side.area.width() - ui.px(2 * margin);
    draw_text(ui.fonts.strong, {x, y}, ui.palette.text,
              thread_label(model.trace(), side.thread), width);
    const float line = y + ui.px(20), bar = ui.px(18);
    draw_state_bar(ui, {{x, line + ui.px(2)}, {x + bar, line + ui.px(13)}},
                   side.record.state);
    draw_text(ui.fonts.small, {x + bar + ui.px(6), line}, ui.palette.text_dim,
              state_words(model.trace(), side.record, thread_id),
              width - bar - ui.px(6));
    for (int word = 0; word < 2; ++word) {
        draw_word(ui, side.place_of(ui, word), register_names[word],
                  side.has_words ? as_hex(side.words[word]) : "–");
    }
}

/// The line between the boxes, with the queue above it.
void RendezvousScene::draw_way(Sheet& sheet,
                               const Session& session,
                               const Exchange& exchange,
                               const Rect& way) const {
    const Ui& ui = sheet.ui();
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const bool is_over =
        exchange.transfer >= 0 && session.selected() >= exchange.transfer;
    const float middle = way.min.y + ui.px(70);
    const ImU32 colour = is_over ? ui.palette.text : ui.palette.line;
    const float begin = way.min.x + ui.px(6), end = way.max.x - ui.px(6);
    if (exchange.transfer < 0) {  // it stays where it is
        const float half = (begin + end) / 2;
        draw->AddLine({begin, middle}, {half, middle}, colour, ui.px(2));
        draw_sign(ui, SignKind::failed, {half, middle});
    } else {
        draw->AddLine({begin, middle}, {end - ui.px(6), middle}, colour, ui.px(2));
        draw->AddTriangleFilled({end, middle}, {end - ui.px(8), middle - ui.px(5)},
                                {end - ui.px(8), middle + ui.px(5)}, colour);
    }
    if (exchange.receiver < session.model().trace().threads.size() && !ui.is_phone) {
        draw_paragraph(ui.fonts.small, {begin, way.min.y + ui.px(8)},
                       ui.palette.text_dim, queue_words(session, exchange.receiver),
                       end - begin);
    }
}

void RendezvousScene::draw(Sheet& sheet, Session& session, const Exchange& exchange) {
    const Ui& ui = sheet.ui();
    const Model& model = session.model();
    const Trace& trace = model.trace();
    if (exchange.sender >= trace.threads.size() ||
        exchange.receiver >= trace.threads.size()) {
        return;
    }
    const int64_t now = session.selected();
    const float gap = ui.px(ui.is_phone ? 36 : 140);
    const float width = std::floor(std::min(ui.px(240), (sheet.width() - gap) / 2));
    const float top = sheet.y(), bottom = top + ui.px(box_height);
    const float left = sheet.left(), right = left + width + gap;
    Side sender{exchange.sender,
                model.state_after(exchange.sender, now),
                {{left, top}, {left + width, bottom}},
                exchange.send >= 0,
                {}};
    const bool has_arrived = exchange.transfer >= 0 && now >= exchange.transfer;
    Side receiver{exchange.receiver,
                  model.state_after(exchange.receiver, now),
                  {{right, top}, {right + width, bottom}},
                  has_arrived,
                  {}};
    for (int word = 0; word < 2; ++word) {
        sender.words[word] =
            sender.has_words ? trace.column(model.event(exchange.send), 2 + word) : 0;
        receiver.words[word] =
            has_arrived ? trace.column(model.event(exchange.transfer), 2 + word) : 0;
    }
    // The words set out when the step is reached at which they are taken.
    const float way = motion_.progress(session, static_cast<uint64_t>(now));
    const bool is_under_way = now == exchange.transfer && way < 1;
    receiver.has_words = has_arrived && !is_under_way;
    draw_side(ui, model, sender);
    draw_way(sheet, session, exchange, {{left + width, top}, {right, bottom}});
    draw_side(ui, model, receiver);
    for (int word = 0; is_under_way && word < 2; ++word) {
        const Rect from = sender.place_of(ui, word), to = receiver.place_of(ui, word);
        const float x = from.min.x + (to.min.x - from.min.x) * way;
        const Rect place{{x, from.min.y}, {x + from.width(), from.max.y}};
        ImGui::GetWindowDrawList()->AddRectFilled(
            place.min, place.max, faded(ui.palette.accent, 0.25f), ui.px(4));
        draw_word(ui, place, register_names[word], as_hex(receiver.words[word]));
    }
    sheet.skip(ui.px(box_height + 10));
}

}  // namespace kumquat
