// slow_transmitter.hpp -- a serial port that is as slow as a real one.
// Emulated serial ports are always ready, so nobody would notice code that never waits. Here
// the processor's debug registers trap each access to two ports of COM1, and the trap handler
// plays a transmitter that is busy for a while after each character.
// Invariant: between begin and end nothing else may raise an exception.
// Source: Intel SDM vol. 3B, "Debug Registers" (I/O breakpoints, CR4.DE).
#pragma once

#include "labs/common/numbers.hpp"

#include <stdint.h>

namespace kumquat {

/// What the transmitter has seen.
struct TransmitterLog {
    uint32_t written;   // characters, lost ones included
    uint32_t overruns;  // written while there was no room: lost on real hardware
    uint32_t polls;     // readings of the line-status register
    uint32_t late;      // needless readings: there was room already
    uint32_t count;     // characters in `text`
    char text[512];     // what came through
};

/// From now on COM1's transmitter takes its time, drawn from `numbers`.
/// Effects: loads a GDT and an IDT of its own; interrupts stay off.
void begin_slow_transmitter(const Numbers& numbers);

/// The transmitter is quick again.
const TransmitterLog& end_slow_transmitter();

}  // namespace kumquat
