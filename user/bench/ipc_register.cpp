// ipc_register.cpp -- two words there, two words back.
// The loops are the shortest honest ones: nothing is unrolled, each result is checked, and the
// next call goes to whom the last message came from.
#include "user/bench/ipc_register.hpp"

#include "user/lib/inline_ipc.hpp"

namespace kumquat::bench {

namespace {

/// As many calls, one after another. \return the last reply
[[gnu::noinline]] void call_often(ThreadId server, uint32_t count) {
    IpcResult reply = inlined::call(server, 0x1234, 0x5678);
    MEASUREMENT_BEGIN();
    do {
        reply = inlined::call(reply.sender, reply.w0, reply.w1);
    } while (--count != 0 && reply.ok());
    MEASUREMENT_END();
    require(reply.ok());
}

}  // namespace

void register_server() {
    for (;;) {
        IpcResult request = wait();
        while (request.ok()) {
            request = inlined::reply_and_wait(send_registers, request.sender,
                                              request.w0, request.w1);
        }
    }
}

void ipc_register(ThreadId server) {
    for (uint32_t i = 0; i < warm_up; ++i) {
        const IpcResult reply = call(server, i, 7);
        require(reply.ok() && reply.w0 == i && reply.w1 == 7);
    }
    call_often(server, repetitions);
}

}  // namespace kumquat::bench
