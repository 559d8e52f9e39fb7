// program_tests.hpp -- the scenes of lab 4. The main thread is that of sigma0; its helpers arrive, spin,
// or do what they must not do. Nobody sends messages here: they belong to the next lab. So who has
// nothing to do gives the processor away, again and again.
#pragma once

#include "labs/lab04-ring3/scenes.hpp"
#include "labs/programs/root_notes.hpp"
#include "labs/programs/test_program.hpp"
#include "user/lib/raw_calls.hpp"

extern "C" {
// doors.cpp: a thread notes all its registers, and rests.
extern const uint8_t arrival_begins[];
extern kumquat::lab04::Arrival arrival;
// A thread with known registers, and any stack pointer, that yields; where each yield comes back.
extern const uint8_t spinner_begins[], spinner_waits[];
extern kumquat::lab04::Called spinner_registers;
extern volatile uint32_t spinner_rounds;
}

namespace kumquat::user {

using namespace lab04;

inline uint32_t address_of(const volatile void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

inline volatile uint32_t& word_in(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}

/// Leave words for the grader, as they lie in memory.
template <typename Words>
void note_all(const Words& words) {
    static_assert(sizeof(Words) % sizeof(uint32_t) == 0);
    const auto* const first = reinterpret_cast<const uint32_t*>(&words);
    for (uint32_t i = 0; i < sizeof(Words) / sizeof(uint32_t); ++i) {
        note(first[i]);
    }
}

/// Notes of the root task. Its memory is sigma0's, too.
RootNotes& root_notes();
/// Root may call the kernel from now on. Before, nobody must give the processor away.
void release_root();

[[noreturn]] void rest();

/// lthread_ex_regs with all registers. \param registers  out: as they come back
CallRegisters exchange(
    uint32_t lthread, uint32_t esp, uint32_t eip, ThreadId preempter, ThreadId pager);
/// The same, and nothing is to change.
CallRegisters ask_about(uint32_t lthread);

constexpr uint32_t unchanged = 0xFFFFFFFF;

/// Start a helper, with a stack far from the program's memory; and let everybody run. Its code must
/// not return.
void start_helper(uint32_t number, Code code);
void run_helper(uint32_t number, Code code);

// program_start.cpp
void first_program(Numbers& drawn);
void second_program(Numbers& drawn);

// program_calls.cpp
void own_id(Numbers& drawn);
void roots_id(Numbers& drawn);
void yields(Numbers& drawn);
void yield_to_root(Numbers& drawn);
void yields_with_flags(Numbers& drawn);
void empty_ipc(Numbers& drawn);
void count_own_id(Numbers& drawn);

// program_threads.cpp
void new_thread(Numbers& drawn);
void old_thread(Numbers& drawn);
void thread_moved(Numbers& drawn);
void stack_alone(Numbers& drawn);
void ids_changed(Numbers& drawn);
void move_oneself(Numbers& drawn);
void impossible_numbers(Numbers& drawn);
void last_thread(Numbers& drawn);
void thread_without_eip(Numbers& drawn);
void count_a_question(Numbers& drawn);

// program_stops.cpp
void divide_by_zero(Numbers& drawn);
void stopped_and_revived(Numbers& drawn);
void kernel_memory(Numbers& drawn);
void memory_without_pager(Numbers& drawn);
void privileged_instructions(Numbers& drawn);
void emulated_instructions(Numbers& drawn);
void floating_point(Numbers& drawn);

// program_handlers.cpp
void handler_runs(Numbers& drawn);
void handler_with_error_code(Numbers& drawn);
void handler_returns(Numbers& drawn);
void handlers_by_number(Numbers& drawn);
void single_step(Numbers& drawn);
void page_without_pager(Numbers& drawn);
void table_of_the_kernel(Numbers& drawn);
void handler_in_the_kernel(Numbers& drawn);
void stack_in_the_kernel(Numbers& drawn);
void last_word(Numbers& drawn);
void stack_at_the_border(Numbers& drawn);

}  // namespace kumquat::user
