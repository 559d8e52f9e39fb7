// model_registers.cpp -- rdmsr: for root and its children, and for nobody else.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

volatile bool is_done = false;
uint32_t low = 0;

/// Without a table for exceptions: who may not is stopped.
void read_the_counter() {
    asm volatile("rdmsr" : "=a"(low) : "c"(0x10) : "edx");
    is_done = true;
    sleep_for_ever();
}

void start_a_child_of_its_own() {
    create_task(child_b, address_of(read_the_counter), child_stack(child_b),
                start_pager_for_own_children(), 255);
    sleep_for_ever();
}

void claims() {
    start(1, read_the_counter);
    let_others_run();
    claim_that("exc.emulate.3", "root may read the time-stamp counter by rdmsr",
               is_done);
    is_done = false;
    start_child(child_a, read_the_counter);
    sleep(receive_2_ms);
    claim_that("exc.emulate.3", "so may its children", is_done);
    end_child(child_a);
    is_done = false;
    start_child(child_a, start_a_child_of_its_own);
    delete_task(child_b, child_a);
    sleep(receive_2_ms);
    claim("exc.emulate.3 exc.none.1", "for a grandchild it is an exception", 0xF,
          state_of(child_id(child_b)));
    claim_that("exc.emulate.3", "and reads nothing", !is_done);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    claims();
    finish_claims();
}
