// find_circles.cpp -- threads that wait for each other, without a timeout: a deadlock.
// A circle is closed by the thread that begins to wait last, so it is enough to follow the chain of
// waits from there. Who waits for a thread of the circle waits in vain too.
#include "causes.hpp"
#include "findings.hpp"

#include <algorithm>

namespace kumquat {

namespace {

class CircleFinder : public Finder {
public:
    using Finder::Finder;

    void note(int64_t event, TraceKind kind) override {
        if (kind != TraceKind::ipc_block) {
            return;
        }
        const WaitChain chain = waits_of(model_, column(event, 0), event);
        const bool is_for_ever =
            std::all_of(chain.waits.begin(), chain.waits.end(), [](const Wait& wait) {
                return wait.record.timeout_us == ThreadRecord::never_us;
            });
        // Who only waits for one of a circle is behind it: the circle was found before.
        const bool is_in_circle =
            chain.is_cycle && chain.waits.back().record.partner == column(event, 0);
        if (is_in_circle && is_for_ever) {
            closed_.push_back({event, chain.waits});
        }
    }

    /// Another thread can still have ended it, by deleting one of them or taking it elsewhere.
    void end() override {
        for (const Circle& circle : closed_) {
            Finding finding{Finding::Kind::circle, circle.event, last_event(), {}};
            for (const Wait& wait : circle.waits) {
                const ThreadRecord now = last_record(wait.thread);
                if (now.state == wait.record.state &&
                    now.partner == wait.record.partner) {
                    finding.threads.push_back(wait.thread);
                }
            }
            if (finding.threads.size() == circle.waits.size()) {
                finding.behind = behind_at_end(finding.threads);
                found.push_back(std::move(finding));
            }
        }
    }

private:
    struct Circle {
        int64_t event;
        std::vector<Wait> waits;
    };
    std::vector<Circle> closed_;
};

}  // namespace

std::unique_ptr<Finder> find_circles(const Model& model) {
    return std::make_unique<CircleFinder>(model);
}

}  // namespace kumquat
