// trial.cpp -- booting a fuzz program, and reading what it left in memory.
#include "tests/fuzz/trial.hpp"

#include "tests/model/raw_run.hpp"
#include "tests/model/specification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace kumquat::fuzz {

namespace {

// A round needs some three million instructions; a run that needs ten times as much hangs.
constexpr uint64_t instructions_per_round = 40'000'000,
                   instructions_at_least = 200'000'000;
constexpr uint64_t ns_per_round = 250'000'000, ns_at_least = 1'000'000'000;
// All of the trace fits into memory: what does not goes out byte by byte, which takes minutes.
constexpr unsigned traced_memory_mb = 256, trace_kb = 204 * 1024;

/// A file that is removed in the end.
class PlanFile {
public:
    explicit PlanFile(const Trial& trial)
        : path_{trial.build / "fuzz" / fmt::format("plan-{}", getpid())} {
        const uint32_t count = static_cast<uint32_t>(trial.plan.size());
        std::ofstream file{path_, std::ios::binary};
        file.write(reinterpret_cast<const char*>(&count), sizeof(count));
        file.write(reinterpret_cast<const char*>(trial.plan.data()),
                   static_cast<std::streamsize>(count * sizeof(PlannedRound)));
    }
    PlanFile(const PlanFile&) = delete;
    PlanFile& operator=(const PlanFile&) = delete;
    ~PlanFile() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string kernel_words(const Trial& trial) {
    std::string words;
    const bool is_traced = trial.judge == Judge::model;
    const unsigned own_mb = trial.pool_mb != 0 ? trial.pool_mb : is_traced ? 16 : 0;
    if (own_mb != 0) {
        words += fmt::format(" kmem={}", own_mb + (is_traced ? trace_kb / 1024 : 0));
    }
    if (trial.fail_allocation != 0) {
        words += fmt::format(" failalloc={}", trial.fail_allocation);
    }
    if (trial.judge == Judge::model) {
        words += fmt::format(" tracekb={}", trace_kb);
    }
    return words;
}

machine::Run run_of(const Trial& trial, const PlanFile& plan) {
    const uint64_t rounds = trial.round_count();
    machine::Run run;
    run.kernel = trial.kernel;
    run.command_line = kernel_words(trial);
    run.modules = {{trial.build / "user/sigma0", ""},
                   {trial.build / "user" / trial.guest,
                    fmt::format(" seed={} first={} rounds={} with={} lacks={} calls={}",
                                trial.seed, trial.first, trial.rounds, trial.with,
                                trial.may_lack_memory ? 1 : 0, trial.calls)}};
    if (!trial.plan.empty()) {
        run.modules.push_back({plan.path(), ""});
    }
    run.memory_mb = trial.judge == Judge::model ? traced_memory_mb : 64;
    run.instruction_budget = instructions_at_least + rounds * instructions_per_round;
    run.virtual_budget_ns = ns_at_least + rounds * ns_per_round;
    run.wall_clock_limit = std::chrono::seconds{120 + rounds / 2};
    run.capture_port_e9 = trial.judge == Judge::model;
    run.watch_interrupts = trial.watch_interrupts;
    return run;
}

/// "an exception in the kernel itself ... (carry_message)": the same whenever the same breaks.
std::string panic_in(const std::string& console) {
    constexpr std::string_view headline = "Kumquat stopped: ";
    const std::size_t begin = console.rfind(headline);
    if (begin == std::string::npos) {
        return "";
    }
    std::istringstream lines{console.substr(begin + headline.size())};
    std::string cause, place;
    std::getline(lines, cause);
    std::getline(lines, place);
    while (!cause.empty() && (cause.back() == '\r' || cause.back() == ' ')) {
        cause.pop_back();
    }
    const std::size_t open = place.find('('), close = place.find(')', open);
    if (cause.starts_with("an exception") && close != std::string::npos) {
        return cause + " in " + place.substr(open, close - open + 1);
    }
    constexpr std::size_t frame_of_the_box = 4;
    return cause + ": " + place.substr(std::min(frame_of_the_box, place.size()), 70);
}

std::string end_of(const std::string& text) {
    constexpr std::size_t shown = 1600;
    return text.size() > shown ? text.substr(text.size() - shown) : text;
}

/// The control page as the program has printed it; zeros if it has not.
Control printed_control(const std::string& console) {
    std::array<uint32_t, control_words> words{};
    const std::size_t begin = console.rfind(control_headline);
    if (begin != std::string::npos) {
        std::istringstream text{console.substr(begin + strlen(control_headline))};
        for (uint32_t& word : words) {
            text >> std::hex >> word;
        }
    }
    return std::bit_cast<Control>(words);
}

void read_control(const machine::Outcome& outcome, Finding& finding) {
    const Control control = outcome.memory.size() < FUZZ_END
                                ? printed_control(outcome.console)
                                : outcome.memory.read_physical<Control>(FUZZ_CONTROL);
    if (control.magic != Control::magic_word) {
        finding.is_broken = true;
        finding.what = "the program never told how far it came";
        return;
    }
    finding.round = control.round;
    finding.rounds_done = control.position;
    finding.calls = uint64_t{control.calls_high} << 32 | control.calls_low;
    if (control.failure[0] != 0) {
        finding.is_broken = true;
        finding.what = std::string{control.failure,
                                   strnlen(control.failure, sizeof(control.failure))};
        finding.details =
            fmt::format("{} ({:#x})", finding.what, control.failure_number);
    }
}

std::string
last_events(const model::Run& run, std::size_t end, std::size_t events_shown) {
    std::string text;
    for (std::size_t i = end - std::min(end, events_shown); i < end; ++i) {
        text += "    " + model::text_of(run.events[i]) + "\n";
    }
    return text;
}

/// How many rounds were over when an event happened: each begins with a mark.
uint32_t rounds_before(const model::Run& run, std::size_t event) {
    const auto end = run.events.begin() + static_cast<std::ptrdiff_t>(event);
    const auto marks =
        std::count_if(run.events.begin(), end, [](const model::Event& e) {
            return e.kind == TraceKind::user_mark;
        });
    return static_cast<uint32_t>(std::max<std::ptrdiff_t>(marks, 1) - 1);
}

/// The whole trace must conform; the end of one that a panic ended is shown.
void ask_model(const Trial& trial, const machine::Outcome& outcome, Finding& finding) {
    const model::Run run =
        model::run_from(trace::read_run(outcome.memory.bytes(), outcome.port_e9));
    const model::Verdict verdict = model::check(run);
    finding.events = verdict.event;
    if (verdict.decision != model::Decision::conforms) {
        finding.what =
            finding.is_broken
                ? finding.what
                : fmt::format(
                      "the model says: {}",
                      model::rule_table[static_cast<std::size_t>(verdict.rule)].name);
        finding.is_broken = true;
        finding.rounds_done = rounds_before(run, verdict.event);
        finding.details +=
            model::text_of(run, verdict) + "\n" +
            last_events(run, std::min(verdict.event + 1, run.events.size()),
                        trial.events_shown);
    } else if (finding.is_broken) {
        finding.details += last_events(run, run.events.size(), trial.events_shown);
    }
}

/// By definition a program with IOPL 3 may stop the machine; a wild one does if it ever runs data.
bool was_stopped_by_user(const machine::Outcome& outcome) {
    return outcome.registers.cpl == 3 && !outcome.registers.interrupts_on();
}

}  // namespace

Finding run_trial(const Trial& trial) {
    const PlanFile plan{trial};
    const machine::Run run = run_of(trial, plan);
    const machine::Outcome outcome =
        trial.in_bochs ? machine::run_bochs(run) : machine::run(run);
    Finding finding;
    finding.instructions = outcome.instructions;
    finding.longest_off = outcome.longest_off;
    if (machine::is_infrastructure_error(outcome.ending)) {
        finding.is_void = true;
        finding.what = outcome.sentence();
        return finding;
    }
    read_control(outcome, finding);
    const std::string panic = panic_in(outcome.console);
    const bool ended_well =
        outcome.ending == machine::Ending::exited && outcome.exit_value == 0;
    if (!panic.empty()) {
        finding.is_broken = true;
        finding.what = panic;
        finding.details = end_of(outcome.console);
    } else if (!ended_well && !finding.is_broken) {
        finding.is_void = was_stopped_by_user(outcome);
        finding.is_broken = !finding.is_void;
        finding.what =
            fmt::format("the run ended with {}", machine::name_of(outcome.ending));
        finding.details = outcome.sentence();
    }
    if (trial.judge == Judge::model && !finding.is_void) {
        ask_model(trial, outcome, finding);
    }
    return finding;
}

}  // namespace kumquat::fuzz
