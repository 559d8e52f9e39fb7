// double_fault_on_the_same_stack.cpp -- an interrupt gate for vector 8, as for the others.
// Fails: table.double_fault_is_a_task

    // LAB 1 BEGIN interrupt table: wrong on purpose
    for (uint32_t vector = 0; vector < vector_count; ++vector) {
        interrupt_table[vector] = gate(trap_stub(vector),
                                       SELECTOR_KERNEL_CODE,
                                       GateType::interrupt,
                                       privilege_of(vector));
    }
    // LAB 1 END
