// guest_int3.cpp -- programs that print the L4 way.
#include "labs/lab01-traps/guest_tests.hpp"
#include "labs/lab01-traps/int3_texts.hpp"
#include "labs/lab01-traps/program.hpp"

#include "kernel/debug/debugger_functions.hpp"
#include "kernel/x86/serial.hpp"
#include "kernel/x86/traps.hpp"
#include "labs/lab01-traps/exception_log.hpp"

namespace kumquat {

namespace {

GUEST_OWN bool (*log_the_stop)(TrapFrame& frame);

/// enter_debugger is about to run: what was it given?
bool record_note(TrapFrame& frame) {
    // The second and third argument of a function come in EDX and ECX.
    record(frame.eip);
    record(frame.edx);
    record(frame.ecx);
    return log_the_stop(frame);
}

}  // namespace

void print_registers(Numbers& numbers) {
    load_kernel_tables();
    for (uint32_t i = 0; i < int3_calls; ++i) {
        const DrawnInt3 drawn = draw_int3(numbers, i);
        ProgramRegisters registers = draw_registers(numbers);
        registers.eax = drawn.eax;
        const ProgramRegisters before = registers;
        Program program;
        program.byte(op_int3).byte(op_compare_al).byte(drawn.function);
        program.run(registers);
        record((registers.eax ^ before.eax) | (registers.ebx ^ before.ebx) |
               (registers.ecx ^ before.ecx) | (registers.edx ^ before.edx) |
               (registers.esi ^ before.esi) | (registers.edi ^ before.edi) |
               (registers.ebp ^ before.ebp));
    }
    serial_flush();
}

void print_text_in_code(Numbers& numbers) {
    load_kernel_tables();
    for (uint32_t i = 0; i < int3_texts; ++i) {
        Program program;
        const uint32_t length = draw_text_length(numbers, i);
        program.byte(op_int3).byte(op_nop).byte(op_short_jump).byte(length);
        for (uint32_t j = 0; j < length; ++j) {
            program.byte(static_cast<unsigned char>(numbers.character()));
        }
        ProgramRegisters registers = draw_registers(numbers);
        program.run(registers);
    }
    serial_flush();
}

void go_on_behind_int3(Numbers& numbers) {
    load_kernel_tables();
    for (uint32_t i = 0; i < int3_calls; ++i) {
        ProgramRegisters registers = draw_registers(numbers);
        // The comparison behind the int3 is carried out: equal or not, the program sees it.
        const uint32_t function = 5;
        registers.eax = numbers.below(2) == 0 ? function : registers.eax | 0x80;
        Program program;
        program.byte(op_int3).byte(op_compare_al).byte(function);
        program.byte(0x0F).byte(0x94).byte(0xC1);  // sete %cl
        program.run(registers);
        record(registers.ecx & 0xFF);
        record(registers.eax & 0xFF);
    }
}

void leave_notes(Numbers& numbers) {
    load_kernel_tables();
    begin_exception_log();
    log_the_stop = kernel_exception_hook;
    kernel_exception_hook = record_note;
    for (uint32_t i = 0; i < int3_texts; ++i) {
        const uint32_t length = draw_text_length(numbers, i);
        const uint32_t expected = numbers.next();
        Program program;
        program.byte(op_int3).byte(op_short_jump).byte(length).byte('*');
        for (uint32_t j = 1; j < length; ++j) {
            program.byte(static_cast<unsigned char>(numbers.character()));
        }
        record(program.here() - length);
        program.byte(0xB8).word(expected);  // movl $expected, %eax: the program went on
        ProgramRegisters registers = draw_registers(numbers);
        stop_at_function(reinterpret_cast<const void*>(&enter_debugger), true);
        program.run(registers);
        record(registers.eax);
    }
    serial_flush();
}

}  // namespace kumquat
