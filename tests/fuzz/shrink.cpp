// shrink.cpp -- leaving out rounds, then calls.
#include "tests/fuzz/shrink.hpp"

#include "tests/fuzz/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat::fuzz {

namespace {

class Shrinker {
public:
    Shrinker(const Trial& trial,
             const Finding& finding,
             unsigned attempts,
             const std::function<void(const std::string&)>& progress)
        : result_{trial, finding, 0}, attempts_{attempts}, progress_{progress} {}

    Shrunk run() {
        shrink_rounds();
        shrink_calls();
        return result_;
    }

private:
    bool breaks(const Trial& trial, const std::string& how) {
        if (result_.attempts >= attempts_) {
            return false;
        }
        ++result_.attempts;
        progress_(fmt::format("attempt {}: {}", result_.attempts, how));
        const Finding finding = run_trial(trial);
        if (!finding.is_broken || finding.what != result_.finding.what) {
            return false;
        }
        result_.trial = trial;
        result_.finding = finding;
        return true;
    }

    /// The round in which it happens, alone; or with as few before it as do.
    void shrink_rounds() {
        const Trial whole = result_.trial;
        const uint32_t done = result_.finding.rounds_done;
        for (uint32_t before = 0;; before = std::min(done, before * 4 + 1)) {
            Trial trial = whole;
            trial.plan.clear();
            for (uint32_t i = done - before; i <= done; ++i) {
                trial.plan.push_back(round_at(whole, i));
            }
            const std::string how = fmt::format("{} rounds", trial.plan.size());
            if (breaks(trial, how) || before == done) {
                return;
            }
        }
    }

    static PlannedRound round_at(const Trial& trial, uint32_t position) {
        return trial.plan.empty() ? PlannedRound{trial.first + position, {}}
                                  : trial.plan[position];
    }

    /// A call of the plan: entry of the plan, number in its round.
    struct Place {
        std::size_t round;
        uint32_t call;
    };

    std::vector<Place> calls_left() const {
        std::vector<Place> places;
        for (std::size_t round = 0; round < result_.trial.plan.size(); ++round) {
            for (uint32_t call = 0; call < calls_per_round; ++call) {
                if (!result_.trial.plan[round].omissions.contains(call)) {
                    places.push_back({round, call});
                }
            }
        }
        return places;
    }

    void shrink_calls() {
        if (result_.trial.plan.empty()) {
            return;
        }
        for (std::size_t parts = 2;;) {
            const std::vector<Place> left = calls_left();
            parts = std::min(parts, left.size());
            if (parts == 0 || result_.attempts >= attempts_) {
                return;
            }
            if (leave_out_a_part(left, parts)) {
                parts = std::max<std::size_t>(2, parts - 1);
            } else if (parts == left.size()) {
                return;
            } else {
                parts *= 2;
            }
        }
    }

    bool leave_out_a_part(const std::vector<Place>& left, std::size_t parts) {
        bool has_shrunk = false;
        for (std::size_t part = parts; part-- > 0;) {
            Trial trial = result_.trial;
            const std::size_t begin = left.size() * part / parts;
            const std::size_t end = left.size() * (part + 1) / parts;
            for (std::size_t i = begin; i < end; ++i) {
                trial.plan[left[i].round].omissions.add(left[i].call);
            }
            has_shrunk = breaks(trial, fmt::format("without {} of {} calls",
                                                   end - begin, left.size())) ||
                         has_shrunk;
        }
        return has_shrunk;
    }

    Shrunk result_;
    unsigned attempts_;
    const std::function<void(const std::string&)>& progress_;
};

}  // namespace

Shrunk shrink(const Trial& trial,
              const Finding& finding,
              unsigned attempts,
              const std::function<void(const std::string&)>& progress) {
    return Shrinker{trial, finding, attempts, progress}.run();
}

namespace {

bool is_call(const Record& record) {
    return record.stub != Stub::end && record.stub != Stub::again;
}

}  // namespace

std::string program_text(const Trial& trial) {
    std::string text;
    for (const PlannedRound& planned : trial.plan) {
        text += fmt::format("round {}\n", planned.round);
        for (uint32_t i = 0; i < script_count; ++i) {
            Script script;
            draw_script(trial.seed, planned.round, i, trial.with, &planned.omissions,
                        script);
            if (is_call(script.records[0])) {
                text += fmt::format("  script {}: {}\n", i, name_of_script(i));
            }
            for (const Record& call : script.records) {
                if (!is_call(call)) {
                    break;
                }
                text += fmt::format("    {:3} {}\n", call.unused, words_of(call));
            }
        }
    }
    return text;
}

}  // namespace kumquat::fuzz
