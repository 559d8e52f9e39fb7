// root.cpp -- stands where the root task will be. The kernel wants one. Most tests keep it from
// running: it would ask for its first page, and that belongs to a later lab. If it runs, it notes what
// it has found, and gives the processor away as long as nobody asks it anything.
#include "labs/programs/root_notes.hpp"
#include "user/lib/program.hpp"
#include "user/lib/raw_calls.hpp"

extern "C" const uint32_t start_registers[8], start_esp;  // user/lib/start.S

namespace kumquat::user {

namespace {

// In the file, so that the test program finds it there.
[[gnu::used]] RootNotes notes{
    {'K', 'U', 'M', 'Q', 'U', 'A', 'T', ' ', 'L', 'A', 'B', ' ', 'R', 'O', 'O', 'T'},
    0,
    0,
    0,
    {},
    0,
    0,
    0,
    0,
    {},
    0};

void note_registers() {
    for (uint32_t i = 0; i < 8; ++i) {
        notes.registers[i] = start_registers[i];
    }
    notes.esp = start_esp;
    asm volatile("pushfl\n\tpopl %0\n\t"
                 "movl %%cs, %1\n\t"
                 "movl %%ss, %2"
                 : "=r"(notes.eflags), "=r"(notes.cs), "=r"(notes.ss));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    note_registers();
    notes.has_begun = 1;
    while (notes.challenge == 0) {
    }
    CallRegisters who{};
    raw_id_nearest(&who);
    notes.id[0] = who.eax;
    notes.id[1] = who.esi;
    notes.id[2] = who.edi;
    for (;;) {
        notes.answer = kumquat::answer_to_challenge(notes.challenge);
        notes.rounds = notes.rounds + 1;
        CallRegisters nobody{};
        raw_thread_switch(&nobody);
    }
}
