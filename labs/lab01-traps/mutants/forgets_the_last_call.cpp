// forgets_the_last_call.cpp -- < instead of <=: task_new cannot be called.
// Fails: table.programs_may_call_only_some

    // LAB 1 BEGIN gate privilege: wrong on purpose
    const bool is_system_call = vector >= SYSCALL_FIRST && vector < SYSCALL_LAST;
    const bool is_trap = vector == vector_breakpoint || vector == vector_overflow;
    return is_system_call || is_trap ? Privilege::user : Privilege::kernel;
    // LAB 1 END
