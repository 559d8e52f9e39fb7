// judged_trace.cpp -- find the trace, ask the specification, and say what it found.
#include "grading/judged_trace.hpp"

#include "grading/diagnosis.hpp"
#include "tests/model/raw_run.hpp"
#include "tests/model/specification.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace kumquat::grading {

namespace {

/// The last few events before one of them, in words.
std::string events_before(const model::Run& run, size_t end) {
    constexpr size_t shown = 4;
    const size_t first = end > shown ? end - shown : 0;
    std::string text;
    for (size_t i = first; i < end; ++i) {
        text += (i == first ? "" : " → ") + text_of(run.events[i]);
    }
    return text;
}

/// The kernel has told so much that the beginning is lost.
Diagnosis endless(const model::Run& run, const TraceRing& ring) {
    return {"trace",
            fmt::format("The kernel told of {} events, {} more than its trace has room "
                        "for.",
                        ring.written, ring.drained),
            "Something happens again and again; the last events say what.",
            events_before(run, run.events.size()), ""};
}

Diagnosis broken_rule(const model::Run& run, const model::Verdict& verdict) {
    const model::RuleInfo& rule = info(verdict.rule);
    return {"rule",
            fmt::format("{}: {}. The event was {}.", rule.name, verdict.why,
                        text_of(run.events[verdict.event])),
            fmt::format("{} [{}]", rule.sentence, rule.promise),
            events_before(run, verdict.event),
            "",
            std::string{rule.name}};
}

/// \throws Diagnosis if the trace breaks a rule, or is no whole trace
void judge(const trace::RawTrace& trace, const std::vector<model::Rule>& excused) {
    const model::Run run = model::run_from(trace);
    if (trace.ring.drained > 0) {
        throw endless(run, trace.ring);
    }
    const model::Verdict verdict = model::check(run, excused);
    if (verdict.decision == model::Decision::breaks) {
        throw broken_rule(run, verdict);
    }
    if (verdict.decision == model::Decision::undecidable) {
        throw Diagnosis{"trace", "The trace has gaps: " + verdict.why + ".",
                        "What a kernel does not tell nobody can judge.", "", ""};
    }
}

trace::RawTrace trace_in(std::span<const std::byte> memory) {
    try {
        return trace::read_ring(memory);
    } catch (const std::runtime_error& error) {
        throw Diagnosis{"trace", error.what(),
                        "Without a trace nothing can be told of what the kernel did.",
                        "", ""};
    }
}

}  // namespace

trace::RawTrace judged_trace(std::span<const std::byte> memory,
                             const std::vector<model::Rule>& excused) {
    trace::RawTrace trace = trace_in(memory);
    judge(trace, excused);
    return trace;
}

}  // namespace kumquat::grading
