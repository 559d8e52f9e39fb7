// quiet.cpp -- the masks of the interrupt controllers.
#include "kernel/gdb_stub/quiet.hpp"

#include "kernel/gdb_stub/gates.hpp"
#include "kernel/gdb_stub/port.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat::gdb {

namespace {

constexpr uint16_t master_command = 0x20, master_mask = 0x21, slave_mask = 0xA1;
// The stop may have come while an interrupt of higher rank was being served.
constexpr uint8_t special_mask_mode = 0x68, no_special_mask_mode = 0x48;
constexpr uint8_t end_of_this = 0x60;  // OCW2, and the line

bool is_quiet = false;
uint8_t masks[2];  // as they were before

}  // namespace

void be_quiet() {
    if (is_quiet || !has_gates()) {
        return;
    }
    is_quiet = true;
    masks[0] = port_read8(master_mask);
    masks[1] = port_read8(slave_mask);
    port_write8(master_mask, static_cast<uint8_t>(~(1u << port_line)));
    port_write8(slave_mask, 0xFF);
}

void end_quiet() {
    if (is_quiet) {
        port_write8(master_mask, masks[0]);
        port_write8(slave_mask, masks[1]);
        is_quiet = false;
    }
}

void doze() {
    if (is_quiet) {
        let_port(PortGate::wake);
        port_write8(master_command, special_mask_mode);
        wait_for_interrupt();
        port_write8(master_command, no_special_mask_mode);
        let_port(PortGate::stop);
    }
}

// Not the kernel's own function: a breakpoint may stand in that one.
void end_port_interrupt() { port_write8(master_command, end_of_this + port_line); }

}  // namespace kumquat::gdb
