// commands.hpp -- the commands of GDB: from the text of a packet to the text of the answer.
// Whatever the text is, there is an answer: an empty one to what is not known, "E01" to what cannot
// be understood, "E14" (bad address) where no memory is.
// Source: GDB manual, "GDB Remote Serial Protocol", "Packets", "General Query Packets".
#pragma once

#include "kernel/gdb_stub/breakpoints.hpp"
#include "kernel/gdb_stub/target.hpp"

namespace kumquat::gdb {

/// Why the machine stands, for GDB.
struct Stop {
    enum class Cause { other, int3, hit };
    uint32_t signal = 5;  // SIGTRAP
    Cause cause = Cause::other;
    Hit hit = {};
};
constexpr uint32_t signal_interrupt = 2, signal_illegal = 4, signal_trap = 5,
                   signal_arithmetic = 8, signal_memory = 11;

/// What GDB wants to happen now.
struct Order {
    enum class What { answer, go_on, step, detach, end_machine };
    What what = What::answer;
    Thread thread = no_thread;  // that is to step
};

/// Carry out one command.
/// \param begin, end  the text of its packet
/// \param stop        why the machine stands
/// \param reply       the answer; it is not sent for go_on, step and end_machine
Order carry_out(const char* begin, const char* end, const Stop& stop, Reply& reply);

/// The machine has stopped: GDB's questions are about the running thread from now on.
void begin_stop();

/// The answer to "why does the machine stand?".
void say_stop(const Stop& stop, Reply& reply);

}  // namespace kumquat::gdb
