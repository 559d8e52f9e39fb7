// kernel_state_test.cpp -- what the model says of the kernel is what the kernel says of itself.
// A run is ended at some count of instructions, in user mode or idle. The trace up to there
// gives the model; the memory that the machine leaves gives the kernel's own state.
#include "tests/visualizer/kernel/kernel_state.hpp"

#include "kernel/abi/thread_id.hpp"
#include "tcb_layout.hpp"
#include "tests/kernel/boot.hpp"
#include "tools/machine/symbols.hpp"
#include "tools/trace/json.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/instant.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace kumquat::test {
namespace {

// As in kernel/threads/thread_state.hpp.
enum State : uint32_t {
    nonexistent,
    dead,
    running,
    ready,
    sending,
    receiving,
    transferring
};

uint32_t number_of(const FileThread& thread) {
    char* dot = nullptr;
    const auto task = static_cast<uint32_t>(std::strtoul(thread.id.c_str(), &dot, 10));
    return task * threads_per_task +
           static_cast<uint32_t>(std::strtoul(dot + 1, nullptr, 10));
}

Model model_of(const machine::Outcome& outcome) {
    std::ostringstream text;
    trace::write_json(text,
                      trace::build_trace(trace::read_ring(outcome.memory.bytes()), {}));
    DecodeResult result = decode_trace(text.str(), "run");
    EXPECT_EQ(result.problem, "");
    EXPECT_EQ(result.trace.dropped, 0u);
    return Model{std::move(result.trace)};
}

/// Compares a model's last instant with the kernel's memory.
class Comparison {
public:
    Comparison(const Model& model, const KernelState& kernel)
        : model_{model}, kernel_{kernel}, now_{model} {
        now_.seek(model.event_count() - 1);
    }

    void run() {
        for (uint32_t row = 0; row < model_.trace().threads.size(); ++row) {
            if (now_.thread(row).exists) {
                compare_thread(row);
                compare_queues_of(row);
            }
        }
        for (uint32_t priority = 0; priority < 256; ++priority) {
            EXPECT_EQ(numbers(now_.ready_queue(priority)),
                      kernel_.ready_queue(priority))
                << "ready queue of priority " << priority;
        }
        EXPECT_EQ(number(now_.owner()), kernel_.slice_owner())
            << "owner of the timeslice";
        for (uint32_t task = 0; task < model_.trace().tasks.size(); ++task) {
            compare_space(task);
        }
    }

private:
    std::optional<uint32_t> number(uint32_t row) const {
        return row == no_index ? std::nullopt
                               : std::optional{number_of(model_.trace().threads[row])};
    }
    std::vector<uint32_t> numbers(const std::vector<uint32_t>& rows) const {
        std::vector<uint32_t> all;
        for (const uint32_t row : rows) {
            all.push_back(*number(row));
        }
        return all;
    }
    uint32_t field(uint32_t row, uint32_t offset) const {
        return kernel_.field(*number(row), offset);
    }

    void compare_thread(uint32_t row) {
        SCOPED_TRACE("thread " + model_.trace().threads[row].id);
        const ThreadDetails details = now_.thread(row);
        const LaneState state = now_.record(row).state;
        switch (std::min<uint32_t>(field(row, tcb_state), transferring + 1)) {
        case nonexistent:
            ADD_FAILURE() << "it does not exist";
            break;
        case dead:
            EXPECT_EQ(state, LaneState::dead);
            break;
        case running:
            EXPECT_EQ(state, LaneState::running);
            EXPECT_EQ(now_.running(), row);
            break;
        case ready:
            EXPECT_EQ(state, LaneState::ready);
            break;
        case sending:
            EXPECT_EQ(state, LaneState::waiting_to_send);
            EXPECT_NE(details.queued_at, no_index);
            break;
        case transferring:
            EXPECT_EQ(number(details.transfer_partner),
                      kernel_.thread_at(field(row, tcb_transfer_partner)));
            break;
        case receiving:  // perhaps from nobody
            EXPECT_TRUE(state == LaneState::waiting_to_receive ||
                        state == LaneState::sleeping);
            break;
        default:  // a plain receive
            EXPECT_EQ(state, LaneState::waiting_to_receive);
            break;
        }
        EXPECT_EQ(details.priority, static_cast<int32_t>(field(row, tcb_priority)));
        EXPECT_EQ(details.timeslice_us, field(row, tcb_timeslice_us));
        EXPECT_EQ(details.remaining_us,
                  static_cast<int32_t>(field(row, tcb_remaining_us)));
        if (details.pager != no_index) {
            EXPECT_EQ(number(details.pager),
                      ThreadId::Number::get(field(row, tcb_pager)));
        }
    }

