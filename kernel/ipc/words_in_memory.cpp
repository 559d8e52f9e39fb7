// words_in_memory.cpp -- into the kernel's buffer, and out of it again.
#include "kernel/ipc/words_in_memory.hpp"

#include "kernel/ipc/delivery.hpp"

namespace kumquat {

extern "C" {
volatile uint32_t kernel_message[2];  // fast_path.S, too
}

void receive_words_from_memory(IpcRequest to, ThreadId source, IpcRequest from) {
    kernel_message[0] = from.w0();
    kernel_message[1] = from.w1();
    to.receive_words(source, kernel_message[0], kernel_message[1]);
}

}  // namespace kumquat
