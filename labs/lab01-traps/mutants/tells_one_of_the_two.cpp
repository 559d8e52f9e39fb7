// tells_one_of_the_two.cpp -- else: the first controller waits for ever behind line 8.
// Fails: clock.both_controllers_are_told

    // LAB 1 BEGIN end of interrupt: wrong on purpose
    if (line >= lines_per_controller) {
        port_write8(slave_command, ocw2_end_of_interrupt);
    } else {
        port_write8(master_command, ocw2_end_of_interrupt);
    }
    // LAB 1 END
