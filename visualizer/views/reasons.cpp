// reasons.cpp -- the chain of waits in words, the chain of wakers as events.
#include "reasons.hpp"

#include "sheet.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

std::vector<Cause> Reasons::causes(const Session& session) {
    const Model& model = session.model();
    const int64_t earliest = model.event_at(static_cast<int64_t>(session.view_begin()));
    return causes_of(model, session.followed(), session.selected(),
                     std::max<int64_t>(0, earliest));
}

void Reasons::draw(Session& session, const Ui& ui, const Rect& area) {
    const Model& model = session.model();
    const Trace& trace = model.trace();
    const uint32_t thread = session.followed();
    if (thread >= trace.threads.size()) {
        return;
    }
    Sheet sheet{ui, area, "reasons"};
    sheet.heading(thread_label(trace, thread));
    const WaitChain chain = waits_of(model, thread, session.selected());
    if (chain.waits.empty()) {
        sheet.paragraph(
            fmt::format(
                "It is {}.",
                state_name(model.state_after(thread, session.selected()).state)),
            false);
    }
    for (const std::string& words : wait_words(model, chain)) {
        sheet.paragraph(words, false);
    }
    if (sheet.button("Follow no longer")) {
        session.follow(no_index);
        return;
    }
    const bool is_pinned = std::find(session.pinned().begin(), session.pinned().end(),
                                     thread) != session.pinned().end();
    if (sheet.button(is_pinned ? "Unpin its lane" : "Pin its lane")) {
        session.toggle_pin(thread);
    }
    sheet.end_line();
    sheet.heading("Who set it going, the latest first");
    size_t shown = 0;
    constexpr size_t shown_max = 40;
    for (const Cause& cause : causes(session)) {
        if (cause.was_woken && ++shown <= shown_max) {
            sheet.event(session, cause.from);
        }
    }
    if (shown == 0) {
        sheet.paragraph(
            "Nobody in the visible stretch: the clock, a device, or itself.");
    }
}

}  // namespace kumquat
