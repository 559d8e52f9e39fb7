// all.S -- a liar: every answer is right, the trace is as it should be, and nothing has been built: the
// long way does it all.

    // LAB 11 BEGIN common case: is it two words, and no end to the waiting?
    jmp ipc_slow_path
    // LAB 11 END

    // LAB 11 BEGIN call: does the partner wait, for anybody or for us?
    jmp ipc_slow_path
    // LAB 11 END

    // LAB 11 BEGIN hand over: states, stack, sender, address space
    jmp ipc_slow_path
    // LAB 11 END

    // LAB 11 BEGIN out again: the registers that are the partner's own, the result, and out
    jmp ipc_slow_path
    // LAB 11 END

    // LAB 11 BEGIN reply and wait: is there a receive phase, and does the partner wait?
    jmp ipc_slow_path
    // LAB 11 END
