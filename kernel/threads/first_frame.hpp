// first_frame.hpp -- user mode as a new thread finds it.
// Nobody has interrupted a thread that has not run yet; but it is entered like one that was: by the
// way back from a trap, with a frame that was written here instead of by the CPU.
// Source: L4 Version 2, "Registers at the first instruction".
#pragma once

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/x86/selectors.hpp"
#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Write the registers that a thread begins with: the given two, all others 0; the flat segments of
/// programs; interrupts on, and ports as far as the kernel lets programs have them.
/// \param frame     memory of any content; it may have been another thread's
/// \param eip, esp  where the thread begins, in user mode; not looked at
inline void begin_frame(TrapFrame& frame, uint32_t eip, uint32_t esp) {
    // LAB 4 BEGIN first frame: nothing of an earlier life, and what iret makes ring 3 of
    frame = {};
    frame.eip = eip;
    frame.esp = esp;
    frame.cs = SELECTOR_USER_CODE;
    frame.ss = SELECTOR_USER_DATA;
    frame.eflags =
        eflags_reserved | eflags_interrupts | (config::user_iopl << eflags_iopl_shift);
    // LAB 4 END
}

}  // namespace kumquat
