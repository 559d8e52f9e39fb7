// stub.cpp -- why the machine stops; then GDB's commands, one after the other; then on.
#include "kernel/gdb_stub/stub.hpp"

#include "kernel/boot/command_line.hpp"
#include "kernel/debug/end_of_run.hpp"
#include "kernel/gdb_stub/commands.hpp"
#include "kernel/gdb_stub/gates.hpp"
#include "kernel/gdb_stub/port.hpp"
#include "kernel/gdb_stub/quiet.hpp"
#include "kernel/gdb_stub/step.hpp"
#include "kernel/gdb_stub/stop.hpp"
#include "kernel/x86/debug_unit.hpp"
#include "kernel/x86/interrupt_controller.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/traps.hpp"

extern "C" void gdb_wait();                                   // entry.S
extern "C" const uint8_t gdb_waits_here[];                    //
extern "C" bool gdb_on_own_stack(kumquat::TrapFrame& frame);  //

namespace kumquat {

namespace gdb {

namespace {

using Event = PacketReader::Event;

constexpr uint32_t vector_port = first_interrupt_vector + port_line;

PacketReader reader;
Reply reply;
bool has_port = false;
bool is_connected = false;  // somebody has spoken in whole packets

/// What has come. \return  none: no more characters are there
Event take_what_has_come() {
    Event event = Event::none;
    for (int character = 0; event == Event::none;) {
        character = get_character();
        if (character < 0) {
            break;
        }
        event = reader.take(static_cast<uint8_t>(character));
    }
    return event;
}

void send_reply() { reply.send_to(put_character); }

void tell(const Stop& stop) {
    reply.clear();
    say_stop(stop, reply);
    send_reply();
}

/// \return  whether the machine goes on
bool obey(const Stop& stop) {
    put_character('+');
    is_connected = true;
    const Order order = carry_out(reader.begin(), reader.end(), stop, reply);
    switch (order.what) {
    case Order::What::answer:
        send_reply();
        return false;
    case Order::What::step:
        let_step(order.thread);
        return true;
    case Order::What::go_on:
        return true;
    case Order::What::detach:
        send_reply();
        is_connected = false;
        return true;
    case Order::What::end_machine:
        finish_sending();  // GDB waits for the "+" and takes its loss badly
        end_of_run(run_failed);
    }
    __builtin_unreachable();
}

/// \return  whether the machine goes on
bool serve(Event event, const Stop& stop) {
    switch (event) {
    case Event::packet:
        return obey(stop);
    case Event::damaged:
        put_character('-');
        break;
    case Event::too_long:
        put_character('+');
        reply.clear();
        reply.text("E01");
        send_reply();
        break;
    case Event::again:
        send_reply();
        break;
    case Event::none:
    case Event::interrupt:  // it stands already
        break;
    }
    return false;
}

/// The machine stands until GDB lets it go on.
/// \param event  packet: one has come already, and nobody waits to be told of the stop
void stand_still(TrapFrame& frame, const Stop& stop, Event event) {
    stopped = &frame;
    take_out_breakpoints();
    be_quiet();
    end_step();
    begin_stop();
    if (event == Event::packet) {
    } else if (is_connected) {
        tell(stop);
    } else {
        put_character('+');  // who waits for the machine hears that it is there
    }
    while (!serve(event, stop)) {
        event = take_what_has_come();
        if (event == Event::none) {
            doze();
        }
    }
    if (!may_step_quietly()) {
        end_quiet();
    }
    put_in_breakpoints();
    stopped = nullptr;
}

/// The port's interrupt comes once for all characters that are there.
void serve_port(TrapFrame& frame) {
    end_port_interrupt();
    for (;;) {
        const Event event = take_what_has_come();
        if (event == Event::none) {
            return;
        }
        if (event == Event::packet) {
            stand_still(frame, Stop{}, event);
        } else if (event == Event::interrupt && is_connected) {
            stand_still(frame, Stop{signal_interrupt}, event);
        } else if (event == Event::damaged) {
            put_character('-');
        }
    }
}

/// int3. \return  false: it is a program's own
bool is_stop_at_int3(TrapFrame& frame, Stop& stop) {
    if (has_int3_at(frame.eip - 1)) {
        --frame.eip;
        stop.cause = Stop::Cause::int3;
        return true;
    }
    return frame.eip == address_of(gdb_waits_here);
}

/// A step, or a debug register. \return  false: a program has some of its own
bool is_stop_of_processor(Stop& stop) {
    const uint32_t status = read_debug_status();
    stop.hit = find_hit(status);
    if (stop.hit.is_ours) {
        stop.cause = Stop::Cause::hit;
    } else if (!is_stepping() || (status & debug_status_step) == 0) {
        return false;
    }
    clear_debug_status();
    return true;
}

uint32_t signal_of(uint32_t vector) {
    constexpr uint32_t vector_divide_error = 0;
    return vector == vector_divide_error     ? signal_arithmetic
           : vector == vector_invalid_opcode ? signal_illegal
                                             : signal_memory;
}

bool is_stop(TrapFrame& frame, Stop& stop) {
    switch (frame.vector) {
    case vector_debug:
        return is_stop_of_processor(stop);
    case vector_breakpoint:
        return is_stop_at_int3(frame, stop);
    default:  // an exception of the kernel itself
        stop.signal = signal_of(frame.vector);
        return is_connected;
    }
}

/// Once GDB has seen it, the kernel panics, unless GDB lets it go on elsewhere: the same instruction
/// would fail again.
bool stop_at_kernel_exception(TrapFrame& frame) {
    const uint32_t eip = frame.eip;
    return gdb_on_own_stack(frame) && frame.eip != eip;
}

}  // namespace

void load_breakpoints(const uint32_t* addresses, uint32_t control) {
    write_debug_registers(addresses, control);
}

extern "C" [[gnu::used, gnu::externally_visible]] bool gdb_trap(TrapFrame& frame) {
    if (frame.vector == vector_port) {
        serve_port(frame);
        return true;
    }
    Stop stop;
    if (!is_stop(frame, stop)) {
        return false;
    }
    stand_still(frame, stop, Event::none);
    return true;
}

}  // namespace gdb

[[gnu::section(".start_up")]] void start_gdb_stub() {
    gdb::has_port = gdb::open_port();
    if (!gdb::has_port) {
        return;
    }
    gdb::load_early_gates();
    if (option_is("gdb", "wait")) {
        gdb_wait();
    }
}

[[gnu::section(".start_up")]] void let_gdb_stub_into_traps() {
    if (gdb::has_port) {
        gdb::take_gates();
        unmask_interrupt(gdb::port_line);
        kernel_exception_hook = gdb::stop_at_kernel_exception;
    }
}

}  // namespace kumquat
