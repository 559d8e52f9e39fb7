// ipc_register.hpp -- the benchmark of all L4 kernels: two words there, two words back.
#pragma once

#include "user/bench/bench.hpp"

namespace kumquat::bench {

/// Call the server, with the marks around most of the calls.
void ipc_register(ThreadId server);

/// Give every client its two words back.
void register_server();

}  // namespace kumquat::bench
