// debugger_functions.cpp -- serving the int3 of programs.
#include "kernel/debug/debugger_functions.hpp"

#include "kernel/debug/end_of_run.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/debug/say.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/stop.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/memory_functions.hpp"
#include "kernel/x86/serial.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

constexpr uint32_t mark_length = 16;
constexpr uint32_t longest_c_string = 4096;
constexpr uint32_t no_key = 0xFFFFFFFF;  // serial_get() says the same
constexpr uint32_t name_thread = 3;      // ECX of function 30

/// Copy up to 16 characters of the program into `text`, padded with zeros.
void copy_text(const TrapFrame& frame, uint32_t address, uint32_t length, char* text) {
    for (uint32_t i = 0; i < mark_length; ++i) {
        const int byte = i < length ? read_byte_of(frame, address + i) : 0;
        text[i] = static_cast<char>(byte < 0 ? 0 : byte);
        if (byte <= 0) {
            length = i;  // the rest is zeros
        }
    }
}

/// Print text of the program, as far as it is mapped. Printing takes long: between pieces of
/// it, other threads may run.
/// \param length  most characters. BLOCKS
void print_text(const TrapFrame& frame,
                uint32_t address,
                uint32_t length,
                bool ends_with_zero) {
    constexpr uint32_t piece = 64;  // characters
    for (uint32_t i = 0; i < length; ++i) {
        const int byte = read_byte_of(frame, address + i);
        if (byte < 0 || (ends_with_zero && byte == 0)) {
            break;
        }
        if (!frame.is_from_user()) {
            print_character(static_cast<char>(byte));
            continue;
        }
        say_character(static_cast<char>(byte));
        if (i % piece == piece - 1) {
            preempt_if_needed();  // BLOCKS
        }
    }
    if (frame.is_from_user()) {
        preempt_if_needed();  // BLOCKS
    }
}

void print_signed(uint32_t value) {
    if ((value >> 31) != 0) {
        print_character('-');
        value = 0 - value;
    }
    print_decimal(value);
}

/// Only the thread waits: interrupts are taken, and others have their timeslices.
/// \return  no_key if the thread was sent elsewhere in the meantime
uint32_t wait_for_key(const TrapFrame& frame) {
    const uint32_t eip = frame.eip;
    int key = serial_get();
    while (key < 0 && frame.eip == eip) {
        if (frame.is_from_user()) {
            take_pending_interrupts();  // BLOCKS
        }
        key = serial_get();
    }
    return static_cast<uint32_t>(key);
}

/// A number typed in hexadecimal, and shown. \param digits  how many at most; a line end ends it
uint32_t read_hex(const TrapFrame& frame, uint32_t digits) {
    uint32_t value = 0;
    while (digits > 0) {
        const uint32_t key = wait_for_key(frame);
        if (key == '\r' || key == '\n' || key == no_key) {
            break;
        }
        const uint32_t letter = key | 0x20;  // small
        const bool is_digit = key >= '0' && key <= '9';
        if (is_digit || (letter >= 'a' && letter <= 'f')) {
            print_character(static_cast<char>(key));
            value = value << 4 | (is_digit ? key - '0' : letter - 'a' + 10);
            --digits;
        }
    }
    return value;
}

/// An escape sequence that every terminal knows. \param place  x in the low byte, y above it
void set_cursor(uint32_t place) {
    print("\33[");
    print_decimal((place >> 8 & 0xFF) + 1);
    print_character(';');
    print_decimal((place & 0xFF) + 1);
    print_character('H');
}

/// Text of the program for the trace. \param address  of it, padded or ended with zeros
void note_program_text(const TrapFrame& frame,
                       TraceKind kind,
                       uint32_t address,
                       uint32_t length) {
    if (frame.is_from_user()) {
        char text[mark_length];
        copy_text(frame, address, length, text);
        trace_text(kind, current_thread(), text);
    }
}

/// Function 29: the trace of another kernel. Texts are noted in ours.
void trace_for_program(TrapFrame& frame) {
    constexpr uint32_t add_text = 1, add_text_and_registers = 4;
    if (frame.eax == add_text || frame.eax == add_text_and_registers) {
        note_program_text(frame, TraceKind::user_mark, frame.edx, mark_length);
    }
    frame.eax = 0;  // there is no status page
}

/// "*...": a note. \param address, length  of what stands behind the star
void take_note(const TrapFrame& frame, uint32_t address, uint32_t length) {
    char text[mark_length];
    copy_text(frame, address, length, text);
    if (memcmp(text, "#exit", sizeof("#exit")) == 0) {
        end_of_run(run_succeeded);
    }
    if (memcmp(text, "#fail", sizeof("#fail")) == 0) {
        end_of_run(run_failed);
    }
    const uint32_t plus = text[0] == '+' ? 1 : 0;
    note_program_text(frame, TraceKind::user_mark, address + plus, length - plus);
}

}  // namespace

int read_byte_of(const TrapFrame& frame, uint32_t address) {
    if (!frame.is_from_user()) {
        return *reinterpret_cast<const uint8_t*>(uintptr_t{address});
    }
    uint8_t byte = 0;
    return is_user_range(address, 1) && try_read(address, byte) ? byte : -1;
}

void call_debugger_function(TrapFrame& frame, uint32_t function) {
    constexpr uint32_t hex_digits[] = {8, 5, 4, 3, 2, 1};  // of functions 5 to 10
    uint32_t& eax = frame.eax;
    switch (function) {
    case 0:
        print_character(static_cast<char>(eax));
        break;
    case 1:
        print_program_text(frame, eax + 1, read_byte_of(frame, eax));
        break;
    case 2:
        print_text(frame, eax, longest_c_string, true);
        break;
    case 3:
        print("\33[2J\33[H");  // clears the page, on every terminal
        break;
    case 4:
        set_cursor(eax);
        break;
    case 5 ... 10:
        print_hex(eax, hex_digits[function - 5]);
        break;
    case 11:
        print_signed(eax);
        break;
    case 12:
        eax = static_cast<uint32_t>(serial_get());
        break;
    case 13:
        eax = wait_for_key(frame);
        break;
    case 14:
    case 17:
        eax = read_hex(frame, 8);
        break;
    case 15:
        eax = (eax & 0xFFFF0000) | read_hex(frame, 4);
        break;
    case 16:
        eax = (eax & 0xFFFFFF00) | read_hex(frame, 2);
        break;
    case 29:
        trace_for_program(frame);
        break;
    case 30:
        if (frame.ecx == name_thread) {
            note_program_text(frame, TraceKind::thread_name, eax, mark_length);
        }
        break;
    case 24 ... 26:  // profiling, and the watchdog: accepted, does nothing
    case 31:
        break;
    default:
        if (function >= 0x20) {
            print_character(static_cast<char>(function));
        } else {
            enter_debugger(frame, 0, 0);
        }
    }
}

void print_program_text(const TrapFrame& frame, uint32_t address, int length) {
    if (length > 0) {
        print_text(frame, address, static_cast<uint32_t>(length), false);
    }
}

void enter_debugger(TrapFrame& frame, uint32_t address, int length) {
    if (length > 0 && read_byte_of(frame, address) == '*') {
        take_note(frame, address + 1, static_cast<uint32_t>(length) - 1);
        return;
    }
    print("\nBreakpoint at ");
    print_hex(frame.eip);
    print(": ");
    print_program_text(frame, address, length);
    print("\n");
    if (!frame.is_from_user()) {
        panic("a breakpoint in the kernel");
    }
    say_stopped(".\n");
    trace_exception(current_thread(), frame);
    stop_current_thread(DeathReason::exception);
}

}  // namespace kumquat
