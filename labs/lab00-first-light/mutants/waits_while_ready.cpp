// waits_while_ready.cpp -- the condition the wrong way round: never ends on an idle port.
// Fails: console.text_arrives

    // LAB 0 BEGIN serial output: wrong on purpose
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_ready) != 0) {
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
