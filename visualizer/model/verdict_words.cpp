// verdict_words.cpp -- a sentence for each decision.
#include "verdict_words.hpp"

namespace kumquat {

std::string verdict_words(const Session& session) {
    if (!session.judgement()) {
        return {};
    }
    const Judgement& judgement = *session.judgement();
    switch (judgement.decision) {
    case Judgement::Decision::conforms:
        return "The specification allows every event.";
    case Judgement::Decision::undecidable:
        return "Events are missing, so the specification cannot judge the rest.";
    case Judgement::Decision::lost:
        return "The trace contradicts itself, so the specification cannot judge it.";
    case Judgement::Decision::breaks:
        break;
    }
    return "Event " + std::to_string(judgement.event + 1) + " breaks the rule " +
           judgement.rule + ": " + judgement.sentence + " Here: " + judgement.why + ".";
}

/// What happens many times is told once, where it takes longest.
std::string verdict_of(const Session& session) {
    std::string text;
    for (const Finding& finding : session.findings()) {
        if (finding.times == 1 || finding.longest == finding.event) {
            text += "Event " + std::to_string(finding.event + 1) + ": " +
                    finding_told(session.model(), finding, thread_in_full) + " ";
        }
    }
    return text + verdict_words(session);
}

}  // namespace kumquat
