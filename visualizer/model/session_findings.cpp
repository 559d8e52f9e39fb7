// session_findings.cpp -- what is worth a look in the trace, one after the other.
#include "finding_stretch.hpp"
#include "session.hpp"

#include <algorithm>

namespace kumquat {

bool Session::go_on_finding() {
    constexpr int64_t events_of_a_frame = 10'000;
    if (!has_events() || is_loading() ||
        (findings_ != nullptr && findings_->is_over())) {
        return false;
    }
    if (findings_ == nullptr) {
        findings_ = std::make_unique<Findings>(*model_);
    }
    findings_->go_on(events_of_a_frame);
    if (findings_->is_over()) {
        ++revision_;
        search_again();
    }
    return true;
}

const std::vector<Finding>& Session::findings() const {
    static const std::vector<Finding> none;
    return findings_ == nullptr ? none : findings_->list();
}

const Finding* Session::finding() const {
    return finding_shown_ < findings().size() ? &findings()[finding_shown_] : nullptr;
}

/// To its event, with the thread that suffers followed: so the reasons stand beside it.
void Session::go_to_finding(size_t number) {
    if (number >= findings().size()) {
        return;
    }
    finding_shown_ = number;
    const Finding& finding = findings()[number];
    leave();
    here_.event = finding.event;
    here_.thread = finding.threads.empty() ? no_index : finding.threads[0];
    if (finding.kind == Finding::Kind::wide_page) {
        here_.tab = Tab::spaces;
        here_.task = finding.tasks[0];
        here_.address = finding.address;
    } else {
        here_.tab = Tab::timeline;
        const Stretch stretch = stretch_of(*model_, finding);
        const double width =
            std::max(static_cast<double>(stretch.end - stretch.begin), view_width_min);
        show(static_cast<double>(stretch.begin) - width * 0.15,
             static_cast<double>(stretch.end) + width * 0.35);  // and how it goes on
    }
    keep_selection_visible();
}

/// Of what was put aside it begins anew.
void Session::go_to_next_finding() {
    const Finding* const shown = finding();
    if (shown == nullptr) {
        go_to_finding(0);
    } else {
        const bool is_there = here_.event == shown->event;
        go_to_finding(is_there ? (finding_shown_ + 1) % findings().size()
                               : finding_shown_);
    }
}

/// The findings come last: then the story is told anew, with them.
const Story& Session::story() const {
    if (story_ == nullptr) {
        story_ = std::make_unique<Story>(*model_);
        story_has_findings_ = false;
    }
    story_->catch_up();
    if (!story_has_findings_ && findings_ != nullptr && findings_->is_over()) {
        story_->tell(findings_->list());
        story_has_findings_ = true;
    }
    return *story_;
}

void Session::dismiss_findings() {
    finding_shown_ = findings().size();
    ++revision_;
}

}  // namespace kumquat
