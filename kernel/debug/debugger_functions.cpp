// debugger_functions.cpp -- serving the int3 of programs.
#include "kernel/debug/debugger_functions.hpp"

#include "kernel/debug/code_reader.hpp"
#include "kernel/debug/end_of_run.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/threads/stop.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/memory_functions.hpp"
#include "kernel/x86/serial.hpp"

namespace kumquat {

namespace {

constexpr uint32_t mark_length = 16;
constexpr uint32_t no_key = 0xFFFFFFFF;
constexpr uint32_t name_thread = 3;  // ECX of function 30

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

/// Printing takes long: between pieces of a text, interrupts are taken. Another thread may run.
void let_interrupts_in(const TrapFrame& frame, uint32_t printed) {
    constexpr uint32_t piece = 64;  // characters
    if (printed % piece == piece - 1 && frame.is_from_user()) {
        take_pending_interrupts();  // BLOCKS
    }
}

void print_c_string(const TrapFrame& frame, uint32_t address) {
    constexpr uint32_t longest = 4096;
    for (uint32_t i = 0; i < longest; ++i) {
        const int byte = read_byte_of(frame, address + i);
        if (byte <= 0) {
            return;
        }
        print_character(static_cast<char>(byte));
        let_interrupts_in(frame, i);
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
    for (;;) {
        const int key = serial_get();
        if (key >= 0) {
            return static_cast<uint32_t>(key);
        }
        if (frame.is_from_user()) {
            take_pending_interrupts();  // BLOCKS
            if (frame.eip != eip) {
                return no_key;
            }
        }
    }
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

/// Set the low bits of a register. \param digits  hexadecimal ones
void set_low(uint32_t& word, uint32_t value, uint32_t digits) {
    const uint32_t mask = 0xFFFFFFFF >> (32 - 4 * digits);
    word = (word & ~mask) | value;
}

/// Escape sequences that every terminal knows. \param place  x in the low byte, y above it
void clear_page() { print("\33[2J\33[H"); }
void set_cursor(uint32_t place) {
    print("\33[");
    print_decimal((place >> 8 & 0xFF) + 1);
    print_character(';');
    print_decimal((place & 0xFF) + 1);
    print_character('H');
}

/// Function 29: the trace of another kernel. Texts are noted in ours.
void trace_for_program(TrapFrame& frame) {
    constexpr uint32_t add_text = 1, add_text_and_registers = 4;
    if (frame.is_from_user() &&
        (frame.eax == add_text || frame.eax == add_text_and_registers)) {
        char text[mark_length];
        copy_text(frame, frame.edx, mark_length, text);
        trace_text(TraceKind::user_mark, current_thread(), text);
    }
    frame.eax = 0;  // there is no status page
}

void register_debug_info(TrapFrame& frame) {
    if (frame.ecx == name_thread && frame.is_from_user()) {
        char name[mark_length];
        copy_text(frame, frame.eax, mark_length, name);
        trace_text(TraceKind::thread_name, current_thread(), name);
    }
}

}  // namespace

void call_debugger_function(TrapFrame& frame, uint32_t function) {
    switch (function) {
    case 0:
        print_character(static_cast<char>(frame.eax));
        break;
    case 1:
        print_program_text(frame, frame.eax + 1, read_byte_of(frame, frame.eax));
        break;
    case 2:
        print_c_string(frame, frame.eax);
        break;
    case 3:
        clear_page();
        break;
    case 4:
        set_cursor(frame.eax);
        break;
    case 5:
        print_hex(frame.eax, 8);
        break;
    case 6:
        print_hex(frame.eax, 5);
        break;
    case 7:
        print_hex(frame.eax, 4);
        break;
    case 8:
        print_hex(frame.eax, 3);
        break;
    case 9:
        print_hex(frame.eax, 2);
        break;
    case 10:
        print_hex(frame.eax, 1);
        break;
    case 11:
        print_signed(frame.eax);
        break;
    case 12: {
        const int key = serial_get();
        frame.eax = key < 0 ? no_key : static_cast<uint32_t>(key);
        break;
    }
    case 13:
        frame.eax = wait_for_key(frame);
        break;
    case 14:
    case 17:
        frame.eax = read_hex(frame, 8);
        break;
    case 15:
        set_low(frame.eax, read_hex(frame, 4), 4);
        break;
    case 16:
        set_low(frame.eax, read_hex(frame, 2), 2);
        break;
    case 24:  // profiling: accepted, does nothing
    case 25:
    case 26:
        break;
    case 29:
        trace_for_program(frame);
        break;
    case 30:
        register_debug_info(frame);
        break;
    case 31:  // watchdog: accepted, does nothing
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
    for (int i = 0; i < length; ++i) {
        const int byte = read_byte_of(frame, address + static_cast<uint32_t>(i));
        if (byte < 0) {
            return;
        }
        print_character(static_cast<char>(byte));
        let_interrupts_in(frame, static_cast<uint32_t>(i));
    }
}

void enter_debugger(TrapFrame& frame, uint32_t address, int length) {
    if (length > 0 && read_byte_of(frame, address) == '*') {
        const bool has_plus = length > 1 && read_byte_of(frame, address + 1) == '+';
        const uint32_t plus = has_plus ? 1 : 0;
        char text[mark_length];
        copy_text(frame, address + 1 + plus, static_cast<uint32_t>(length) - 1 - plus,
                  text);
        if (memcmp(text, "#exit", sizeof("#exit")) == 0) {
            end_of_run(run_succeeded);
        }
        if (memcmp(text, "#fail", sizeof("#fail")) == 0) {
            end_of_run(run_failed);
        }
        if (frame.is_from_user()) {
            trace_text(TraceKind::user_mark, current_thread(), text);
        }
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
    print("Thread ");
    print_id(current_thread().id);
    print(" stopped.\n");
    trace_exception(current_thread(), frame);
    stop_current_thread(DeathReason::exception);
}

}  // namespace kumquat
