// program_handlers.cpp -- lab 4, stage 5: threads that handle their exceptions themselves, and such
// that give the kernel a wrong table, handler or stack.
#include "labs/lab04-ring3/program_tests.hpp"

#include "kernel/memory_layout.hpp"

extern "C" {
kumquat::lab04::Handled handled;
kumquat::lab04::Called fault_registers;
uint32_t fault_stack;
extern const uint8_t handler_0[], handler_1[], handler_3[], handler_4[], handler_5[],
    handler_6[], handler_10[], handler_13[], handler_14[], handler_16[];
extern const uint8_t fault_divide[], fault_breakpoint[], fault_overflow[],
    fault_bound[], fault_undefined[], fault_float[], fault_task[], fault_gate[],
    fault_page[], fault_page_below[], fault_behind[];
extern const int32_t no_bounds[];
extern const uint32_t float_zero;
extern const uint16_t float_control;
const int32_t no_bounds[] = {1, 0};  // no number lies between them
const uint32_t float_zero = 0;
const uint16_t float_control = 0x037B;  // a division by zero is an exception
void run_fault_divide();
void run_fault_breakpoint();
void run_fault_overflow();
void run_fault_bound();
void run_fault_undefined();
void run_fault_float();
void run_fault_task();
void run_fault_gate();
void run_fault_page();
void run_fault_page_below();
// Whether a handler goes back, and then where; and how much of its stack it notes.
uint32_t handler_goes_to, handler_words = 5;
}

// Handlers: their number, all registers and five words of the stack go to `handled`. If handler_goes_to
// is 0, the thread rests; else it goes back there.
// Faults: with the registers of fault_registers, and the stack of fault_stack. ECX is 0 where something
// is divided by it. At fault_x lies the instruction that the handler is told.
asm(".text\n"
    ".macro handler number\n"
    ".global handler_\\number\n"
    "handler_\\number:\n\t"
    "movl $\\number, handled\n\t"
    "jmp handler_notes\n"
    ".endm\n"
    "handler 0\n"
    "handler 1\n"
    "handler 3\n"
    "handler 4\n"
    "handler 5\n"
    "handler 6\n"
    "handler 10\n"
    "handler 13\n"
    "handler 14\n"
    "handler 16\n"
    "handler_notes:\n\t"
    "movl %esp, handled + 40\n\t"
    "movl $handled + 40, %esp\n\t"
    "pushfl\n\t"
    "pushal\n\t"
    "incl handled + 64\n\t"
    "movl handled + 40, %esi\n\t"
    "movl $handled + 44, %edi\n\t"
    "movl handler_words, %ecx\n\t"
    "cld\n\t"
    "rep movsl\n\t"
    "cmpl $0, handler_goes_to\n\t"
    "je 1f\n\t"
    "movl $handled + 4, %esp\n\t"
    "popal\n\t"
    "movl handled + 40, %esp\n\t"
    "cmpl $13, handled\n\t"
    "jne 2f\n\t"
    "addl $4, %esp\n"
    "2:\n\t"
    "pushl handler_goes_to\n\t"
    "popl (%esp)\n\t"
    "iret\n"
    "1:\n\t"
    "xorl %esi, %esi\n\t"
    "int $0x33\n\t"
    "jmp 1b\n"
    ".macro fault name\n"
    ".global run_fault_\\name, fault_\\name\n"
    "run_fault_\\name:\n\t"
    "movl fault_registers, %eax\n\t"
    "movl fault_registers + 4, %ecx\n\t"
    "movl fault_registers + 8, %edx\n\t"
    "movl fault_registers + 12, %ebx\n\t"
    "movl fault_registers + 16, %ebp\n\t"
    "movl fault_registers + 20, %esi\n\t"
    "movl fault_registers + 24, %edi\n\t"
    "movl fault_stack, %esp\n"
    ".endm\n"
    "fault divide\n"
    "fault_divide:\n\t"
    "divl %ecx\n\t"
    "jmp fault_behind\n"
    "fault breakpoint\n\t"
    "int3\n"
    "fault_breakpoint:\n\t"
    "jmp fault_behind\n"
    "fault overflow\n\t"
    "movl $0x7FFFFFFF, %eax\n\t"
    "incl %eax\n\t"
    "into\n"
    "fault_overflow:\n\t"
    "jmp fault_behind\n"
    "fault bound\n"
    "fault_bound:\n\t"
    "bound %eax, no_bounds\n\t"
    "jmp fault_behind\n"
    "fault undefined\n"
    "fault_undefined:\n\t"
    "ud2\n\t"
    "jmp fault_behind\n"
    "fault float\n\t"
    "fninit\n\t"
    "fldcw float_control\n\t"
    "fld1\n\t"
    "fdivs float_zero\n"
    "fault_float:\n\t"
    "fwait\n\t"
    "jmp fault_behind\n"
    "fault task\n\t"  // iret goes back to the task before, and there is none
    "pushfl\n\t"
    "orl $0x4000, (%esp)\n\t"
    "popfl\n"
    "fault_task:\n\t"
    "iret\n"
    "fault gate\n"
    "fault_gate:\n\t"
    "int $0x80\n\t"
    "jmp fault_behind\n"
    "fault page\n"
    "fault_page:\n\t"
    "movl %eax, 0xC0000000\n\t"
    "jmp fault_behind\n"
    "fault page_below\n"
    "fault_page_below:\n\t"
    "movl 0x01000000, %eax\n\t"
    "jmp fault_behind\n"
    ".global fault_behind\n"
    "fault_behind:\n\t"
    "movl %esp, arrival + 36\n\t"
    "movl $arrival + 36, %esp\n\t"
    "pushfl\n\t"
    "pushal\n\t"
    "incl arrival + 48\n"
    "1:\n\t"
    "xorl %esi, %esi\n\t"
    "int $0x33\n\t"
    "jmp 1b\n");

