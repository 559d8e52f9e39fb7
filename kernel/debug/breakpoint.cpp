// breakpoint.cpp -- tell the forms of int3 apart.
#include "kernel/debug/breakpoint.hpp"

#include "kernel/debug/debugger_functions.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/x86/exception_reflection.hpp"
#include "kernel/x86/interrupt_table.hpp"

namespace kumquat {

namespace {

constexpr int longest_jump = 127;  // a displacement above is backward: program code
constexpr int opcode_compare_al = 0x3C, opcode_nop = 0x90, opcode_short_jump = 0xEB;

}  // namespace

void handle_breakpoint(TrapFrame& frame) {
    if (frame.is_from_user() && reflect_exception(frame, vector_breakpoint, 0)) {
        return;
    }
    // LAB 1 BEGIN breakpoint: look at the bytes behind the int3
    const uint32_t eip = frame.eip;
    const int first = read_byte_of(frame, eip);
    const int second = read_byte_of(frame, eip + 1);
    if (first == opcode_compare_al && second >= 0) {
        call_debugger_function(frame, static_cast<uint32_t>(second));
    } else if (first == opcode_nop && second == opcode_short_jump) {
        const int length = read_byte_of(frame, eip + 2);
        print_program_text(frame, eip + 3, length <= longest_jump ? length : 0);
    } else if (first == opcode_short_jump && second > 0 && second <= longest_jump) {
        enter_debugger(frame, eip + 2, second);
    } else {
        enter_debugger(frame, 0, 0);
    }
    // LAB 1 END
}

}  // namespace kumquat
