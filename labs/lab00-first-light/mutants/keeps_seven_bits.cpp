// keeps_seven_bits.cpp -- masks the character, as if the line carried letters only.
// Fails: console.every_byte_arrives

    // LAB 0 BEGIN serial output: wrong on purpose
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_ready) == 0) {
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character & 0x7F));
    // LAB 0 END
