// end_of_run.cpp -- the exit ports of the emulators.
#include "kernel/debug/end_of_run.hpp"

#include "kernel/debug/trace.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/serial.hpp"

namespace kumquat {

void end_of_run(uint8_t result) {
    constexpr uint16_t qemu_exit = 0xF4, bochs_shutdown = 0x8900;
    if constexpr (config::trace) {
        finish_trace_stream();
    }
    serial_flush();
    port_write8(qemu_exit, result);
    for (const char* text = "Shutdown"; *text != '\0'; ++text) {
        port_write8(bochs_shutdown, static_cast<uint8_t>(*text));
    }
    halt_for_ever();
}

}  // namespace kumquat
