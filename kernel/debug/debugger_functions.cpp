// debugger_functions.cpp -- serving the int3 of programs.
#include "kernel/debug/debugger_functions.hpp"

#include "kernel/debug/code_reader.hpp"
#include "kernel/debug/end_of_run.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/threads/stop.hpp"
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

void print_c_string(const TrapFrame& frame, uint32_t address) {
    constexpr uint32_t longest = 4096;
    for (uint32_t i = 0; i < longest; ++i) {
        const int byte = read_byte_of(frame, address + i);
        if (byte <= 0) {
            return;
        }
        print_character(static_cast<char>(byte));
    }
}

void print_signed(uint32_t value) {
    if ((value >> 31) != 0) {
        print_character('-');
        value = 0 - value;
    }
    print_decimal(value);
}

uint32_t wait_for_key() {
    int key = -1;
    while (key < 0) {
        key = serial_get();
    }
    return static_cast<uint32_t>(key);
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
        frame.eax = wait_for_key();
        break;
    case 24:  // profiling: accepted, does nothing
    case 25:
    case 26:
        break;
    case 29:  // trace buffer of another kernel: there is none
        frame.eax = 0;
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
    }
}

void enter_debugger(TrapFrame& frame, uint32_t address, int length) {
    if (length > 0 && read_byte_of(frame, address) == '*') {
        char text[mark_length];
        copy_text(frame, address + 1, static_cast<uint32_t>(length) - 1, text);
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
