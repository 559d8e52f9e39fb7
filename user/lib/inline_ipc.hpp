// inline_ipc.hpp -- ipc without a function around it: for programs that call in a loop.
// EBP carries the receive descriptor, and a redirected message changes it. So these
// bindings take EBP for themselves, which the compiler allows only where no frame pointer
// is kept: include this header in files compiled with -fomit-frame-pointer. All others use
// ipc() of l4.hpp, which saves EBP around the call and does the same.
// Nothing is assumed of ECX and EBP, which ipc keeps only if no chief is in between.
// Source: L4 Version 2 on i386, "ipc", "Registers".
#pragma once

#include "user/lib/l4.hpp"

namespace kumquat::user::inlined {

[[gnu::always_inline]] inline IpcResult ipc(SendDescriptor send,
                                            ReceiveDescriptor receive,
                                            TimeoutWord timeouts,
                                            ThreadId partner,
                                            uint32_t w0,
                                            uint32_t w1) {
    uint32_t eax = send.word(), ecx = timeouts.word();
    uint32_t low = partner.low(), high = partner.high();
    register uint32_t ebp asm("ebp") = receive.word();
    asm volatile("int $0x30"
                 : "+a"(eax), "+c"(ecx), "+d"(w0), "+b"(w1), "+S"(low), "+D"(high),
                   "+r"(ebp)
                 :
                 : "memory", "cc");
    return {MessageDope{eax}, w0, w1, ThreadId{low, high}};
}

[[gnu::always_inline]] inline IpcResult
call(ThreadId server, uint32_t w0, uint32_t w1) {
    return ipc(send_registers, from_partner, wait_for_ever, server, w0, w1);
}

[[gnu::always_inline]] inline IpcResult
reply_and_wait(SendDescriptor what, ThreadId to, uint32_t w0, uint32_t w1) {
    return ipc(what, from_anybody, reply_at_once, to, w0, w1);
}

}  // namespace kumquat::user::inlined
