// waits_eight_looks.cpp -- gives the transmitter some time instead of asking it.
// Fails: console.waits_for_room

    // LAB 0 BEGIN serial output: wrong on purpose
    for (int look = 0; look < 8; ++look) {
        static_cast<void>(serial_read(SerialRegister::line_status));
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
