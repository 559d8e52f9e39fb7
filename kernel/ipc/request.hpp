// request.hpp -- what a thread asks of ipc: the registers of its call, read where they lie.
// A page-fault message of the kernel is a set of registers, too: as if the thread had called.
// Source: L4 Version 2 on i386, "ipc (int 0x30)", "Registers".
#pragma once

#include "kernel/abi/message.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"
#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

class IpcRequest {
public:
    constexpr explicit IpcRequest(Registers& registers) : registers_{registers} {}

    SendDescriptor send() const { return SendDescriptor{registers_.eax}; }
    ReceiveDescriptor receive() const { return ReceiveDescriptor{registers_.ebp}; }
    TimeoutWord timeouts() const { return TimeoutWord{registers_.ecx}; }
    /// Destination, and only source of a closed receive.
    ThreadId partner() const { return {registers_.esi, registers_.edi}; }
    uint32_t w0() const { return registers_.edx; }
    uint32_t w1() const { return registers_.ebx; }
    MessageDope result() const { return MessageDope{registers_.eax}; }

    /// The ipc is over and no message came: all registers but EAX are kept.
    void finish(MessageDope result) { registers_.eax = result.word(); }

    /// A message came: delivery.hpp.
    void receive_words(ThreadId source, uint32_t w0, uint32_t w1);

    /// The message was for somebody else.
    void receive_destination(ThreadId destination) {
        registers_.ecx = destination.low();
        registers_.ebp = destination.high();
    }

private:
    Registers& registers_;
};

}  // namespace kumquat
