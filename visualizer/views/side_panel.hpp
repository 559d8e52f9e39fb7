// side_panel.hpp -- the selected event, and below it what was asked about a thread or the marks.
// Its one idea: nothing of it is cut off. All stands on one sheet, which is as high as its words need,
// or scrolls as a whole.
#pragma once

#include "event_panel.hpp"
#include "reasons.hpp"
#include "span_panel.hpp"

namespace kumquat {

class SidePanel {
public:
    /// \param most   as much room as it may take
    /// \param least  how high it is at least, in pixels
    /// \return       how high it is
    float draw(Session& session, const Ui& ui, const Rect& most, float least);

private:
    void scroll_to_news(const Session& session, float answer);

    EventPanel event_panel_;
    Reasons reasons_;
    SpanPanel span_panel_;
    float needed_ = 0;  // how high all of it was in the frame before
    int64_t shown_event_ = -1;
    uint32_t shown_thread_ = no_index;
};

/// Whether something was asked: what lies between the marks, or why a thread waits.
bool has_question(const Session& session);

}  // namespace kumquat
