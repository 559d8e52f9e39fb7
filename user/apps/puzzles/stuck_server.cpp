// stuck_server.cpp -- a server answers many clients, and suddenly none of them.
// The mistake: it waits for ever for a client to take its answer, and one client does not want any.
#include "user/apps/puzzles/threads.hpp"

namespace kumquat::puzzles {

namespace {

enum : uint32_t { clerk = 1, anna, bert, hasty };

void be_clerk() {
    name_myself("clerk");
    for (;;) {
        const IpcResult request = wait();
        compute_us(80);
        send(request.sender, request.w0 + 1, 0, wait_for_ever);
    }
}

void be_client(const char* name, uint32_t pause_ms) {
    name_myself(name);
    for (uint32_t i = 1;; ++i) {
        call(thread_number(clerk), i, 0);
        compute_us(150);
        sleep(after_ms(pause_ms));
    }
}

void be_anna() { be_client("anna", 1); }
void be_bert() { be_client("bert", 2); }

/// Tells the clerk something and goes its way.
void be_hasty() {
    name_myself("hasty");
    sleep(after_ms(6));
    send(thread_number(clerk), 7, 0, wait_for_ever);
    sleep_for_ever();
}

}  // namespace

}  // namespace kumquat::puzzles

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::puzzles;
    start(clerk, 40, be_clerk);
    start(anna, 20, be_anna);
    start(bert, 20, be_bert);
    start(hasty, 50, be_hasty);
    watch_ms(14);
}
