// rendezvous.cpp -- the lines, the steps, and the words of the message bit by bit.
#include "rendezvous.hpp"

#include "headline.hpp"
#include "message_painter.hpp"
#include "sheet.hpp"
#include "state_bar.hpp"
#include "visualizer/model/dope_words.hpp"
#include "visualizer/model/message_fate.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include "kernel/abi/message.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

struct BitName {
    uint32_t bit;
    const char* meaning;
};

constexpr BitName flag_names[] = {
    {trace_ipc_then_receives, "a receive phase follows: a call, or a reply and wait"},
    {trace_ipc_open, "that receives from anyone"},
    {trace_ipc_map, "it carries fpages: a mapping or a grant"},
    {trace_ipc_fault, "the kernel sends it, for a page fault"},
    {trace_ipc_met_waiting, "the receiver was there first"},
    {trace_ipc_mapped, "at least one page was mapped"},
    {trace_ipc_interrupt, "from an interrupt"},
    {trace_ipc_memory, "the message lies in memory"},
    {trace_ipc_send_zero, "send timeout zero: it does not wait for the receiver"},
    {trace_ipc_receive_zero, "receive timeout zero: it does not wait for a message"},
    {trace_ipc_cut, "more was sent than there was room for"},
    {trace_ipc_map_failed, "there was no memory to map all of it"},
    {trace_ipc_deceited, "under another thread's id"},
    {trace_ipc_redirected, "to the chief on the way"},
};

/// A word as 32 boxes, the highest bit first; those that are set are filled.
void draw_bits(Sheet& sheet, const char* name, uint32_t word) {
    const Ui& ui = sheet.ui();
    const float cell =
        std::max(6.0f, std::floor(std::min(sheet.width() / 34, ui.px(15))));
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    sheet.end_line(2);
    sheet.label(fmt::format("{}  {}", name, as_hex(word)), ui.px(300));
    sheet.end_line(0);
    const Rect place = sheet.box(cell * 34, cell + ui.px(2));
    for (uint32_t bit = 0; bit < 32; ++bit) {
        const float gap = static_cast<float>((31 - bit) / 8) * cell / 2;
        const float x = place.min.x + static_cast<float>(31 - bit) * cell + gap;
        const Rect box{{x, place.min.y}, {x + cell - ui.px(2), place.min.y + cell - 1}};
        if ((word >> bit & 1) != 0) {
            draw->AddRectFilled(box.min, box.max, ui.palette.text, ui.px(2));
        } else {
            draw->AddRect(box.min, box.max, ui.palette.line, ui.px(2));
        }
        if (sheet.is_hovered({box.min, {x + cell, place.max.y}}) && !ui.is_phone) {
            show_tooltip(ui, box, fmt::format("bit {}: {}", bit, word >> bit & 1), {});
        }
    }
    sheet.end_line(4);
}

void draw_flags(Sheet& sheet, uint32_t flags) {
    for (const BitName& name : flag_names) {
        if ((flags & name.bit) != 0) {
            sheet.paragraph(fmt::format("• {}", name.meaning), false);
        }
    }
}

/// The timeouts of both sides' waits, as fields of the timeout word.
void draw_timeouts(Sheet& sheet, const Model& model, const Exchange& exchange) {
    const Trace& trace = model.trace();
    bool is_first = true;
    for (const int64_t step : exchange.steps) {
        const Event& event = model.event(step);
        if (trace.kind_of(event).known != TraceKind::ipc_block) {
            continue;
        }
        if (is_first) {
            sheet.heading("How long they wait");
            is_first = false;
        }
        const bool is_send =
            trace.column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
        const uint32_t timeout = trace.column(event, 3, 0xFFFFFFFF);
        sheet.paragraph(
            fmt::format(
                "{}, {}: {}", thread_label(trace, trace.column(event, 0, no_index)),
                is_send ? "to send" : "to receive", timeout_words(timeout, is_send)),
            false);
        if (const auto fields = timeout_fields(timeout)) {
            draw_bits(sheet,
                      is_send ? "its part of the timeout word (ECX), send"
                              : "its part of the timeout word (ECX), receive",
                      timeout_part(*fields, is_send));
        }
    }
}