    void compare_queues_of(uint32_t row) {
        SCOPED_TRACE("thread " + model_.trace().threads[row].id);
        const ThreadDetails details = now_.thread(row);
        EXPECT_EQ(numbers(now_.send_queue(row)), kernel_.send_queue(*number(row)));
        const bool has_deadline = field(row, tcb_timeout_link) != 0;
        EXPECT_EQ(details.deadline_us.has_value(), has_deadline);
        if (details.deadline_us && has_deadline) {
            EXPECT_EQ(*details.deadline_us, field(row, tcb_deadline_us));
        }
        constexpr uint32_t slow_interrupt = 1u << 1;
        const bool has_line = (field(row, tcb_slow_reasons) & slow_interrupt) != 0;
        ASSERT_EQ(details.line.has_value(), has_line);
        if (has_line) {
            EXPECT_EQ(*details.line, field(row, tcb_interrupt_line) & 0xFF);
            EXPECT_EQ(now_.line(*details.line).is_pending,
                      (field(row, tcb_interrupt_pending) & 0xFF) != 0);
        }
    }

    void compare_space(uint32_t task) {
        const FileTask& row = model_.trace().tasks[task];
        const uint32_t first_thread = row.id * threads_per_task;
        if (!now_.task(task).is_active || row.id == kernel_task.value) {
            return;
        }
        std::map<uint32_t, EnteredPage> pages;
        for (const PageDetails& page : now_.pages(task)) {
            for (uint32_t offset = 0; offset < (page.is_large ? 1u << 22 : 1u << 12);
                 offset += 1u << 12) {
                pages[page.address + offset] = {page.frame + offset, page.is_writable};
            }
        }
        const auto right = kernel_.space_of(first_thread);
        EXPECT_EQ(pages.size(), right.size()) << "pages of task " << row.id;
        const auto [mine, other] =
            std::mismatch(pages.begin(), pages.end(), right.begin(), right.end());
        if (mine != pages.end() || other != right.end()) {
            ADD_FAILURE() << "task " << row.id << std::hex
                          << ": the model has a page at "
                          << (mine == pages.end() ? 0 : mine->first)
                          << ", the kernel at "
                          << (other == right.end() ? 0 : other->first);
        }
    }

    const Model& model_;
    const KernelState& kernel_;
    Instant now_;
};

/// In user mode, idle, or printing for a program: no queue is half changed.
bool is_between_operations(const machine::Registers& registers,
                           const machine::Symbols& symbols) {
    if (registers.cpl == 3 || registers.is_halted) {
        return true;
    }
    const std::string function = symbols.describe(registers.eip).function;
    return function.find("serial") != std::string::npos;
}

/// Ends the program's run at some instants, and compares. \return  how many were looked at
int compare_at_instants(const std::vector<std::string>& programs, int instants) {
    machine::Run run = run_of(programs);
    run.command_line = "tracekb=8192";
    run.instruction_budget = 2'000'000'000;
    run.virtual_budget_ns = 100'000'000'000;
    const uint64_t all = machine::run(run).instructions;
    const machine::Symbols symbols{run.kernel};
    constexpr uint64_t tries_max = 48;  // a program that deletes is seldom in user mode
    int compared = 0;
    for (int i = 0; i < instants; ++i) {
        run.instruction_budget = all / 10 + all * 9 / 10 *
                                                static_cast<uint64_t>(2 * i + 1) /
                                                static_cast<uint64_t>(2 * instants);
        for (uint64_t tries = 0; tries < tries_max; ++tries) {
            const machine::Outcome outcome = machine::run(run);
            const bool is_settled = is_between_operations(outcome.registers, symbols);
            if (outcome.ending != machine::Ending::instruction_budget || !is_settled) {
                run.instruction_budget += 487 + 211 * tries;  // out of a long one
                continue;
            }
            SCOPED_TRACE(programs[0] + " after " +
                         std::to_string(run.instruction_budget) + " instructions");
            const Model model = model_of(outcome);
            const KernelState kernel{outcome, run.kernel};
            Comparison{model, kernel}.run();
            ++compared;
            break;
        }
    }
    return compared;
}

TEST(kernel_state, the_demo) {
    EXPECT_GE(compare_at_instants(demo_programs(""), 4), 3);
}

TEST(kernel_state, priorities_and_timeslices) {
    EXPECT_GE(compare_at_instants({"scheduling-claims"}, 4), 2);
}

TEST(kernel_state, calls_with_random_registers) {
    EXPECT_GE(compare_at_instants({"wild-calls"}, 2), 1);
}

/// Guests of the conformance suite, for what the others do not do.
TEST(kernel_state, timeouts_mappings_deletions_and_interrupts) {
    for (const char* guest : {"conf-timeouts", "conf-unmap", "conf-deletion",
                              "conf-partners", "conf-interrupts"}) {
        EXPECT_GE(compare_at_instants({guest}, 2), 1) << guest;
    }
}

}  // namespace
}  // namespace kumquat::test
