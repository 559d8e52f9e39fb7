// claims.cpp -- counting what does not hold.
#include "tests/kernel/guests/claims.hpp"

namespace kumquat::user {

namespace {

uint32_t broken = 0;

}  // namespace

void claim(const char* name, uint32_t expected, uint32_t actual) {
    print("claim ");
    print(name);
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

void finish_claims() {
    if (broken == 0) {
        END_RUN_SUCCESSFULLY();
    }
    END_RUN_AS_FAILED();
    sleep_for_ever();
}

}  // namespace kumquat::user
