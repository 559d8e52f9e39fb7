// actors.hpp -- tasks beside that of the test program, which do what the main thread says.
// The kernel of the test makes them (guest_actors.cpp), with the pages of the program one to one in
// their spaces: so they run without anything that is under test. Numbers: 0 is the main thread
// itself; 1 to 4 are the first threads of the tasks behind root's, unless a lab has its own.
// A page that is not there has nobody to ask for it: the thread that touches it is stopped by the
// kernel, and this is how a test finds out.
#pragma once

#include "labs/programs/actor_starts.hpp"
#include "labs/programs/test_program.hpp"
#include "user/lib/raw_calls.hpp"

namespace kumquat::user {

ThreadId actor(uint32_t number);

/// A lab that makes its own actors says which task each one is, and which actor is its chief. Orders
/// go from chief to chief, so that nobody hears from a stranger.
void place_actor(uint32_t number, TaskNumber task, uint32_t chief);

/// What came to an actor but orders: how often, and all registers behind the last of them.
struct Mail {
    uint32_t count;
    CallRegisters last;
};
extern Mail mail[actors_at_most + 1];

/// An actor runs this, as far as it comes.
void let(uint32_t number, Code code);

/// The same in a thread of its own, which may get stuck.
void try_in(uint32_t number, Code code);

/// Whom the threads ask for pages that try something from now on; at first nobody.
void set_pager(ThreadId pager);

/// One actor gives an fpage, the other waits for it with a window; both ipcs are logged.
void give(uint32_t from, uint32_t to, Fpage what, uint32_t hot_spot, Fpage window);

/// One page of 4 KB, to that very place. \param flags  Fpage::write_bit | Fpage::grant_bit
void lend(uint32_t from, uint32_t source, uint32_t to, uint32_t place, uint32_t flags);

constexpr uint32_t remove_pages = 1u << 1, own_pages_too = 1u << 31;

/// fpage_unmap in an actor. \param mask  remove_pages | own_pages_too
void take_back(uint32_t number, Fpage fpage, uint32_t mask);

/// Read or write a word. Two notes: whether that worked, and the word.
void read_word(uint32_t number, uint32_t address);
void write_word(uint32_t number, uint32_t address, uint32_t word);

/// The number for the log of the actor whose stack this is; 0: of none.
uint32_t actor_of_stack(uint32_t address);

}  // namespace kumquat::user
