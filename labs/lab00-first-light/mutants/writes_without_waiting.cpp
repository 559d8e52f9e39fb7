// writes_without_waiting.cpp -- an emulator takes every character at once, so it seems to work.
// Fails: console.waits_for_room

    // LAB 0 BEGIN serial output: wrong on purpose
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
