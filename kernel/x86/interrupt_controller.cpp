// interrupt_controller.cpp -- programming the two 8259s.
#include "kernel/x86/interrupt_controller.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/interrupt_table.hpp"

namespace kumquat {

namespace {

constexpr uint16_t master_command = 0x20, master_data = 0x21;
constexpr uint16_t slave_command = 0xA0, slave_data = 0xA1;
constexpr uint32_t lines_per_controller = 8;

constexpr uint8_t icw1_initialize = 0x11;  // cascaded, edge triggered, ICW4 follows
// If drivers end their interrupts, a line of the second controller must be able to interrupt
// another one that is still being served (special fully nested mode).
constexpr uint8_t icw4_8086 = 0x01, icw4_nested = 0x10;
constexpr uint8_t icw4_master =
    config::irq_ack == config::IrqAck::driver ? icw4_8086 | icw4_nested : icw4_8086;
constexpr uint8_t ocw2_end_of_interrupt = 0x20,
                  ocw2_end_of_this = 0x60;  // plus its number
constexpr uint8_t ocw3_read_in_service = 0x0B;

uint8_t read_in_service(uint16_t command_port) {
    port_write8(command_port, ocw3_read_in_service);
    return port_read8(command_port);
}

uint16_t mask_port(uint32_t line) {
    return line < lines_per_controller ? master_data : slave_data;
}

uint32_t mask_bit(uint32_t line) { return 1u << (line % lines_per_controller); }

}  // namespace

[[gnu::section(".start_up")]] void initialize_interrupt_controllers() {
    port_write8(master_command, icw1_initialize);
    port_write8(slave_command, icw1_initialize);
    port_write8(master_data, first_interrupt_vector);
    port_write8(slave_data, first_interrupt_vector + lines_per_controller);
    port_write8(master_data, 1u << cascade_line);  // where the slave hangs
    port_write8(slave_data, cascade_line);
    port_write8(master_data, icw4_master);
    port_write8(slave_data, icw4_8086);
    port_write8(master_data, static_cast<uint8_t>(~(1u << cascade_line)));
    port_write8(slave_data, 0xFF);
}

void unmask_interrupt(uint32_t line) {
    const uint16_t port = mask_port(line);
    port_write8(port, static_cast<uint8_t>(port_read8(port) & ~mask_bit(line)));
}

void mask_interrupt(uint32_t line) {
    const uint16_t port = mask_port(line);
    port_write8(port, static_cast<uint8_t>(port_read8(port) | mask_bit(line)));
}

void let_in_only(uint32_t line) {
    const uint8_t master = port_read8(master_data), slave = port_read8(slave_data);
    port_write8(master_data, 0xFF);
    port_write8(slave_data, 0xFF);
    unmask_interrupt(line);
    unmask_interrupt(line < lines_per_controller ? line : cascade_line);
    take_pending_interrupts();
    port_write8(slave_data, slave);
    port_write8(master_data, master);
}

bool is_spurious_interrupt(uint32_t line) {
    if (line % lines_per_controller != lines_per_controller - 1) {
        return false;
    }
    const bool on_slave = line >= lines_per_controller;
    const uint8_t in_service =
        read_in_service(on_slave ? slave_command : master_command);
    const bool spurious = (in_service & 0x80) == 0;
    if (spurious && on_slave) {
        port_write8(master_command,
                    ocw2_end_of_interrupt);  // the cascade line was real
    }
    return spurious;
}

void acknowledge_interrupt(uint32_t line) {
    // LAB 1 BEGIN end of interrupt: tell each controller that is waiting to hear it
    if (line >= lines_per_controller) {
        port_write8(slave_command, ocw2_end_of_interrupt);
    }
    port_write8(master_command, ocw2_end_of_interrupt);
    // LAB 1 END
}

void end_interrupt_of(uint32_t line) {
    if (line >= lines_per_controller) {
        port_write8(slave_command, ocw2_end_of_this + line % lines_per_controller);
        if (read_in_service(slave_command) != 0) {
            return;  // another one came through the cascade
        }
        line = cascade_line;
    }
    port_write8(master_command, ocw2_end_of_this + line % lines_per_controller);
}

}  // namespace kumquat
