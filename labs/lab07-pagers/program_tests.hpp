// program_tests.hpp -- the scenes of lab 7. The main thread is that of the root task; actors 1 to 4
// begin with nothing, and what they try asks a pager for pages: a helper of the main thread, sigma0,
// or one of the servers under test.
#pragma once

#include "labs/lab07-pagers/scenes.hpp"
#include "labs/programs/actors.hpp"
#include "user/lib/paging.hpp"

namespace kumquat::user {

using namespace lab07;

constexpr uint32_t writable = Fpage::write_bit;
constexpr uint32_t teller = 1;  // the helper that answers faults

inline ThreadId zero_pager() { return ThreadId::make(server_task(0), 0, root_task); }
inline ThreadId copy_pager() { return ThreadId::make(server_task(1), 0, root_task); }

constexpr Fpage page(uint32_t address, uint32_t flags = 0) {
    return Fpage::make(address, page_order, flags);
}

inline volatile uint32_t& word_in(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}

/// The helper is the pager from now on. It answers one fault after the other as planned, and then
/// none.
void start_teller();
/// \param fpage  with nothing in it: the answer has two words and no page
void plan_answer(Fpage fpage, uint32_t hot_spot);

/// An actor asks somebody for something, and takes a page if one comes; the ipc is logged.
void ask(uint32_t number, ThreadId server, uint32_t w0, uint32_t w1, Fpage window);

// program_message.cpp
void page_comes(Numbers& drawn);
void address_told(Numbers& drawn);
void write_told(Numbers& drawn);
void instruction_told(Numbers& drawn);
void instruction_repeated(Numbers& drawn);
void registers_kept(Numbers& drawn);
void call_afterwards(Numbers& drawn);
void large_answer(Numbers& drawn);
void empty_answer(Numbers& drawn);
void busy_pager(Numbers& drawn);
void stranger_answers(Numbers& drawn);
void two_pagers(Numbers& drawn);

// program_sigma0.cpp
void page_on_request(Numbers& drawn);
void page_on_fault(Numbers& drawn);
void second_client(Numbers& drawn);
void same_client(Numbers& drawn);
void forbidden_pages(Numbers& drawn);
void roots_pages(Numbers& drawn);
void pages_for_all(Numbers& drawn);
void any_pages(Numbers& drawn);
void any_page_is_free(Numbers& drawn);
void info_page_asked(Numbers& drawn);
void large_page_asked(Numbers& drawn);
void devices(Numbers& drawn);
void count_any_page(Numbers& drawn);

// program_zeros.cpp
void touch_and_keep(Numbers& drawn);
void dirty_memory(Numbers& drawn);
void same_address_twice(Numbers& drawn);
void asked_again(Numbers& drawn);
void give_back_all(Numbers& drawn);
void memory_used_again(Numbers& drawn);
void others_stay(Numbers& drawn);
void count_a_fault(Numbers& drawn);

// program_copies.cpp
void stack_of_pagers(Numbers& drawn);
void child_reads(Numbers& drawn);
void child_writes(Numbers& drawn);
void parent_writes(Numbers& drawn);
void last_view(Numbers& drawn);
void whole_page(Numbers& drawn);
void grandchild(Numbers& drawn);
void pages_after_fork(Numbers& drawn);
void bystander(Numbers& drawn);

}  // namespace kumquat::user
