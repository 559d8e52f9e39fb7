// program_tests.hpp -- the scenes of lab 5: threads of one task that meet, wait, and give up.
#pragma once

#include "labs/lab05-rendezvous/scenes.hpp"
#include "labs/programs/actors.hpp"

namespace kumquat::user {

/// Send the drawn message of a thread, without a timeout.
void send_drawn(ThreadId to, uint32_t thread, uint32_t message);

// program_meeting.cpp
void receiver_first(Numbers& drawn);
void many_senders(Numbers& drawn);
void closed_receiver(Numbers& drawn);
void other_name(Numbers& drawn);
void message_of_the_kernel(Numbers& drawn);
void nobody_there(Numbers& drawn);
void who_runs_next(Numbers& drawn);
void sender_first(Numbers& drawn);
void answer_before_question(Numbers& drawn);
void queue_of_senders(Numbers& drawn);
void one_out_of_many(Numbers& drawn);
void messages_of_others(Numbers& drawn);
void taken_once(Numbers& drawn);
void crowd_of_senders(Numbers& drawn);

// program_timeouts.cpp
void no_time_at_all(Numbers& drawn);
void timed_receives(Numbers& drawn);
void timed_sends(Numbers& drawn);
void sender_gives_up(Numbers& drawn);
void message_in_time(Numbers& drawn);
void answer_in_time(Numbers& drawn);
void count_a_vain_send(Numbers& drawn);

// program_phases.cpp
void calls(Numbers& drawn);
void call_among_others(Numbers& drawn);
void quick_answers(Numbers& drawn);
void queue_of_clients(Numbers& drawn);
void failed_send(Numbers& drawn);
void disturbed_call(Numbers& drawn);
void one_after_the_other(Numbers& drawn);
void count_a_call(Numbers& drawn);

// program_ends.cpp
void interrupted_receivers(Numbers& drawn);
void interrupted_senders(Numbers& drawn);
void interrupted_clocks(Numbers& drawn);

}  // namespace kumquat::user
