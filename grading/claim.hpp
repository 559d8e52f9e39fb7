// claim.hpp -- how a claim about a student's kernel is written.
// A claim is one function in the folder of its lab: it boots the kernel with a guest test,
// looks from outside at what the machine holds afterwards, and says what it expected. What the
// kernel prints about itself counts for nothing.
// Invariant: a claim that returns without a word has passed; every other way out throws.
#pragma once

#include "grading/guest.hpp"
#include "grading/nonce.hpp"
#include "labs/common/numbers.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>

namespace kumquat::grading {

/// What was wrong, for the report.
struct ClaimFailed {
    std::string saw;  // expected and actual
    std::string so;   // what that means for whoever uses the kernel
};

/// The same about a way through the kernel that is counted: the hole that sent it there is to blame.
struct WayFailed : ClaimFailed {
    std::vector<uint32_t> executed;  // addresses, the last first
};

/// What a claim has at hand.
class Experiment {
public:
    Experiment(std::string test, uint64_t nonce, const Booter& booter)
        : test_{std::move(test)}, words_{numbers_of(nonce)}, booter_{booter} {}

    /// Boot the kernel once, with the guest test that has the claim's name.
    /// \param options  further words for the kernel's command line, or none
    /// \param memory_mb  RAM of the machine
    /// \throws Diagnosis if the guest test did not come to its end
    Guest boot(const std::string& options = "", unsigned memory_mb = 32) const {
        return booter_.boot(test_, words_, options, memory_mb);
    }

    /// The same, with other words in place of the numbers. \param words  not empty
    Guest boot_with(const std::vector<uint32_t>& words) const {
        return booter_.boot(test_, words, "", 32);
    }

    /// Boot the kernel once, with the test program of the lab, and let it run the test that has
    /// the claim's name.
    /// \throws Diagnosis if it did not come to its end, or the kernel broke a rule meanwhile
    ProgramRun run_program() const { return booter_.boot_program(test_, words_); }

    /// The same with the kernel that is there to be counted (lab.json's "measured_switches").
    /// \throws Diagnosis likewise
    MeasuredRun measure_program() const {
        return booter_.measure_program(test_, words_);
    }

    /// The figure for which the claim gives points (lab.json's "curve").
    void count(uint64_t figure) const { figure_ = figure; }
    std::optional<uint64_t> figure() const { return figure_; }

    /// What the guest test gets as well.
    Numbers numbers() const {
        return {words_.data(), static_cast<uint32_t>(words_.size())};
    }

    /// Fail unless `holds`.
    static void expect(bool holds, const std::string& saw, const std::string& so) {
        if (!holds) {
            throw ClaimFailed{saw, so};
        }
    }

    /// Fail unless two numbers are equal. \param what  names the number in the report
    static void expect_equal(uint32_t expected,
                             uint32_t actual,
                             const std::string& what,
                             const std::string& so) {
        expect(expected == actual,
               fmt::format("{}: 0x{:08X}; expected 0x{:08X}.", what, actual, expected),
               so);
    }

private:
    std::string test_;
    std::vector<uint32_t> words_;
    const Booter& booter_;
    mutable std::optional<uint64_t> figure_;
};

using Claim = void (*)(const Experiment&);

/// Make a claim known under its name. Called before main() by CLAIM.
bool register_claim(const char* name, Claim claim);

/// The claim of this name, or nullptr.
Claim find_claim(const std::string& name);

}  // namespace kumquat::grading

/// CLAIM(console, text_arrives_in_order) { const Guest guest = experiment.boot(); ... }
#define CLAIM(stage, name)                                                             \
    static void stage##_##name(const ::kumquat::grading::Experiment& experiment);      \
    [[maybe_unused]] static const bool stage##_##name##_known =                        \
        ::kumquat::grading::register_claim(#stage "." #name, stage##_##name);          \
    static void stage##_##name(const ::kumquat::grading::Experiment& experiment)
