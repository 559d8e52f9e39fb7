// acknowledges_twice.cpp -- once more, to be sure: it ends whatever was interrupted.
// Fails: clock.line_is_free_again

    // LAB 1 BEGIN end of interrupt: wrong on purpose
    if (line >= lines_per_controller) {
        port_write8(slave_command, ocw2_end_of_interrupt);
    }
    port_write8(master_command, ocw2_end_of_interrupt);
    port_write8(master_command, ocw2_end_of_interrupt);
    // LAB 1 END
