// waits_for_all_sent.cpp -- takes "all sent" for "room for one": right, and half as fast.
// Fails: console.fills_room_at_once

    // LAB 0 BEGIN serial output: wrong on purpose
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_empty) == 0) {
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
