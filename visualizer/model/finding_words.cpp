// finding_words.cpp -- findings told to a student: what is so, and why.
#include "findings.hpp"
#include "ipc_bits.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

/// "4.1 a, 4.2 b and 4.3 c"
template <typename Namer>
std::string list_of(const std::vector<uint32_t>& rows, size_t from, Namer&& name) {
    constexpr size_t named_max = 4;
    std::string text;
    for (size_t i = from; i < rows.size(); ++i) {
        if (i - from == named_max) {
            return text + fmt::format(" and {} others", rows.size() - i);
        }
        text += i == from ? "" : i + 1 == rows.size() ? " and " : ", ";
        text += name(rows[i]);
    }
    return text;
}

/// " 4.1 editor waits behind them."
std::string behind_words(const Trace& trace, const Finding& finding, ThreadNamer name) {
    if (finding.behind.empty()) {
        return {};
    }
    return fmt::format(" {} wait{} behind {}.",
                       list_of(finding.behind, 0,
                               [&](uint32_t thread) { return name(trace, thread); }),
                       finding.behind.size() == 1 ? "s" : "",
                       finding.kind == Finding::Kind::circle ? "them" : "it");
}

std::string time_of(const Model& model, int64_t event) {
    return "t " + with_thousands(model.event(event).time);
}

/// The time since which a thread is in its state.
std::string since_words(const Model& model, uint32_t thread, int64_t event) {
    const int64_t since = model.history(thread).since(event);
    return since == before_all_events ? "the beginning" : time_of(model, since);
}

std::string circle_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    std::string text;
    for (const uint32_t thread : finding.threads) {
        text += fmt::format(
            "{}{} {}", text.empty() ? "" : ", ", name(trace, thread),
            state_words(trace, model.state_after(thread, finding.event), name));
    }
    return fmt::format("{}: a circle since {}. No wait has a timeout, so none of them "
                       "can ever go on.{}",
                       text, time_of(model, finding.event),
                       behind_words(trace, finding, name));
}

/// A client that calls waits for the answer.
std::string
why_client_does_not_wait(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    const uint32_t client = finding.threads[1];
    const uint32_t flags = trace.column(model.event(finding.client_message), 4);
    return fmt::format(
        fmt::runtime(is_call(flags)
                         ? "{} called ({}), but waits for the answer no more"
                         : "{} only sent its message ({}) and did not call, so it does "
                           "not wait for an answer"),
        name(trace, client), time_of(model, finding.client_message));
}

std::string stuck_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    const uint32_t server = finding.threads[0], client = finding.threads[1];
    const ThreadRecord there = model.state_after(client, finding.until);
    return fmt::format(
        "Since {} {} waits to hand its answer to {}, without a timeout. {}. From {} on "
        "{} {}{}.{}",
        time_of(model, finding.event), name(trace, server), name(trace, client),
        why_client_does_not_wait(model, finding, name),
        since_words(model, client, finding.until), name(trace, client),
        there.is_waiting() ? state_words(trace, there, name) : "is dead",
        there.is_waiting() ? ", without a timeout" : "",
        behind_words(trace, finding, name));
}

/// "This is number 1 of 2; the longest begins at t 32,011,621."
std::string repetition_words(const Model& model, const Finding& finding) {
    if (finding.times == 1) {
        return {};
    }
    return fmt::format(" This is number {} of {}{}.", finding.number, finding.times,
                       finding.longest == finding.event
                           ? ", the longest"
                           : "; the longest begins at " +
                                 time_of(model, finding.longest));
}

std::string
inversion_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const auto with_priority = [&](uint32_t thread) {
        return fmt::format("{} (priority {})", name(model.trace(), thread),
                           model.state_after(thread, finding.event).priority);
    };
    const int64_t time =
        model.event(finding.until).time - model.event(finding.event).time;
    return fmt::format("{} waits for {}, which could run but does not: from {} on {} "
                       "has the processor, "
                       "for {} µs.{}",
                       with_priority(finding.threads[0]),
                       with_priority(finding.threads[1]), time_of(model, finding.event),
                       with_priority(finding.threads[2]), with_thousands(time / 1000),
                       repetition_words(model, finding));
}

std::string lost_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    const uint32_t receiver = finding.threads[0], sender = finding.threads[1];
    const bool is_zero =
        (trace.column(model.event(finding.event), 4) & trace_ipc_send_zero) != 0;
    return fmt::format(
        "The message of {} was lost: {} did not wait for it at {}, and the send "
        "timeout "
        "{}. Since {} {} waits, without a timeout, and nothing has come.",
        name(trace, sender), name(trace, receiver), time_of(model, finding.event),
        is_zero ? "is zero" : "ran out", since_words(model, receiver, finding.until),
        name(trace, receiver));
}

std::string
wide_page_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    const auto task_name = [&](uint32_t task) { return task_label(trace, task, name); };
    const std::string lender = finding.threads.size() > 1
                                   ? name(trace, finding.threads[1])
                                   : task_name(finding.tasks[1]);
    return fmt::format("{} asked to read the page at {}, and {} lent it {}. For {} the "
                       "same page is {}.",
                       name(trace, finding.threads[0]), as_hex(finding.address), lender,
                       rights_name(true), list_of(finding.tasks, 2, task_name),
                       rights_name(false));
}

}  // namespace

const char* finding_name(Finding::Kind kind) {
    switch (kind) {
    case Finding::Kind::circle:
        return "Deadlock";
    case Finding::Kind::stuck:
        return "Server held up by its client";
    case Finding::Kind::inversion:
        return "Priority inversion";
    case Finding::Kind::lost:
        return "Lost message";
    case Finding::Kind::wide_page:
        return "More rights than asked for";
    }
    return "?";
}

std::string
finding_words(const Model& model, const Finding& finding, ThreadNamer name) {
    switch (finding.kind) {
    case Finding::Kind::circle:
        return circle_words(model, finding, name);
    case Finding::Kind::stuck:
        return stuck_words(model, finding, name);
    case Finding::Kind::inversion:
        return inversion_words(model, finding, name);
    case Finding::Kind::lost:
        return lost_words(model, finding, name);
    case Finding::Kind::wide_page:
        return wide_page_words(model, finding, name);
    }
    return {};
}

std::string finding_told(const Model& model, const Finding& finding, ThreadNamer name) {
    return fmt::format("{}. {}", finding_name(finding.kind),
                       finding_words(model, finding, name));
}

}  // namespace kumquat
