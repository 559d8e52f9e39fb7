// port.cpp -- programming the 16550.
#include "kernel/gdb_stub/port.hpp"

#include "kernel/x86/instructions.hpp"
#include "kernel/x86/serial.hpp"

namespace kumquat::gdb {

namespace {

constexpr uint16_t com2 = 0x2F8;
constexpr uint8_t when_data_comes = 0x01;
// DTR, RTS, and OUT2, which is the way to the interrupt controller.
constexpr uint8_t ready_and_may_interrupt = 0x0B;
constexpr uint8_t nobody_there = 0xFF;  // what an empty bus shows

void write(SerialRegister which, uint8_t value) {
    port_write8(static_cast<uint16_t>(com2 + static_cast<uint16_t>(which)), value);
}

uint8_t read(SerialRegister which) {
    return port_read8(static_cast<uint16_t>(com2 + static_cast<uint16_t>(which)));
}

bool has_status(uint8_t bit) { return (read(SerialRegister::line_status) & bit) != 0; }

}  // namespace

[[gnu::section(".start_up")]] bool open_port() {
    write(SerialRegister::line_control, serial_divisor_latch | serial_line_8n1);
    write(SerialRegister::data, 1);  // 115,200 baud / 1
    write(SerialRegister::interrupt_enable, 0);
    write(SerialRegister::line_control, serial_line_8n1);
    write(SerialRegister::fifo_control, serial_fifos_on_and_empty);
    write(SerialRegister::modem_control, ready_and_may_interrupt);
    write(SerialRegister::interrupt_enable, when_data_comes);
    return read(SerialRegister::line_status) != nobody_there;
}

void put_character(char character) {
    while (!has_status(serial_transmitter_ready)) {
    }
    write(SerialRegister::data, static_cast<uint8_t>(character));
}

void finish_sending() {
    while (!has_status(serial_transmitter_empty)) {
    }
}

int get_character() {
    return has_status(serial_data_ready) ? read(SerialRegister::data) : -1;
}

}  // namespace kumquat::gdb
