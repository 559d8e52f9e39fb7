// looks_only_once.cpp -- if instead of while: "not yet" is taken for a no that does not matter.
// Fails: console.waits_for_room

    // LAB 0 BEGIN serial output: wrong on purpose
    if ((serial_read(SerialRegister::line_status) & serial_transmitter_ready) == 0) {
        static_cast<void>(serial_read(SerialRegister::line_status));
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
