// forbids_breakpoints.cpp -- int3 in a program becomes a general-protection fault.
// Fails: table.programs_may_call_only_some

    // LAB 1 BEGIN gate privilege: wrong on purpose
    const bool is_system_call = vector >= SYSCALL_FIRST && vector <= SYSCALL_LAST;
    const bool is_trap = vector == vector_overflow;
    return is_system_call || is_trap ? Privilege::user : Privilege::kernel;
    // LAB 1 END
