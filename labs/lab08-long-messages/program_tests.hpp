// program_tests.hpp -- the scenes of lab 8: an actor sends a message that lies in its memory to
// another one, and a helper of the main thread brings the pages that they miss.
#pragma once

#include "kernel/memory_layout.hpp"
#include "labs/lab08-long-messages/plans.hpp"
#include "labs/programs/actors.hpp"

namespace kumquat::user {

using namespace lab08;

constexpr uint32_t writable = Fpage::write_bit;
constexpr uint32_t sender = 1, receiver = 2, bystander = 3;  // actors
constexpr uint32_t senders_pager = 1, receivers_pager = 2;   // helpers
constexpr TimeoutWord never{0};

inline volatile uint32_t& word_in(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}

/// The thread of an actor that tries things.
inline ThreadId trier(uint32_t number) { return actor(number).with_lthread(1); }

// program_scene.cpp

/// Fill the areas of a plan and lend those pages that are not missing. It is the plan of all that
/// follows.
void lay_out(const Plan& plan, Numbers& drawn);

/// Page n of an area is lent to its actor.
void lend_page(uint32_t area, uint32_t page);

/// A pager's answer to a fault: the page that is missing there; two words, if it has none.
IpcResult answer(const IpcResult& fault, ReceiveDescriptor then);

/// The bystander gets memory of its own where another actor sees an area.
void lend_to_bystander(uint32_t area);

/// The two pagers begin to serve; from now on they bring what is missing.
void start_pagers();

/// What triers do: send the message, wait for it.
void send_message();
void receive_message();

/// The same, with this to be set before.
struct Message {
    ThreadId from, to;
    uint32_t message, buffer;  // addresses
    TimeoutWord senders{0}, receivers{0};
    uint32_t flags;
    uint32_t w0, w1;
};
extern Message planned;

/// Receiver first, then sender, and both as far as they come. Without names their pagers are the two.
void let_them_meet(ThreadId pager_of_receiver, ThreadId pager_of_sender);
void let_them_meet();

/// Leave for the grader what is in the areas now.
void note_memory();
void note_area(uint32_t area);  // of one area: its pages

/// All of that: one message.
void deliver(const Plan& plan, Numbers& drawn);

// program_messages.cpp
void two_words(Numbers& drawn);
void no_words(Numbers& drawn);
void unexpected_string(Numbers& drawn);
void few_words(Numbers& drawn);
void cut_words(Numbers& drawn);
void many_words(Numbers& drawn);
void words_at_border(Numbers& drawn);
void two_receivers(Numbers& drawn);
void look_into_the_window(Numbers& drawn);
void one_task(Numbers& drawn);
void pairs_of_words(Numbers& drawn);
void one_string(Numbers& drawn);
void exact_string(Numbers& drawn);
void most_strings(Numbers& drawn);
void cut_string(Numbers& drawn);
void missing_place(Numbers& drawn);
void empty_string(Numbers& drawn);
void string_at_border(Numbers& drawn);
void string_alone(Numbers& drawn);
void far_string(Numbers& drawn);
void largest_string(Numbers& drawn);
void count_words(Numbers& drawn);
void count_a_string(Numbers& drawn);

// program_faults.cpp
void receiver_misses(Numbers& drawn);
void sender_misses(Numbers& drawn);
void border_misses(Numbers& drawn);
void misses_in_one_task(Numbers& drawn);
void source_misses_in_one_task(Numbers& drawn);
void window_used_by_another(Numbers& drawn);
void others_wait(Numbers& drawn);

// program_ends.cpp
void receivers_pager_is_busy(Numbers& drawn);
void receivers_pager_is_slow(Numbers& drawn);
void senders_pager_is_slow(Numbers& drawn);
void receiver_has_no_pager(Numbers& drawn);
void sender_has_no_pager(Numbers& drawn);
void kernels_memory(Numbers& drawn);
void end_of_user_space(Numbers& drawn);
void sender_leaves(Numbers& drawn);
void receiver_leaves(Numbers& drawn);
void fault_is_dropped(Numbers& drawn);
void answer_breaks_off(Numbers& drawn);
void meet_again(Numbers& drawn);

}  // namespace kumquat::user
