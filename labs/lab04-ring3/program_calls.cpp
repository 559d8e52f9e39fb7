// program_calls.cpp -- lab 4, stage 2: calls that answer in registers, and leave the others alone.
#include "labs/lab04-ring3/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

CallRegisters drawn_registers(const Numbers& drawn, uint32_t scene) {
    const Called from = draw_called(drawn, scene);
    return {from.eax, from.ecx, from.edx, from.ebx, from.ebp, from.esi, from.edi};
}

/// thread_switch to nobody with these flags. \return  the flags behind it
uint32_t yield_with(uint32_t eflags) {
    asm volatile("pushl %0\n\t"
                 "popfl\n\t"
                 "int $0x33\n\t"
                 "pushfl\n\t"
                 "cld\n\t"
                 "popl %0"
                 : "+r"(eflags)
                 : "S"(0)
                 : "memory", "cc");
    return eflags;
}

}  // namespace

void own_id(Numbers& drawn) {
    CallRegisters me = drawn_registers(drawn, 0);
    me.esi = 0;
    raw_id_nearest(&me);
    note_all(me);
}

void roots_id(Numbers&) {
    release_root();
    let_others_run();
    const RootNotes& root = root_notes();
    note(root.answer);
    note_all(root.id);
}

void yields(Numbers& drawn) {
    release_root();
    for (uint32_t i = 0; i < 4; ++i) {
        CallRegisters registers = drawn_registers(drawn, i);
        registers.esi = 0;
        raw_thread_switch(&registers);
        note_all(registers);
    }
    note(root_notes().rounds);
}

void yield_to_root(Numbers& drawn) {
    release_root();
    CallRegisters registers = drawn_registers(drawn, 0);
    registers.esi = root_id.low();
    raw_thread_switch(&registers);
    note_all(registers);
}

void yields_with_flags(Numbers&) {
    release_root();
    constexpr uint32_t carry = 1, parity = 4, overflow = 0x800;
    const uint32_t some_flags[] = {carry | overflow, parity, direction_flag};
    for (const uint32_t flags : some_flags) {
        note(yield_with(program_flags | flags));
    }
    note(root_notes().rounds);
}

void empty_ipc(Numbers& drawn) {
    release_root();
    for (uint32_t i = 0; i < 3; ++i) {
        CallRegisters registers = drawn_registers(drawn, i);
        registers.eax = nothing_to_send.word();
        registers.ebp = nothing_to_receive.word();
        raw_ipc(&registers);
        note_all(registers);
    }
}

void count_own_id(Numbers&) {
    CallRegisters me;
    note(counted([&] { raw_id_nearest(&me); }));
}

}  // namespace kumquat::user