void draw_fields(Sheet& sheet, const std::vector<std::string>& fields) {
    for (const std::string& words : fields) {
        sheet.paragraph("• " + words, false);
    }
}

/// What the receiver's ipc ended with, field by field.
void draw_results(Sheet& sheet, const Model& model, const Exchange& exchange) {
    const Trace& trace = model.trace();
    for (const int64_t step : exchange.steps) {
        const Event& event = model.event(step);
        if (trace.kind_of(event).known != TraceKind::ipc_result ||
            trace.column(event, 0, no_index) != exchange.receiver) {
            continue;
        }
        sheet.heading("What the receiver gets back");
        draw_bits(sheet, "message dope (EAX)", trace.column(event, 1));
        draw_fields(sheet, dope_words(trace.column(event, 1)));
    }
}

void draw_message(Sheet& sheet, const Model& model, const Exchange& exchange) {
    const Trace& trace = model.trace();
    if (exchange.send >= 0) {
        const Event& send = model.event(exchange.send);
        sheet.heading("What is sent");
        draw_bits(sheet, "word 0 (EDX)", trace.column(send, 2));
        draw_bits(sheet, "word 1 (EBX)", trace.column(send, 3));
        if ((trace.column(send, 4) & trace_ipc_map) != 0) {
            draw_fields(sheet, fpage_words(trace.column(send, 3)));
        }
        draw_flags(sheet, trace.column(send, 4));
    }
    if (exchange.receive >= 0) {
        const ReceiveDescriptor receive{trace.column(model.event(exchange.receive), 2)};
        sheet.heading("What is accepted");
        draw_bits(sheet, "receive descriptor (EBP)", receive.word());
        sheet.paragraph(receive.is_open() ? "• bit 0: open, from anyone"
                                          : "• bit 0 is clear: from this partner only",
                        false);
        sheet.paragraph(
            receive.has_window()
                ? fmt::format("• bit 1: an fpage may come, into the window at {} of "
                              "2^{} bytes",
                              as_hex(receive.window().base()), receive.window().order())
            : receive.has_buffer()
                ? fmt::format("• a buffer for long messages at {}",
                              as_hex(receive.buffer()))
                : "• no buffer: the two words in registers, and no more",
            false);
    }
    if (exchange.transfer >= 0) {
        sheet.heading("What has arrived");
        draw_flags(sheet, trace.column(model.event(exchange.transfer), 4));
    }
}

/// Requires: exchange.transfer < 0.
std::string why_not_taken(const Model& model, const Exchange& exchange) {
    if (exchange.send < 0) {
        return "No message has come.";
    }
    const std::string why = message_fate_words(model, exchange.send);
    return why.empty() ? "The message was taken much later."
                       : "The message was not taken: " + why + ".";
}

}  // namespace

void Rendezvous::find(const Session& session) {
    const bool is_known = model_ == session.model_number() &&
                          events_ == session.model().event_count() &&
                          event_ == session.selected();
    if (is_known) {
        return;
    }
    const bool stays = model_ == session.model_number() && exchange_ &&
                       std::find(exchange_->steps.begin(), exchange_->steps.end(),
                                 session.selected()) != exchange_->steps.end();
    model_ = session.model_number();
    events_ = session.model().event_count();
    event_ = session.selected();
    if (!stays) {  // a step within the same message does not lead to another one
        exchange_ = exchange_at(session.model(), event_);
    }
}

