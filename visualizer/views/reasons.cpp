// reasons.cpp -- the chain of waits in words, the chain of wakers as events.
#include "reasons.hpp"

#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

std::string state_sentence(const ThreadRecord& record) {
    return record.state == LaneState::not_there
               ? std::string{"It has not been created yet, or it was deleted."}
               : fmt::format("It is {}: {}.", state_name(record.state),
                             state_meaning(record));
}

}  // namespace

void Reasons::draw(Sheet& sheet, Session& session) {
    const Model& model = session.model();
    const Trace& trace = model.trace();
    const uint32_t thread = session.followed();
    if (thread >= trace.threads.size()) {
        return;
    }
    sheet.heading("Followed: " + thread_label(trace, thread));
    if (sheet.button("Follow no longer")) {
        session.follow(no_index);
        return;
    }
    const bool is_pinned = std::find(session.pinned().begin(), session.pinned().end(),
                                     thread) != session.pinned().end();
    if (sheet.button(is_pinned ? "Unpin its lane" : "Pin its lane")) {
        session.toggle_pin(thread);
    }
    sheet.end_line(8);
    const WaitChain chain = waits_of(model, thread, session.selected());
    if (chain.waits.empty()) {
        sheet.paragraph(state_sentence(model.state_after(thread, session.selected())),
                        false);
    }
    for (const std::string& words : wait_words(model, chain)) {
        sheet.paragraph(words, false);
    }
    sheet.heading("Who set it going, the latest first");
    size_t shown = 0;
    constexpr size_t shown_max = 40;
    for (const Cause& cause : chain_.of(session)) {
        if (cause.was_woken && ++shown <= shown_max) {
            sheet.event(session, cause.from);
        }
    }
    if (shown == 0) {
        sheet.paragraph(
            "No other thread: the clock or a device did, or nothing has yet.");
    }
}

}  // namespace kumquat
