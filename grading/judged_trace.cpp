// judged_trace.cpp -- find the trace, ask the specification, and say what it found.
#include "grading/judged_trace.hpp"

#include "grading/diagnosis.hpp"
#include "tests/model/raw_run.hpp"
#include "tests/model/specification.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace kumquat::grading {

namespace {

Diagnosis broken_rule(const model::Run& run, const model::Verdict& verdict) {
    const model::RuleInfo& rule = info(verdict.rule);
    Diagnosis result{"rule",
                     fmt::format("{}: {}. The event was {}.", rule.name, verdict.why,
                                 text_of(run.events[verdict.event])),
                     fmt::format("{} [{}]", rule.sentence, rule.promise),
                     "",
                     "",
                     std::string{rule.name}};
    constexpr size_t shown = 4;
    const size_t first = verdict.event > shown ? verdict.event - shown : 0;
    for (size_t i = first; i < verdict.event; ++i) {
        result.chain += (i == first ? "" : " → ") + text_of(run.events[i]);
    }
    return result;
}

/// \throws Diagnosis if the trace breaks a rule, or is no whole trace
void judge(const trace::RawTrace& trace, const std::vector<model::Rule>& excused) {
    const model::Run run = model::run_from(trace);
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
