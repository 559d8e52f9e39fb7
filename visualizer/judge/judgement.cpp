// judgement.cpp -- from the specification's verdict back to the events of the file.
#include "judgement.hpp"

#include "tests/model/specification.hpp"

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

Judgement judge(const Trace& trace) {
    const model::Verdict verdict = model::check(model::run_from(trace));
    Judgement judgement;
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
    judgement.event = event_in_file(trace, verdict.event);
    judgement.why = verdict.why;
    return judgement;
}

}  // namespace kumquat
