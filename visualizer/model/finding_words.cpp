// finding_words.cpp -- findings told to a student: what is so, and why.
#include "findings.hpp"
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

std::string circle_words(const Model& model, const Finding& finding, ThreadNamer name) {
    std::string text;
    for (const uint32_t thread : finding.threads) {
        text += fmt::format(
            "{}{} {}", text.empty() ? "" : ", ", name(model.trace(), thread),
            state_words(model.trace(), model.state_after(thread, finding.event), name));
    }
    return text + ". A circle without a timeout: none of them can ever go on.";
}

std::string stuck_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    const uint32_t server = finding.threads[0], client = finding.threads[1];
    const ThreadRecord there = model.state_after(client, finding.until);
    std::string text = fmt::format(
        "{} waits to hand its answer to {}, without a timeout; but that one does not "
        "receive it: it {}.",
        name(trace, server), name(trace, client),
        there.is_waiting() ? state_words(trace, there, name) : "is dead");
    if (finding.threads.size() > 2) {
        text +=
            fmt::format(" {} wait{} behind it.",
                        list_of(finding.threads, 2,
                                [&](uint32_t thread) { return name(trace, thread); }),
                        finding.threads.size() == 3 ? "s" : "");
    }
    return text;
}

std::string
inversion_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const auto with_priority = [&](uint32_t thread) {
        return fmt::format("{} (priority {})", name(model.trace(), thread),
                           model.state_after(thread, finding.event).priority);
    };
    const int64_t time =
        model.event(finding.until).time - model.event(finding.event).time;
    return fmt::format(
        "{} waits for {}, which could run but does not: {} has the processor, for {} "
        "µs.{}",
        with_priority(finding.threads[0]), with_priority(finding.threads[1]),
        with_priority(finding.threads[2]), with_thousands(time / 1000),
        finding.times == 1
            ? std::string{}
            : fmt::format(" This happens {} times; here it takes longest.",
                          finding.times));
}

std::string lost_words(const Model& model, const Finding& finding, ThreadNamer name) {
    const Trace& trace = model.trace();
    const uint32_t receiver = finding.threads[0], sender = finding.threads[1];
    const bool is_zero =
        (trace.column(model.event(finding.event), 4) & trace_ipc_send_zero) != 0;
    const auto& changes = model.history(receiver).changes();
    return fmt::format(
        "The message of {} was lost: {} did not wait for it at t {}, and the send "
        "timeout {}. Since t {} {} waits, for ever, and nothing has come.",
        name(trace, sender), name(trace, receiver),
        with_thousands(model.event(finding.event).time),
        is_zero ? "is zero" : "ran out",
        with_thousands(
            model
                .event(changes[model.history(receiver).place_after(finding.until) - 1]
                           .event)
                .time),
        name(trace, receiver));
}

std::string wide_page_words(const Model& model, const Finding& finding) {
    const Trace& trace = model.trace();
    const auto name = [&](uint32_t task) { return task_label(trace, task); };
    return fmt::format(
        "{} asked to read the page at {}, and {} lent it with the right to write. The "
        "same page may only be read by {}.",
        name(finding.tasks[0]), as_hex(finding.address), name(finding.tasks[1]),
        list_of(finding.tasks, 2, name));
}

/// A sentence begins with a capital letter; names of tasks do not.
std::string as_sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
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
        return as_sentence(wide_page_words(model, finding));
    }
    return {};
}

}  // namespace kumquat
