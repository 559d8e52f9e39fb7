// instruction_emulation.cpp -- reading the bytes, doing what they say.
#include "kernel/x86/instruction_emulation.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/config.hpp"
#include "kernel/ipc/own_memory.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/debug_registers.hpp"
#include "kernel/x86/model_registers.hpp"

namespace kumquat {

namespace {

constexpr uint32_t version_told_by_hlt = 0x00010000;
constexpr uint8_t sysenter = 0x34;

/// Operand of lidt. \param operand  address of 6 bytes: limit (not looked at), address
bool install_exception_table(uint32_t operand) {
    uint32_t table;
    if (!read_own(operand + 2, table)) {
        return false;
    }
    current_thread().exception_table = table;
    return true;
}

/// General register by its number in an instruction; pushal has stored them in that order.
uint32_t& general_register(TrapFrame& frame, uint32_t number) {
    constexpr uint32_t number_of_esp = 4;
    Registers& registers = frame;
    return number == number_of_esp ? frame.esp
                                   : (&registers.eax)[-static_cast<int>(number)];
}

/// \param modrm  bits 5:3 the debug register, bits 2:0 the general register
bool move_debug_register(TrapFrame& frame, uint8_t modrm, bool is_write) {
    Tcb& self = current_thread();
    const uint32_t number = modrm >> 3 & 7;
    uint32_t& operand = general_register(frame, modrm & 7);
    return is_write ? write_debug_register(self, number, operand)
                    : read_debug_register(self, number, operand);
}

bool may_use_model_registers() {
    const TaskNumber task = current_thread().id.task();
    return task == root_task || task_of(task).chief == root_task;
}

bool access_model_register(TrapFrame& frame, bool is_write) {
    if (!may_use_model_registers()) {
        return false;
    }
    // A wrong value in a wrong register stops the machine, as a wrong port can.
    return is_write ? config::user_iopl == 3 &&
                          write_model_register(frame.ecx, frame.eax, frame.edx)
                    : read_model_register(frame.ecx, frame.eax, frame.edx);
}

/// Operands of an ipc by sysenter, as on int 0x30. \param eip  where the program wants to go on
bool pop_call(TrapFrame& frame, uint32_t& eip) {
    const uint32_t stack = frame.ecx;
    uint32_t receive = 0, timeouts = 0;
    if (!read_own(stack, eip) || !read_own(stack + 8, receive) ||
        !read_own(stack + 12, timeouts)) {
        return false;
    }
    frame.ebp = receive;
    frame.ecx = timeouts;
    frame.esp = stack + 16;
    return true;
}

/// Instructions of two bytes. \param eip  behind both; moved behind further ones
bool emulate_long_opcode(TrapFrame& frame, uint8_t opcode, uint32_t& eip) {
    uint8_t modrm = 0;
    switch (opcode) {
    case 0x01:
        return read_own(eip++, modrm) && modrm == 0x18 &&
               install_exception_table(frame.eax);
    case 0x21:
    case 0x23:
        return read_own(eip++, modrm) &&
               move_debug_register(frame, modrm, opcode == 0x23);
    case 0x30:
    case 0x32:
        return access_model_register(frame, opcode == 0x30);
    case sysenter:
        return pop_call(frame, eip);
    default:
        return false;
    }
}

}  // namespace

bool emulate_instruction(TrapFrame& frame) {
    uint32_t eip = frame.eip;
    uint8_t opcode = 0, second = 0;
    if (!read_own(eip++, opcode)) {
        return false;
    }
    if (opcode == 0xF4) {
        frame.eax = version_told_by_hlt;
    } else if (opcode == 0xF0 && read_own(eip++, second) && second == 0x90) {
        frame.eax = physical_of(&info_page).raw();
    } else if (opcode != 0x0F || !read_own(eip++, second) ||
               !emulate_long_opcode(frame, second, eip)) {
        return false;
    }
    frame.eip = eip;
    frame.eflags &= ~eflags_resume;  // set by the fault; this instruction is over
    if (second == sysenter) {
        system_call_ipc(frame);
    }
    return true;
}

}  // namespace kumquat
