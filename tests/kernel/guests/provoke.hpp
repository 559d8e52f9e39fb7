// provoke.hpp -- raising exceptions and handling them, for guest programs.
#pragma once

#include "tests/kernel/guests/claims.hpp"

extern "C" {
/// What the handler saw: its exception, ESP, the words there, EFLAGS while it ran.
extern uint32_t seen_vector, seen_esp, seen_stack[4], seen_flags;
extern uint32_t resume_esp;  // of provoke() when it calls the code
extern uint32_t steps;       // counted by handler_1_counting
extern char handler_1_counting[];

/// Call `code`; come back when it returns, or when a handler has noted its exception.
void provoke(void (*code)());
}

namespace kumquat::user {

constexpr uint32_t helper_count = 3;

uint32_t address_of(const void* object);
uint32_t address_of(void (*code)());

/// Entry of the one table that all threads here may install.
void set_gate(uint32_t vector, uint32_t handler);

/// Entry point of the handler that notes this exception for provoke().
uint32_t noting_handler(uint32_t vector);

/// Noting handlers for everything but int3, with which claims are printed.
void fill_table();

/// Install that table, or another one, for the calling thread.
void install_table();
void install_table(const void* table);

/// Start, or restart, helper 1 to 3. It runs when the main thread waits.
void start(uint32_t number, void (*code)());
void start_with(uint32_t number, void (*code)(), ThreadId pager);

void let_others_run();

/// State of a thread, as thread_schedule tells it.
uint32_t state_of(uint32_t lthread);
constexpr uint32_t dead_state = 0xF;

}  // namespace kumquat::user
