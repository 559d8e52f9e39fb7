// receiver.hpp -- a helper that receives one message as a claim wants it, and keeps the result.
#pragma once

#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/message_buffer.hpp"

namespace kumquat::user {

/// The last result of the receiver, all registers.
extern CallRegisters received;

/// Start helper `number`: it receives from the main thread with this descriptor.
void start_receiver(uint32_t number,
                    ReceiveDescriptor descriptor,
                    TimeoutWord timeouts = wait_for_ever);

/// Send from the main thread, without waiting. \return  EAX
uint32_t send_message(SendDescriptor message, ThreadId to, uint32_t w0, uint32_t w1);

}  // namespace kumquat::user
