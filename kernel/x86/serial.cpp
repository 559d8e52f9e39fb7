// serial.cpp -- COM1 by polling.
#include "kernel/x86/serial.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint16_t com1 = 0x3F8;
constexpr uint8_t ready_lines = 0x03;  // data terminal ready, request to send

}  // namespace

uint8_t serial_read(SerialRegister which) {
    return port_read8(static_cast<uint16_t>(com1 + static_cast<uint16_t>(which)));
}

void serial_write(SerialRegister which, uint8_t value) {
    port_write8(static_cast<uint16_t>(com1 + static_cast<uint16_t>(which)), value);
}

[[gnu::section(".start_up")]] void initialize_serial() {
    serial_write(SerialRegister::interrupt_enable, 0);
    serial_write(SerialRegister::line_control, serial_divisor_latch | serial_line_8n1);
    serial_write(SerialRegister::data, 1);  // 115,200 baud / 1
    serial_write(SerialRegister::interrupt_enable, 0);
    serial_write(SerialRegister::line_control, serial_line_8n1);
    serial_write(SerialRegister::fifo_control, serial_fifos_on_and_empty);
    serial_write(SerialRegister::modem_control, ready_lines);
}

void serial_put(char character) {
    // LAB 0 BEGIN serial output: wait for room, then hand the character over
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_ready) == 0) {
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
    // LAB 0 END
}

void serial_flush() {
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_empty) == 0) {
    }
}

int serial_get() {
    if ((serial_read(SerialRegister::line_status) & serial_data_ready) == 0) {
        return -1;
    }
    return serial_read(SerialRegister::data);
}

}  // namespace kumquat