void Rendezvous::draw_steps(Sheet& sheet, Session& session) const {
    const Ui& ui = sheet.ui();
    const Model& model = session.model();
    const Exchange& exchange = *exchange_;
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float left = sheet.left() + ui.px(26);
    const float right = left + ui.px(ui.is_phone ? 64 : 120);
    const float text_x = right + ui.px(26);
    const float row = ui.px(30);
    const ImFont* const mono = ui.fonts.mono;
    for (const auto& [thread, x] :
         {std::pair{exchange.sender, left}, std::pair{exchange.receiver, right}}) {
        const std::string id = thread_id(model.trace(), thread);
        draw_text(mono, {x - text_width(mono, id) / 2, sheet.y()}, ui.palette.text_dim,
                  id);
    }
    sheet.skip(mono->FontSize + ui.px(4));
    for (const int64_t step : exchange.steps) {
        const float y = sheet.y(), middle = y + row / 2;
        const Rect area{{sheet.left(), y}, {sheet.left() + sheet.width(), y + row}};
        const bool is_selected = step == session.selected();
        if (is_selected || sheet.is_hovered(area)) {
            draw->AddRectFilled(
                area.min, area.max,
                is_selected ? ui.palette.accent_soft : ui.palette.raised, ui.px(4));
        }
        for (const auto& [thread, x] :
             {std::pair{exchange.sender, left}, std::pair{exchange.receiver, right}}) {
            if (thread < model.trace().threads.size()) {
                draw_state_bar(ui, {{x - ui.px(6), y}, {x + ui.px(6), y + row}},
                               model.state_after(thread, step).state);
            }
        }
        const ImU32 colour = is_selected ? ui.palette.accent : ui.palette.text;
        if (step == exchange.transfer) {
            draw->AddLine({left, middle}, {right - ui.px(6), middle}, colour, ui.px(2));
            draw->AddTriangleFilled({right, middle},
                                    {right - ui.px(8), middle - ui.px(5)},
                                    {right - ui.px(8), middle + ui.px(5)}, colour);
        } else {
            const uint32_t thread =
                model.trace().column(model.event(step), 0, no_index);
            const float x = thread == exchange.receiver ? right : left;
            draw->AddCircleFilled({x, middle}, ui.px(6), ui.palette.background, 16);
            draw->AddCircleFilled({x, middle}, ui.px(4), colour, 16);
        }
        draw_headline(ui, model, step, {text_x, middle - ui.fonts.body->FontSize / 2},
                      ui.palette.text, area.max.x - text_x);
        if (sheet.click(area)) {
            session.go_to(step);
        }
        sheet.skip(row);
    }
}

void Rendezvous::draw(Session& session, const Ui& ui, const Rect& area) {
    find(session);
    Sheet sheet{ui, area, "rendezvous"};
    const Model& model = session.model();
    if (!exchange_) {
        sheet.paragraph("No message has been sent in this trace.");
        return;
    }
    const Exchange& exchange = *exchange_;
    sheet.heading("Rendezvous");
    if (exchange.steps.front() > session.selected()) {
        sheet.paragraph(fmt::format("Nothing has been sent yet. This is the first "
                                    "message of the trace, from event {} on.",
                                    with_thousands(exchange.steps.front() + 1)));
    }
    scene_.draw(sheet, session, exchange);
    const auto later = std::upper_bound(exchange.steps.begin(), exchange.steps.end(),
                                        session.selected());
    const bool is_within = std::binary_search(exchange.steps.begin(),
                                              exchange.steps.end(), session.selected());
    const auto here = later - exchange.steps.begin() - (is_within ? 1 : 0);
    if (sheet.button("← Step back") && here > 0) {
        session.go_to(exchange.steps[static_cast<size_t>(here) - 1]);
    }
    if (sheet.button("Step →") && later != exchange.steps.end()) {
        session.go_to(*later);
    }
    sheet.end_line(10);
    draw_steps(sheet, session);
    sheet.skip(ui.px(10));
    sheet.paragraph(exchange.transfer < 0 ? why_not_taken(model, exchange)
                    : (model.trace().column(model.event(exchange.transfer), 4) &
                       trace_ipc_met_waiting) != 0
                        ? std::string{"The receiver was there first: the message was "
                                      "copied at once."}
                        : std::string{"The sender was there first: it stood in the "
                                      "receiver's send queue."},
                    false);
    draw_message(sheet, model, exchange);
    draw_timeouts(sheet, model, exchange);
    draw_results(sheet, model, exchange);
}

}  // namespace kumquat
