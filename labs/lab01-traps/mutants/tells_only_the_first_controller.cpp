// tells_only_the_first_controller.cpp -- lines 8 to 15 come once.
// Fails: clock.both_controllers_are_told

    // LAB 1 BEGIN end of interrupt: wrong on purpose
    port_write8(master_command, ocw2_end_of_interrupt);
    static_cast<void>(line);
    static_cast<void>(slave_command);
    // LAB 1 END
