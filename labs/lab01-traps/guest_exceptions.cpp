// guest_exceptions.cpp -- faults, traps and calls, raised on purpose.
// Evidence: the address of the program's instruction, then what the hook recorded.
#include "labs/lab01-traps/guest_tests.hpp"

#include "kernel/ipc/page_fault.hpp"
#include "kernel/system_calls.hpp"
#include "labs/lab01-traps/exception_log.hpp"
#include "labs/lab01-traps/faults.hpp"
#include "labs/lab01-traps/program.hpp"

namespace kumquat {

namespace {

GUEST_OWN uint32_t zero = 0;
GUEST_OWN uint32_t bad_selector = 0;

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

/// Append an instruction that faults.
void append_fault(Program& program, const DrawnFault& fault) {
    switch (fault.kind) {
    case FaultKind::undefined:
        program.byte(0x0F).byte(0x0B);  // ud2
        break;
    case FaultKind::divide:
        program.byte(0xF7).byte(0x35).word(address_of(&zero));  // divl zero
        break;
    case FaultKind::selector:
        bad_selector = fault.selector;
        program.byte(0x8E).byte(0x25).word(address_of(&bad_selector));  // movw bad, %fs
        break;
    case FaultKind::no_gate:
        program.byte(op_int).byte(fault.vector);
        break;
    }
}

void run_and_record_registers(Program& program, ProgramRegisters registers) {
    program.run(registers);
    record(registers.eax);
    record(registers.ebx);
    record(registers.ecx);
    record(registers.edx);
    record(registers.esi);
    record(registers.edi);
    record(registers.ebp);
}

}  // namespace

void raise_faults(Numbers& numbers) {
    load_kernel_tables();
    begin_exception_log();
    for (uint32_t i = 0; i < faults_raised; ++i) {
        const DrawnFault fault = draw_fault(numbers, i);
        Program program;
        record(program.here());
        append_fault(program, fault);
        go_on_at(program.here());
        run_and_record_registers(program, draw_registers(numbers));
    }
}

void raise_trap(Numbers& numbers) {
    constexpr uint32_t overflow_flag = 1u << 11;
    load_kernel_tables();
    begin_exception_log();
    Program program;
    record(program.here());
    program.byte(op_into);
    ProgramRegisters registers = draw_registers(numbers);
    registers.eflags |= overflow_flag;
    run_and_record_registers(program, registers);
}

void raise_page_fault(Numbers& numbers) {
    load_kernel_tables();
    begin_exception_log();
    for (uint32_t i = 0; i < page_faults_raised; ++i) {
        const DrawnPageFault fault = draw_page_fault(numbers);
        Program program;
        record(program.here());
        program.byte(fault.is_write ? op_store_eax : op_load_eax).word(fault.address);
        go_on_at(program.here());
        stop_at_function(reinterpret_cast<const void*>(&handle_page_fault), false);
        run_and_record_registers(program, draw_registers(numbers));
    }
}

void call_system(Numbers& numbers) {
    load_kernel_tables();
    begin_exception_log();
    const DrawnCalls calls = draw_calls(numbers);
    for (const uint32_t vector : calls.vectors) {
        stop_at_function(reinterpret_cast<const void*>(&handle_system_call), true);
        Program program;
        program.byte(op_int).byte(vector);
        record(program.here());
        run_and_record_registers(program, draw_registers(numbers));
    }
}

}  // namespace kumquat
