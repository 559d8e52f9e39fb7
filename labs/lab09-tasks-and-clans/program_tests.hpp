// program_tests.hpp -- the scenes of lab 9. The test program is the root task; the family stands
// beside it (scenes.hpp). What a call brings is told under a number, so that a thread that gets
// stuck does not shift what others tell.
#pragma once

#include "labs/lab09-tasks-and-clans/scenes.hpp"
#include "labs/programs/actors.hpp"

namespace kumquat::user {

using lab09::free_number;
using lab09::member_id;
using lab09::member_task;
using lab09::place_of_own_id;

// program_family.cpp

/// Tell the actors who they are; nothing is told yet. Before all else.
void gather(Numbers& drawn);

/// \param place  0 to 255
void tell(uint32_t place, uint32_t word);
/// Two words: an id.
void tell(uint32_t place, ThreadId id);
/// Three: EAX, ESI, EDI, the answer of id_nearest and of task_new.
void tell_answer(uint32_t place, const CallRegisters& answer);

CallRegisters ask_nearest(ThreadId wish);

/// Create a task whose first thread runs `code`.
/// \param stack  0 to 19: no two tasks that live at a time may have the same
CallRegisters
new_task(ThreadId wish, Code code, uint32_t stack, ThreadId pager, uint32_t mcp);

/// Delete a task, or hand its number on. \param chief  its new chief
CallRegisters hand_on(TaskNumber task, TaskNumber chief);

/// thread_schedule. \param parameters  0xFFFFFFFF: only ask
CallRegisters schedule(ThreadId thread,
                       uint32_t parameters,
                       ThreadId preempter = ThreadId::invalid());

/// Be the pager of a task's children: what they miss they get from us, 64 KB at a time, one to one.
void nurse();
/// Start a nurse in the caller's task, as lthread 2. \param stack  as in new_task()
ThreadId start_nurse(uint32_t stack);

constexpr uint32_t nurse_lthread = 2;
/// The same in a thread of root's.
ThreadId start_roots_nurse();

/// A new thread of the caller's task. \param stack  as in new_task()
void start_in_own_task(uint32_t lthread,
                       Code code,
                       uint32_t stack,
                       ThreadId pager = ThreadId::nil());

/// Code of new tasks: do nothing; or tell the own id, at place_of_own_id().
void do_nothing();
void tell_own_id();

/// Give member 1's brother so many pages, lent on to member 1, that its deletion takes long.
void make_large(uint32_t brother);

/// Whether a thread exists, by a message that does not wait.
bool exists(ThreadId thread);

// program_nearest.cpp
void neighbours(Numbers& drawn);
void insiders(Numbers& drawn);
void outsiders(Numbers& drawn);
void numbers_are_asked_for(Numbers& drawn);
void count_a_far_answer(Numbers& drawn);

// program_birth.cpp
void first_task(Numbers& drawn);
void new_names(Numbers& drawn);
void trespassers(Numbers& drawn);
void kernels_numbers(Numbers& drawn);
void any_thread(Numbers& drawn);
void limits_of_priority(Numbers& drawn);
void number_handed_on(Numbers& drawn);
void heir_who_is_nobody(Numbers& drawn);
void deepest_family(Numbers& drawn);
void count_a_birth(Numbers& drawn);

// program_death.cpp
void threads_vanish(Numbers& drawn);
void clan_vanishes(Numbers& drawn);
void born_again(Numbers& drawn);
void waiting_senders(Numbers& drawn);
void waiting_receivers(Numbers& drawn);
void victim_in_queues(Numbers& drawn);
void victims_clocks(Numbers& drawn);
void victim_in_a_fault(Numbers& drawn);
void victims_line(Numbers& drawn);
void victims_pages(Numbers& drawn);
void long_death(Numbers& drawn);

// program_books.cpp
void starving(Numbers& drawn);
void starving_again(Numbers& drawn);

// program_clans.cpp
void letters_out(Numbers& drawn);
void letters_in(Numbers& drawn);
void letters_to_neighbours(Numbers& drawn);
void busy_chief(Numbers& drawn);
void answers(Numbers& drawn);
void letters_passed_on(Numbers& drawn);
void false_names(Numbers& drawn);

// program_schedule.cpp
void questions(Numbers& drawn);
void up_and_down(Numbers& drawn);
void limits(Numbers& drawn);
void out_of_reach(Numbers& drawn);
void only_asking(Numbers& drawn);
void slices(Numbers& drawn);
void donated_time(Numbers& drawn);
void preempters(Numbers& drawn);
void inheritance(Numbers& drawn);
void woken_by_a_deletion(Numbers& drawn);

}  // namespace kumquat::user
