// wide_page_clients.cpp -- the bank's clients. Which of them it is, the task number says.
#include "user/apps/puzzles/accounts.hpp"
#include "user/apps/puzzles/threads.hpp"

namespace kumquat::puzzles {

namespace {

uint32_t sum_of_accounts() {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < account_count; ++i) {
        sum += word_of(accounts_page, i);
    }
    return sum;
}

void be_auditor() {
    name_myself("auditor");
    while (sum_of_accounts() == account_count * account_at_start) {
        TRACE_MARK("sum is right");
        sleep(after_ms(3));
    }
    TRACE_MARK("sum is wrong!");
    END_RUN_SUCCESSFULLY();
}

void be_teller() {
    name_myself("teller");
    sleep(after_ms(4));
    for (uint32_t line = 0;; ++line) {
        word_of(drawer_page, line % account_count) = line;
        sleep(after_ms(2));
    }
}

/// Prints what it reads, but its last line is one word too long.
void be_printer() {
    name_myself("printer");
    sleep(after_ms(7));
    const uint32_t sum = sum_of_accounts();
    sleep(after_ms(2));
    word_of(accounts_page, account_count - 1) = sum;
    sleep_for_ever();
}

}  // namespace

}  // namespace kumquat::puzzles

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::puzzles;
    const kumquat::TaskNumber task = myself().task();
    if (task == auditor_task) {
        be_auditor();
    } else if (task == teller_task) {
        be_teller();
    } else {
        be_printer();
    }
    sleep_for_ever();
}
