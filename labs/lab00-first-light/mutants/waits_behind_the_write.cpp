// waits_behind_the_write.cpp -- waits after writing: the first character meets a busy transmitter.
// Fails: console.waits_for_room

    // LAB 0 BEGIN serial output: wrong on purpose
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_ready) == 0) {
    }
    // LAB 0 END
