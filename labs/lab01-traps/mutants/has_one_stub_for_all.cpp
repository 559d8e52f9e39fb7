// has_one_stub_for_all.cpp -- every gate leads to the stub of vector 0.
// Fails: table.every_vector_has_its_gate

    // LAB 1 BEGIN interrupt table: wrong on purpose
    for (uint32_t vector = 0; vector < vector_count; ++vector) {
        interrupt_table[vector] = gate(trap_stub(0),
                                       SELECTOR_KERNEL_CODE,
                                       GateType::interrupt,
                                       privilege_of(vector));
    }
    interrupt_table[vector_double_fault] =
        gate(0, SELECTOR_DOUBLE_FAULT_TSS, GateType::task, Privilege::kernel);
    // LAB 1 END
