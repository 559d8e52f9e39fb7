// program_curve.cpp -- lab 11, stage 3: the benchmark of all L4 kernels, between two tasks.
// Its loops are those of `make bench` (user/bench/ipc_register.cpp).
#include "labs/lab11-fast-path/program_tests.hpp"

#include "user/bench/ipc_register.hpp"

namespace kumquat::bench {

void require(bool is_right) {
    if (!is_right) {
        sleep_for_ever();  // the test does not come to its end
    }
}

}  // namespace kumquat::bench

namespace kumquat::user {

void many_calls(Numbers&) {
    let(1, bench::register_server);
    bench::ipc_register(actor(1));
}

}  // namespace kumquat::user
