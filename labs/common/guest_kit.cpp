// guest_kit.cpp -- find the test that the command line names, run it at its stage, end the run.
#include "labs/common/guest_kit.hpp"

#include "kernel/boot/command_line.hpp"
#include "kernel/debug/end_of_run.hpp"

kumquat::Evidence guest_evidence;

namespace kumquat {

void record(uint32_t word) {
    if (guest_evidence.count < Evidence::capacity) {
        guest_evidence.words[guest_evidence.count] = word;
    }
    ++guest_evidence.count;
}

void run_guest_test(BootStage stage) {
    uint32_t length = 0;
    const char* const digits = option("nonce", length);
    const char* text = digits;
    const uint64_t nonce =
        digits == nullptr ? 0 : parse_number(text, digits + length, 16);
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
        NonceStream numbers{nonce};
        test->run(numbers);
        guest_evidence.finished = static_cast<uint32_t>(nonce);
        end_of_run(exit_test_done);
    }
    if (!is_known) {
        end_of_run(exit_unknown_test);
    }
}

}  // namespace kumquat
