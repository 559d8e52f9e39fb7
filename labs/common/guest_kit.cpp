// guest_kit.cpp -- find the test that the command line names, run it at its stage, end the run.
// What the grader sends is the last boot module: the token of the run, and the test's numbers.
#include "labs/common/guest_kit.hpp"

#include "kernel/boot/command_line.hpp"
#include "kernel/debug/end_of_run.hpp"
#include "kernel/memory/address.hpp"

GUEST_OWN kumquat::Evidence guest_evidence;

namespace kumquat {

namespace {

/// As the grader sent it.
GUEST_OWN struct {
    uint32_t count;  // of all words, 0 before the first stage
    uint32_t token;
    uint32_t numbers[numbers_in_a_test];
} sent;

GUEST_OWN Numbers numbers{nullptr, 0};

/// Copy the module to memory that is ours, before modules are moved.
void receive(const MultibootInfo& info) {
    const BootModule& module =
        direct<BootModule>(PhysAddr{info.modules})[info.module_count - 1];
    const uint32_t* const words = direct<uint32_t>(PhysAddr{module.begin});
    sent.count = (module.end - module.begin) / sizeof(uint32_t);
    sent.token = words[0];
    for (uint32_t i = 1; i < sent.count && i <= numbers_in_a_test; ++i) {
        sent.numbers[i - 1] = words[i];
    }
}

}  // namespace

void record(uint32_t word) {
    if (guest_evidence.count < Evidence::capacity) {
        guest_evidence.words[guest_evidence.count] = word;
    }
    ++guest_evidence.count;
}

void finish_test() {
    guest_evidence.finished = sent.token;
    end_of_run(exit_test_done);
}

void run_guest_test(BootStage stage, const MultibootInfo& info) {
    if (sent.count == 0) {
        receive(info);
    }
    bool is_known = false;
    for (const GuestTest* test = guest_tests; test->name != nullptr; ++test) {
        if (!option_is("test", test->name)) {
            continue;
        }
        is_known = true;
        if (test->stage != stage) {
            continue;
        }
        guest_evidence.magic = Evidence::magic_word;
        guest_evidence.count = guest_evidence.finished = 0;
        numbers = Numbers{sent.numbers, sent.count - 1};
        test->run(numbers);
        finish_test();
    }
    if (!is_known) {
        end_of_run(exit_unknown_test);
    }
}

}  // namespace kumquat
