// find_inversions.cpp -- a thread waits for another that could run, but a third of a priority between
// theirs has the processor: the one of highest priority is held up by one that it has nothing to do
// with.
// It can begin only when the processor goes to another thread, so only then one has to look at
// those who wait for somebody, from the highest priority down to that of the running thread.
// Source: Lampson, Redell, "Experience with processes and monitors in Mesa", CACM 1980.
#include "causes.hpp"
#include "findings.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kumquat {

namespace {

constexpr int64_t shortest_ns = 100'000;    // what is over sooner holds nobody up
constexpr uint32_t waiters_looked_at = 32;  // for each switch

class InversionFinder : public Finder {
public:
    using Finder::Finder;

    void note(int64_t event, TraceKind kind) override {
        if (kind == TraceKind::ipc_block) {
            const uint32_t thread = column(event, 0);
            if (thread < trace_.threads.size() && column(event, 1) != no_index) {
                waiters_[model_.state_after(thread, event).priority].insert(thread);
            }
        } else if (kind == TraceKind::context_switch) {
            look_at_switch(event, column(event, 1));
        }
    }

    void end() override {
        for (const auto& [victim, inversion] : open_) {
            close(victim, inversion, last_event());
        }
    }

private:
    struct Inversion {
        uint32_t holder, running;
        int64_t begin;
        int64_t seen;  // the latest switch after which it was still so
    };

    void look_at_switch(int64_t event, uint32_t running) {
        if (running < trace_.threads.size() && trace_.threads[running].id != "0.0") {
            look_at_waiters(event, running);
        }
        for (auto at = open_.begin(); at != open_.end();) {
            if (at->second.seen == event) {
                ++at;
                continue;
            }
            close(at->first, at->second, event);
            at = open_.erase(at);
        }
    }

    void look_at_waiters(int64_t event, uint32_t running) {
        const uint32_t priority = model_.state_after(running, event).priority;
        uint32_t looked_at = 0;
        for (auto level = waiters_.rbegin();
             level != waiters_.rend() && level->first > priority; ++level) {
            for (auto at = level->second.begin(); at != level->second.end();) {
                const bool waits = model_.state_after(*at, event).is_waiting();
                if (waits) {
                    look_at(event, *at, running, priority);
                }
                at = waits ? std::next(at) : level->second.erase(at);
                if (++looked_at == waiters_looked_at) {
                    return;
                }
            }
        }
    }

    void look_at(int64_t event, uint32_t victim, uint32_t running, uint32_t priority) {
        const WaitChain chain = waits_of(model_, victim, event);
        if (chain.is_cycle || chain.waits.empty()) {
            return;
        }
        const uint32_t holder = chain.waits.back().record.partner;
        if (holder >= trace_.threads.size() || holder == running) {
            return;
        }
        const ThreadRecord record = model_.state_after(holder, event);
        if (record.state != LaneState::ready || record.priority >= priority) {
            return;
        }
        const auto [at, is_new] =
            open_.try_emplace(victim, Inversion{holder, running, event, event});
        if (!is_new && at->second.holder != holder) {
            close(victim, at->second, event);
            at->second = {holder, running, event, event};
        }
        at->second.seen = event;
    }

    void close(uint32_t victim, const Inversion& inversion, int64_t until) {
        if (model_.event(until).time - model_.event(inversion.begin).time >=
            shortest_ns) {
            found.push_back({Finding::Kind::inversion,
                             inversion.begin,
                             until,
                             {victim, inversion.holder, inversion.running}});
        }
    }

    std::map<uint32_t, std::set<uint32_t>> waiters_;  // by priority
    std::map<uint32_t, Inversion> open_;              // by victim
};

}  // namespace

std::unique_ptr<Finder> find_inversions(const Model& model) {
    return std::make_unique<InversionFinder>(model);
}

}  // namespace kumquat
