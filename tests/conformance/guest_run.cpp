// guest_run.cpp -- booting a guest, and reading what it says.
#include "tests/conformance/guest_run.hpp"

#include "tools/machine/symbols.hpp"

#include <fmt/format.h>

#include <map>
#include <sstream>

namespace kumquat::conformance {

namespace {

struct Stated {
    std::string sentence;
    bool holds = false;
    std::string line;
};

bool take_end(std::string& text, const std::string& end) {
    if (!text.ends_with(end)) {
        return false;
    }
    text.erase(text.size() - end.size());
    return true;
}

/// "claim [...] SENTENCE holds"; "printed [...] SENTENCE: TEXT = TEXT".
bool parse(const std::string& line, Stated& stated) {
    const bool is_claim = line.starts_with("claim [");
    const bool is_printed = line.starts_with("printed [");
    const std::size_t begin = line.find("] ");
    if ((!is_claim && !is_printed) || begin == std::string::npos) {
        return false;
    }
    stated.line = line;
    std::string rest = line.substr(begin + 2);
    if (is_claim) {
        stated.holds = take_end(rest, " holds");
        stated.sentence = rest.substr(0, rest.find(" broken: "));
        return true;
    }
    const std::size_t equals = rest.find(" = ");
    const std::size_t colon = rest.rfind(": ", equals);  // sentences may hold colons
    stated.sentence = rest.substr(0, colon);
    stated.holds =
        colon != std::string::npos && equals != std::string::npos &&
        colon + 2 <= equals &&
        rest.substr(colon + 2, equals - colon - 2) == rest.substr(equals + 3);
    return true;
}

/// Lines that do not end with carriage return and line feed: the promise [int3.13].
std::size_t crooked_lines(const std::string& console) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < console.size(); ++i) {
        count += console[i] == '\n' && (i == 0 || console[i - 1] != '\r') ? 1 : 0;
    }
    return count;
}

/// How long the kernel let no interrupt in: the promise [sched.9].
void judge_interrupts_off(const Guest& guest,
                          const machine::Run& run,
                          const machine::Outcome& outcome,
                          Verdict& verdict) {
    const machine::InterruptsOff& longest = outcome.longest_off;
    if (longest.instructions > guest.longest_interrupts_off) {
        const machine::Symbols symbols{run.kernel};
        verdict.broken.push_back(fmt::format(
            "interrupts were off for {} instructions, not {} at most, from {} to {} "
            "[sched.9]",
            longest.instructions, guest.longest_interrupts_off,
            symbols.describe(longest.first).text(),
            symbols.describe(longest.last).text()));
    }
}

}  // namespace

machine::Run run_of(const Guest& guest,
                    const std::filesystem::path& kernel,
                    const std::filesystem::path& build) {
    machine::Run run;
    run.kernel = kernel;
    run.memory_mb = 64;
    run.instruction_budget = 1'000'000'000;
    run.virtual_budget_ns = uint64_t{guest.longest_ms} * 1'000'000;
    run.wall_clock_limit = std::chrono::seconds{120};
    run.command_line = guest.command_line;
    const machine::Module sigma0{build / "user/sigma0", ""};
    const machine::Module program{build / "user" / guest.name, ""};
    if (guest.is_sigma0) {
        // The root task waits for its first page for ever: nobody answers.
        run.modules = {program, {build / "user/conf-partners", ""}};
    } else {
        run.modules = {sigma0, program, program};
    }
    return run;
}

Verdict judge(const std::string& console, const std::vector<std::string>& sentences) {
    std::map<std::string, bool> seen;
    Verdict verdict;
    std::istringstream lines{console};
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        Stated stated;
        if (parse(line, stated)) {
            const bool before = seen.try_emplace(stated.sentence, true).first->second;
            seen[stated.sentence] = before && stated.holds;
            if (!stated.holds) {
                verdict.broken.push_back(stated.line);
            }
        } else if (line.find("Kumquat stopped") != std::string::npos) {
            verdict.broken.push_back(line);
        }
    }
    for (const std::string& sentence : sentences) {
        const auto found = seen.find(sentence);
        if (found == seen.end()) {
            verdict.broken.push_back("never stated: " + sentence);
        } else if (found->second) {
            ++verdict.held;
        }
    }
    return verdict;
}

Verdict judge(const Guest& guest, const machine::Outcome& outcome) {
    std::vector<std::string> sentences;
    for (const Claim& claim : guest.claims) {
        sentences.push_back(claim.sentence);
    }
    Verdict verdict = judge(outcome.console, sentences);
    if (crooked_lines(outcome.console) != 0) {
        verdict.broken.push_back("a line ends without a carriage return [int3.13]");
    }
    const bool ended_well = outcome.ending == machine::Ending::exited &&
                            (outcome.exit_value == 0 || !verdict.broken.empty());
    if (!ended_well) {
        verdict.broken.push_back("the run ended otherwise: " + outcome.sentence());
    }
    return verdict;
}

Verdict run_guest(const Guest& guest,
                  const std::filesystem::path& kernel,
                  const std::filesystem::path& build,
                  bool in_bochs) {
    machine::Run run = run_of(guest, kernel, build);
    run.watch_interrupts = guest.longest_interrupts_off != 0 && !in_bochs &&
                           has_switch(kernel, "TRACE=off");
    const machine::Outcome outcome =
        in_bochs ? machine::run_bochs(run) : machine::run(run);
    Verdict verdict = judge(guest, outcome);
    if (run.watch_interrupts) {
        judge_interrupts_off(guest, run, outcome, verdict);
    }
    return verdict;
}

}  // namespace kumquat::conformance
