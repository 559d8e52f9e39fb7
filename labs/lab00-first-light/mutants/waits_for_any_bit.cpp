// waits_for_any_bit.cpp -- takes whatever the status tells for "room for one".
// Fails: console.waits_for_room

    // LAB 0 BEGIN serial output: wrong on purpose
    while (serial_read(SerialRegister::line_status) == 0) {
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
