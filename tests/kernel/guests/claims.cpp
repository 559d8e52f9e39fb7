// claims.cpp -- counting what does not hold.
#include "tests/kernel/guests/claims.hpp"

namespace kumquat::user {

namespace {

uint32_t broken = 0;

/// The end of a claim's line.
void judge(uint32_t expected, uint32_t actual) {
    if (expected == actual) {
        print(" holds\n");
        return;
    }
    ++broken;
    print(" broken: expected ");
    print_hex(expected);
    print(", got ");
    print_hex(actual);
    print("\n");
}

}  // namespace

void claim(const char* name, uint32_t expected, uint32_t actual) {
    print("claim ");
    print(name);
    judge(expected, actual);
}

void claim(const char* promises,
           const char* sentence,
           uint32_t expected,
           uint32_t actual) {
    print("claim [");
    print(promises);
    print("] ");
    print(sentence);
    judge(expected, actual);
}

void claim_that(const char* promises, const char* sentence, bool is_true) {
    claim(promises, sentence, 1, is_true ? 1 : 0);
}

void finish_claims() {
    if (broken == 0) {
        END_RUN_SUCCESSFULLY();
    }
    END_RUN_AS_FAILED();
    sleep_for_ever();
}

}  // namespace kumquat::user
