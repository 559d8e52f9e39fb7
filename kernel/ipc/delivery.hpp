// delivery.hpp -- what the receiver finds in its registers when a message has come.
// Only who hands messages over includes this; everybody else is not compiled again when it changes.
// Source: L4 Version 2 on i386, "ipc (int 0x30)", "Registers".
#pragma once

#include "kernel/debug/hole.hpp"
#include "kernel/ipc/request.hpp"

namespace kumquat {

inline void IpcRequest::receive_words(ThreadId source, uint32_t w0, uint32_t w1) {
    // LAB 5 BEGIN deliver: two words, and who sent them
    registers_.edx = w0;
    registers_.ebx = w1;
    registers_.esi = source.low();
    registers_.edi = source.high();
    // LAB 5 END
}

}  // namespace kumquat
