// judgement.cpp -- from the specification's verdict back to the events of the file.
#include "judgement.hpp"

#include "tests/model/specification.hpp"

#include <exception>

namespace kumquat {

namespace {

/// The specification sees no events of kinds that it does not know.
/// \param known  index among the events of known kinds
int64_t event_in_file(const Trace& trace, size_t known) {
    for (size_t i = 0; i < trace.events.size(); ++i) {
        if (trace.kind_of(trace.events[i]).known && known-- == 0) {
            return static_cast<int64_t>(i);
        }
    }
    return -1;
}

}  // namespace

struct Judge::Case {
    explicit Case(const Trace& trace) : run{model::run_from(trace)}, check{run} {}
    model::Run run;
    model::Check check;
};

Judge::Judge(std::shared_ptr<const Trace> trace)
    : trace_{std::move(trace)}, case_{std::make_unique<Case>(*trace_)} {}
Judge::~Judge() = default;

/// The specification stops at what it does not allow; but a file that no kernel ever wrote can
/// also contradict itself in ways that nobody has thought of.
bool Judge::go_on(size_t events) {
    if (is_lost_) {
        return false;
    }
    try {
        return case_->check.go_on(events);
    } catch (const std::exception&) {
        is_lost_ = true;
        return false;
    }
}

Judgement Judge::judgement() const {
    Judgement judgement;
    if (is_lost_) {
        judgement.decision = Judgement::Decision::lost;
        return judgement;
    }
    const model::Verdict& verdict = case_->check.verdict();
    switch (verdict.decision) {
    case model::Decision::conforms:
        return judgement;
    case model::Decision::undecidable:
        judgement.decision = Judgement::Decision::undecidable;
        break;
    case model::Decision::breaks: {
        const model::RuleInfo& rule = model::info(verdict.rule);
        judgement.decision = Judgement::Decision::breaks;
        judgement.rule = rule.name;
        judgement.promise = rule.promise;
        judgement.sentence = rule.sentence;
        break;
    }
    }
    judgement.event = event_in_file(*trace_, verdict.event);
    judgement.why = verdict.why;
    return judgement;
}

Judgement judge(const Trace& trace) {
    Judge all{{std::shared_ptr<const Trace>{}, &trace}};  // somebody else owns it
    all.go_on(trace.events.size());
    return all.judgement();
}

}  // namespace kumquat
