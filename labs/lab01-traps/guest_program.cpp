// guest_program.cpp -- run a small program with given registers, and see what it left.
#include "labs/lab01-traps/program.hpp"

// in: EAX address of ProgramRegisters, EDX address of the program.  out: registers and flags stored.
// interrupts: off.  The two addresses are kept in memory: the program owns all registers.
asm(".data\n"
    "program_registers: .long 0\n"
    "program_entry: .long 0\n"
    ".text\n"
    "run_program:\n"
    "    pushal\n"
    "    movl %eax, program_registers\n"
    "    movl %edx, program_entry\n"
    "    pushl 28(%eax)\n"
    "    movl 4(%eax), %ebx\n"
    "    movl 8(%eax), %ecx\n"
    "    movl 12(%eax), %edx\n"
    "    movl 16(%eax), %esi\n"
    "    movl 20(%eax), %edi\n"
    "    movl 24(%eax), %ebp\n"
    "    movl (%eax), %eax\n"
    "    popfl\n"
    "    call *program_entry\n"
    "    pushfl\n"
    "    pushl %eax\n"
    "    movl program_registers, %eax\n"
    "    popl (%eax)\n"
    "    movl %ebx, 4(%eax)\n"
    "    movl %ecx, 8(%eax)\n"
    "    movl %edx, 12(%eax)\n"
    "    movl %esi, 16(%eax)\n"
    "    movl %edi, 20(%eax)\n"
    "    movl %ebp, 24(%eax)\n"
    "    popl 28(%eax)\n"
    "    cld\n"
    "    popal\n"
    "    ret\n");
extern "C" void run_program(kumquat::ProgramRegisters* registers,
                            const uint8_t* program);

namespace kumquat {

void Program::run(ProgramRegisters& registers) {
    byte(op_ret);
    run_program(&registers, bytes_);
}

}  // namespace kumquat
