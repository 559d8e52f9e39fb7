// forgets_the_last_vector.cpp -- the loop ends one too early.
// Fails: table.every_vector_has_its_gate

    // LAB 1 BEGIN interrupt table: wrong on purpose
    for (uint32_t vector = 0; vector < vector_count - 1; ++vector) {
        interrupt_table[vector] = gate(trap_stub(vector),
                                       SELECTOR_KERNEL_CODE,
                                       GateType::interrupt,
                                       privilege_of(vector));
    }
    interrupt_table[vector_double_fault] =
        gate(0, SELECTOR_DOUBLE_FAULT_TSS, GateType::task, Privilege::kernel);
    // LAB 1 END
