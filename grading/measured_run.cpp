// measured_run.cpp -- from a recording to ways and round trips.
#include "grading/measured_run.hpp"

#include "grading/claim.hpp"
#include "kernel/abi/system_calls.hpp"
#include "tools/bench/row.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

/// mov %register, %cr3: 0F 22 D8 to 0F 22 DF. Source: Intel SDM vol. 2, "MOV--Move to/from
/// Control Registers".
bool changes_space(const machine::Outcome& outcome, const bench::Step& step) {
    constexpr uint32_t mov_to_cr3 = 0xD8220F, all_but_register = 0xF8FFFF;
    const auto bytes =
        outcome.memory.read_virtual<uint32_t>(outcome.registers.cr3, step.address());
    return bytes && (*bytes & all_but_register) == mov_to_cr3;
}

void expect_program_only(const bench::Steps& steps, const TestProgram& program) {
    const machine::Border border = border_of(program);
    for (const bench::Step& step : steps) {
        const bool is_inside = std::ranges::any_of(border.code, [&](const auto& code) {
            return step.address() >= code.range.begin &&
                   step.address() < code.range.end;
        });
        if (!step.in_kernel() && !is_inside) {
            throw Diagnosis{
                "forged",
                fmt::format("An instruction at 0x{:08X} was executed, which "
                            "belongs neither to the kernel nor to the "
                            "test program.",
                            step.address()),
                "What is counted must lie where the counting looks.", "", ""};
        }
    }
}

}  // namespace

MeasuredRun::MeasuredRun(std::shared_ptr<const machine::Outcome> outcome,
                         const TestProgram& program,
                         const machine::Symbols& kernel,
                         uint32_t token)
    : outcome_{std::move(outcome)}, steps_{bench::steps_of(outcome_->recording)} {
    expect_honest_end(*outcome_, kernel);
    read_log(*outcome_, program, kernel, token);
    expect_program_only(steps_, program);
    for (const bench::Path run : bench::kernel_runs(steps_)) {
        const bool has_entry = run.data() != steps_.data();
        if (has_entry && (run.data() - 1)->is_int(SYSCALL_IPC)) {
            const auto changes = std::ranges::count_if(
                run, [&](const auto& step) { return changes_space(*outcome_, step); });
            ways_.push_back({run.size(), static_cast<std::size_t>(changes)});
            for (const bench::Step& step : run) {
                ways_.back().executed.insert(ways_.back().executed.begin(),
                                             step.address());
            }
        }
    }
}

RoundTrip MeasuredRun::round_trip() const {
    try {
        RoundTrip trip;
        for (const bench::Figure& figure : bench::round_trip_figures(steps_)) {
            if (figure.name == "round_trip") {
                trip.instructions = figure.value;
            } else if (figure.name.ends_with("_lines")) {
                trip.lines += figure.value;
            }
        }
        return trip;
    } catch (const bench::NotYet& not_yet) {
        throw ClaimFailed{not_yet.reason, "There is nothing that could be counted."};
    }
}

uint32_t MeasuredRun::kernel_word(uint32_t address) const {
    const auto word =
        outcome_->memory.read_virtual<uint32_t>(outcome_->registers.cr3, address);
    if (!word) {
        throw CannotGrade(fmt::format("Nothing is mapped at 0x{:08X}.", address));
    }
    return *word;
}

}  // namespace kumquat::grading
