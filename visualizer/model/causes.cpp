// causes.cpp -- chains of waits, and chains of wakers.
#include "causes.hpp"

#include "critical_path.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace kumquat {

namespace {

constexpr size_t chain_max = 64;

bool is_in(const WaitChain& chain, uint32_t thread) {
    return std::any_of(chain.waits.begin(), chain.waits.end(),
                       [&](const Wait& wait) { return wait.thread == thread; });
}

/// The event that made a thread able to run, at or before a change of it.
/// \return  a place in its changes, or 0 if it never waited
size_t place_of_wake(const History<ThreadRecord>& history, int64_t event) {
    const auto& changes = history.changes();
    size_t place = history.place_after(event);
    while (place > 1) {
        const ThreadRecord& before = changes[place - 2].value;
        const ThreadRecord& after = changes[place - 1].value;
        const bool could_run =
            before.state == LaneState::running || before.state == LaneState::ready;
        const bool can_run =
            after.state == LaneState::running || after.state == LaneState::ready;
        if (can_run && !could_run) {
            return place;
        }
        --place;
    }
    return 0;
}

/// Why the last of a chain, who does not wait itself, has not come to it.
std::string end_words(const Model& model, const WaitChain& chain, uint32_t last) {
    const Trace& trace = model.trace();
    const ThreadRecord record = model.state_after(last, chain.event);
    const ThreadRecord& first = chain.waits.front().record;
    const std::string name = thread_label(trace, last);
    if (record.state == LaneState::dead || record.state == LaneState::not_there) {
        return name + " cannot run: nobody will wake those who wait for it.";
    }
    if (record.state == LaneState::ready && record.priority < first.priority) {
        return fmt::format(
            "{} could run, but its priority {} is lower than {}, that of "
            "{}: others between them hold up both.",
            name, record.priority, first.priority,
            thread_label(trace, chain.waits.front().thread));
    }
    const uint32_t waiter = chain.waits.back().thread;
    const std::optional<int64_t> until = model.history(waiter).until(chain.event);
    return fmt::format(
        "{} does not wait itself at this moment, it is {}; {} waits for it until {}.",
        name, state_name(record.state), thread_label(trace, waiter),
        until ? "t " + with_thousands(model.event(*until).time) : "the trace ends");
}

/// How long a wait may take. It ends at a tick of the clock, which is later than its timeout says.
std::string patience_words(const ThreadRecord& record) {
    if (record.timeout_us == ThreadRecord::never_us) {
        return "without a timeout";
    }
    return (record.state == LaneState::sleeping
                ? fmt::format("for {} µs", with_thousands(record.timeout_us))
                : as_timeout(record.timeout_us)) +
           ", counted in ticks of the clock";
}

/// When the last of a chain, a sleeper, goes on.
std::string wake_words(const Model& model, const WaitChain& chain) {
    const std::optional<int64_t> until =
        model.history(chain.waits.back().thread).until(chain.event);
    return until ? fmt::format(
                       "No thread can wake it by a message: it sleeps until t {}.",
                       with_thousands(model.event(*until).time))
                 : "No thread can wake it by a message; the clock will.";
}

}  // namespace

WaitChain waits_of(const Model& model, uint32_t thread, int64_t event) {
    WaitChain chain;
    chain.event = event;
    while (thread < model.trace().threads.size() && chain.waits.size() < chain_max) {
        const History<ThreadRecord>& history = model.history(thread);
        const ThreadRecord record = history.after(event);
        if (is_in(chain, thread)) {
            chain.is_cycle = true;
            return chain;
        }
        const int64_t since = history.since(event);
        if (!record.is_waiting() || since == before_all_events) {
            return chain;
        }
        chain.waits.push_back({thread, record, since});
        thread = record.partner;
    }
    return chain;
}

std::vector<std::string> wait_words(const Model& model, const WaitChain& chain) {
    const Trace& trace = model.trace();
    std::vector<std::string> words;
    for (const Wait& wait : chain.waits) {
        words.push_back(fmt::format(
            "{} {}, since t {}, {}.", thread_label(trace, wait.thread),
            state_words(trace, wait.record),
            with_thousands(model.event(wait.since).time), patience_words(wait.record)));
    }
    if (chain.is_cycle) {
        const bool ends =
            std::any_of(chain.waits.begin(), chain.waits.end(), [](const Wait& wait) {
                return wait.record.timeout_us != ThreadRecord::never_us;
            });
        words.emplace_back(ends ? "This is a circle: each waits for the next, until a "
                                  "timeout ends it."
                                : "This is a circle: each waits for the next, and none "
                                  "can ever go on. A deadlock.");
    } else if (!chain.waits.empty()) {
        const ThreadRecord& end = chain.waits.back().record;
        const uint32_t last = end.partner;
        if (last == no_index) {
            const TakesFrom from = end.from;
            words.emplace_back(
                from == TakesFrom::anyone
                    ? "It takes a message from anyone: nobody holds it up."
                : from == TakesFrom::interrupt
                    ? "It is a driver: its device has not interrupted since."
                : end.timeout_us == ThreadRecord::never_us
                    ? "It takes a message from nobody, and no timeout ends its sleep."
                    : wake_words(model, chain));
        } else {
            words.push_back(end_words(model, chain, last));
        }
    }
    return words;
}

std::vector<Cause>
causes_of(const Model& model, uint32_t thread, int64_t event, int64_t earliest) {
    constexpr size_t causes_max = 2000;
    std::vector<Cause> causes;
    while (thread < model.trace().threads.size() && causes.size() < causes_max &&
           event > earliest) {
        const History<ThreadRecord>& history = model.history(thread);
        const size_t place = place_of_wake(history, event);
        const int64_t from =
            place == 0 ? earliest : int64_t{history.changes()[place - 1].event};
        const uint32_t waker =
            place == 0 || from <= earliest ? no_index : waker_of(model, thread, from);
        causes.push_back({thread, std::max(from, earliest), event, waker != no_index});
        if (waker == no_index) {
            return causes;
        }
        thread = waker;
        event = from - 1;
    }
    return causes;
}

}  // namespace kumquat