namespace kumquat::user {

namespace {

struct Gate {
    uint32_t low, high;
};
constexpr uint32_t gates = 32;
Gate table[gates];
struct [[gnu::packed]] TableOperand {
    uint16_t limit;
    uint32_t address;
} operand;

/// What does not count in a gate is anything.
void set_handler(const Numbers& drawn, uint32_t vector, uint32_t entry) {
    const uint32_t junk =
        drawn.at(300 + vector) | 0xC000C000;  // no address of a program
    table[vector] = {(junk & 0xFFFF0000) | (entry & 0xFFFF),
                     (entry & 0xFFFF0000) | (junk & 0xFFFF)};
}

void set_handlers(const Numbers& drawn) {
    set_handler(drawn, 0, address_of(handler_0));
    set_handler(drawn, 1, address_of(handler_1));
    set_handler(drawn, 3, address_of(handler_3));
    set_handler(drawn, 4, address_of(handler_4));
    set_handler(drawn, 5, address_of(handler_5));
    set_handler(drawn, 6, address_of(handler_6));
    set_handler(drawn, 10, address_of(handler_10));
    set_handler(drawn, 13, address_of(handler_13));
    set_handler(drawn, 14, address_of(handler_14));
    set_handler(drawn, 16, address_of(handler_16));
    operand = {sizeof table - 1, address_of(table)};
}

/// What the thread of the moment runs, when it has told the kernel of its table.
Code fault;
uint32_t operand_address;

void install_and_fault() {
    asm volatile("lidt (%0)" : : "a"(operand_address) : "memory");
    fault();
}

/// A fresh helper faults. Its stack is far from the program's own memory: the kernel writes there.
void let_fault(const Numbers& drawn, uint32_t number, Code code) {
    fault_registers = draw_called(drawn, number);
    if (code == run_fault_divide) {
        fault_registers.ecx = 0;
    }
    fault = code;
    operand_address = address_of(&operand);
    run_helper(number, install_and_fault);
}

/// The stack of a helper that faults; so much below its top.
uint32_t stack_of(uint32_t number) { return free_stacks + 0x1000 * number - 0x100; }

void note_fault(const Numbers& drawn, uint32_t number, Code code, const uint8_t* at) {
    fault_stack = stack_of(number);
    let_fault(drawn, number, code);
    note(fault_stack);
    note(address_of(at));
    note_all(handled);
}

void step_once() {
    asm volatile("pushfl\n\t"
                 "orl $0x100, (%esp)\n\t"
                 "popfl\n\t"
                 "nop\n\t"
                 "nop");
    rest();
}

/// Words that nobody may change, as the kernel sees them and as the program does.
constexpr uint32_t victims_window = DIRECT_WINDOW + victim;

void set_victim(const Numbers& drawn) {
    for (uint32_t i = 0; i < victim_words; ++i) {
        word_in(victim + 4 * i) = drawn.at(400 + i);
    }
}

void note_victim() {
    for (uint32_t i = 0; i < victim_words; ++i) {
        note(word_in(victim + 4 * i));
    }
}

}  // namespace

void handler_runs(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    note_fault(drawn, 1, run_fault_undefined, fault_undefined);
}

void handler_with_error_code(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    note_fault(drawn, 1, run_fault_gate, fault_gate);
    note_fault(drawn, 2, run_fault_page, fault_page);
    note_fault(drawn, 3, run_fault_task, fault_task);
}

void handler_returns(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    handler_goes_to = address_of(fault_behind);
    note_fault(drawn, 1, run_fault_divide, fault_divide);
    note_all(arrival);
    note_fault(drawn, 2, run_fault_gate, fault_gate);
    note_all(arrival);
}

void handlers_by_number(Numbers& drawn) {
    constexpr struct {
        Code code;
        const uint8_t* told;
    } faults[] = {{run_fault_divide, fault_divide},
                  {run_fault_breakpoint, fault_breakpoint},
                  {run_fault_overflow, fault_overflow},
                  {run_fault_bound, fault_bound},
                  {run_fault_undefined, fault_undefined},
                  {run_fault_float, fault_float}};
    static_assert(sizeof faults / sizeof faults[0] == gates_tried);
    release_root();
    set_handlers(drawn);
    uint32_t number = 1;
    for (uint32_t i = 0; i < gates_tried; ++i) {
        const auto& next = faults[tried_gate(drawn, i)];
        note_fault(drawn, number++, next.code, next.told);
    }
    // Not in the table any more.
    table[6] = {table[6].low & 0xFFFF0000, table[6].high & 0xFFFF};
    note_fault(drawn, number, run_fault_undefined, fault_undefined);
}

void single_step(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    let_fault(drawn, 1, step_once);
    note_all(handled);
}

void page_without_pager(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    note_fault(drawn, 1, run_fault_page_below, fault_page_below);
}

void table_of_the_kernel(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    fault_stack = stack_of(1);
    operand.address += DIRECT_WINDOW;
    let_fault(drawn, 1, run_fault_undefined);
    note(handled.count);
    // And the same for the operand.
    operand.address -= DIRECT_WINDOW;
    fault = run_fault_undefined;
    operand_address = DIRECT_WINDOW + address_of(&operand);
    run_helper(2, install_and_fault);
    note(handled.count);
}

void handler_in_the_kernel(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    fault_stack = stack_of(1);
    set_handler(drawn, 6, DIRECT_WINDOW + address_of(handler_6));
    let_fault(drawn, 1, run_fault_undefined);
    note(handled.count);
}

void stack_in_the_kernel(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    set_victim(drawn);
    fault_stack = victims_window + 4 * (victim_words / 2);
    let_fault(drawn, 1, run_fault_undefined);
    note(handled.count);
    note_victim();
}

void last_word(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    fault_stack = USER_SPACE_END;
    handler_words = 3;
    [[maybe_unused]] const uint32_t there = word_in(fault_stack - sizeof(uint32_t));
    let_fault(drawn, 1, run_fault_undefined);
    note(handled.count);
    note(handled.esp);
}

void stack_at_the_border(Numbers& drawn) {
    release_root();
    set_handlers(drawn);
    uint32_t number = 1;
    const uint32_t stacks[] = {USER_SPACE_END + 2u, USER_SPACE_END + 4u, 2, 0};
    for (const uint32_t stack : stacks) {
        fault_stack = stack;
        let_fault(drawn, number++, run_fault_undefined);
        note(handled.count);
    }
}

}  // namespace kumquat::user
