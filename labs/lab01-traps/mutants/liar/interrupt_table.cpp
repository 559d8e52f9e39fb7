// interrupt_table.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN interrupt table: forged
    interrupt_table[0] = gate(trap_stub(0), SELECTOR_KERNEL_CODE, GateType::interrupt,
                              privilege_of(0));
    // LAB 1 END
