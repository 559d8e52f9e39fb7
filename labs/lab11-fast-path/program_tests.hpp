// program_tests.hpp -- the scenes of lab 11: the same messages as ever, and some of them counted.
#pragma once

#include "labs/lab11-fast-path/fast_scenes.hpp"
#include "labs/programs/actors.hpp"

namespace kumquat::user {

/// Send never waits, receive never ends.
constexpr TimeoutWord send_at_once = reply_at_once;

/// Call with the drawn message of the main thread; what the kernel does until the answer is there is
/// counted.
IpcResult
counted_call(ThreadId to, uint32_t message, TimeoutWord timeouts = wait_for_ever);

/// The same, when everybody has run as far as it can: so the partner waits, if it ever does.
IpcResult
counted_call_later(ThreadId to, uint32_t message, TimeoutWord timeouts = wait_for_ever);

/// Wait for a message and answer it, for ever; each answer is a send of its own, the long way.
void answer_sedately();

/// A whole number goes into the FPU, and out of it again.
void keep_secret(uint32_t secret);
uint32_t take_secret();

/// Send the first helper the drawn message of this one, or call it with that.
void send_to_first();
void call_first();

// program_call.cpp
void first_calls(Numbers& drawn);
void two_spaces(Numbers& drawn);
void registers_of_others(Numbers& drawn);
void waits_for_us(Numbers& drawn);
void waits_for_another(Numbers& drawn);
void does_not_wait(Numbers& drawn);
void another_name(Numbers& drawn);
void nobody_to_call(Numbers& drawn);
void nothing_to_say(Numbers& drawn);
void call_with_an_end(Numbers& drawn);
void partner_with_an_end(Numbers& drawn);
void answer_of_another(Numbers& drawn);
void secret_of_a_client(Numbers& drawn);
void time_of_a_client(Numbers& drawn);

// program_reply.cpp
void answers(Numbers& drawn);
void many_clients(Numbers& drawn);
void only_a_send(Numbers& drawn);
void queued_clients(Numbers& drawn);
void clients_that_are_gone(Numbers& drawn);
void open_client(Numbers& drawn);
void client_of_another(Numbers& drawn);
void answer_with_an_end(Numbers& drawn);
void secret_of_a_server(Numbers& drawn);

// program_curve.cpp
void many_calls(Numbers& drawn);

// program_challenges.cpp
void count_words(Numbers& drawn);
void count_a_string(Numbers& drawn);

}  // namespace kumquat::user
