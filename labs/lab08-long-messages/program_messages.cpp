// program_messages.cpp -- lab 8, stages 1 to 3: words and strings, with nothing in their way.
#include "labs/lab08-long-messages/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

/// A message that does not fit into registers, and then the same one, but for its send dope.
void cut_and_fit(const Plan& plan, Numbers& drawn) {
    lay_out(three_words_plan(drawn), drawn);
    let_them_meet();
    word_in(frame_at(drawn, message_area) + plan.message + 8) = plan.send.word();
    let_them_meet();
    note_memory();
}

uint32_t instructions_taken;

/// How long its sender needs for a message, with a receiver that waits.
void count(const Plan& plan, Numbers& drawn) {
    lay_out(plan, drawn);
    try_in(receiver, receive_message);
    try_in(sender, [] { instructions_taken = counted(send_message); });
    note(instructions_taken);
}

}  // namespace

void two_words(Numbers& drawn) { cut_and_fit(two_words_plan(drawn), drawn); }
void no_words(Numbers& drawn) { cut_and_fit(no_words_plan(drawn), drawn); }
void unexpected_string(Numbers& drawn) {
    deliver(unexpected_string_plan(drawn), drawn);
}
void few_words(Numbers& drawn) { deliver(small_message(drawn), drawn); }
void cut_words(Numbers& drawn) { deliver(cut_words_plan(drawn), drawn); }
void many_words(Numbers& drawn) { deliver(many_words_plan(drawn), drawn); }
void words_at_border(Numbers& drawn) { deliver(words_at_border_plan(drawn), drawn); }
void one_string(Numbers& drawn) { deliver(one_string_plan(drawn), drawn); }
void exact_string(Numbers& drawn) { deliver(exact_string_plan(drawn), drawn); }
void most_strings(Numbers& drawn) { deliver(most_strings_plan(drawn), drawn); }
void cut_string(Numbers& drawn) { deliver(cut_string_plan(drawn), drawn); }
void missing_place(Numbers& drawn) { deliver(missing_place_plan(drawn), drawn); }
void empty_string(Numbers& drawn) { deliver(empty_string_plan(drawn), drawn); }
void string_at_border(Numbers& drawn) { deliver(string_at_border_plan(drawn), drawn); }
void string_alone(Numbers& drawn) { deliver(string_alone_plan(drawn), drawn); }
void far_string(Numbers& drawn) { deliver(far_string_plan(drawn), drawn); }

/// The same message to one receiver, and then to another, who sees other frames at the same address.
void two_receivers(Numbers& drawn) {
    lay_out(small_message(drawn), drawn);
    lend_to_bystander(buffer_area);
    let_them_meet();
    planned.to = trier(bystander);
    try_in(bystander, receive_message);
    try_in(sender, send_message);
    note_memory();
    note_area(bystanders_area);
}

/// Behind a message, its sender looks where the kernel has seen its partner's buffer: at the window's
/// first 4 MB and at those behind them.
void look_into_the_window(Numbers& drawn) {
    deliver(words_at_border_plan(drawn), drawn);
    const uint32_t seen = COMMUNICATION_WINDOWS + planned.buffer % border_bytes;
    read_word(sender, seen);
    read_word(sender, Fpage::align(seen, large_order) + border_bytes);
}

/// A trier receives, and the first thread of its own task sends.
void one_task(Numbers& drawn) {
    lay_out(one_task_plan(drawn), drawn);
    planned.from = actor(sender);
    planned.to = trier(sender);
    try_in(sender, receive_message);
    let(sender, send_message);
    note_memory();
}

/// Some pages of the strings' area go over with the words that name them.
void pairs_of_words(Numbers& drawn) {
    lay_out(pairs_plan(drawn), drawn);
    word_in(frame_at(drawn, buffer_area) + pairs_plan(drawn).buffer) =
        Fpage::whole_space().word();
    planned.flags = SendDescriptor::map_bit;
    planned.w0 = pair_place(drawn, 0);
    planned.w1 = pair_page(drawn, 0).word();
    const uint32_t words =
        frame_at(drawn, message_area) + pairs_plan(drawn).message + 12;
    for (uint32_t i = 1; i < pairs(drawn); ++i) {
        word_in(words + i * 8) = pair_place(drawn, i);
        word_in(words + i * 8 + 4) = pair_page(drawn, i).word();
    }
    let_them_meet();
}

/// More than 4 MB are said to be sent, to a place that is said to have room for that.
void largest_string(Numbers& drawn) {
    give(0, sender, Fpage::make(large_source, large_order, writable), large_sent_place,
         Fpage::whole_space());
    for (uint32_t i = 0; i < 2; ++i) {
        give(0, receiver,
             Fpage::make(large_target + i * border_bytes, large_order, writable),
             large_got_place + i * border_bytes, Fpage::whole_space());
    }
    for (uint32_t i = 0; i < large_samples; ++i) {
        word_in(large_source + large_sample(drawn, i)) = word_at(drawn, 10 + i);
    }
    const uint32_t message = large_source - 2 * page_size;
    const uint32_t buffer = large_source - page_size;
    lend(0, message, sender, message, writable);
    lend(0, buffer, receiver, buffer, writable);
    word_in(message + 4) = MessageDope::make(2, 1).word();
    word_in(message + 8) = MessageDope::make(2, 1).word();
    word_in(message + 20) = ~0u - drawn.at(70) % 5000;
    word_in(message + 24) = large_sent_place;
    word_in(buffer) = 0;
    word_in(buffer + 4) = MessageDope::make(2, 1).word();
    word_in(buffer + 28) = ~0u - drawn.at(71) % 5000;
    word_in(buffer + 32) = large_got_place + large_offset(drawn);
    try_in(sender, [] {});  // whom one waits for must exist
    planned = {.from = trier(sender),
               .to = trier(receiver),
               .message = message,
               .buffer = buffer,
               .senders = never,
               .receivers = never,
               .flags = 0,
               .w0 = word_at(drawn, 0),
               .w1 = word_at(drawn, 1)};
    let_them_meet();
    note(word_in(buffer + 20));
    for (uint32_t i = 0; i < large_samples; ++i) {
        note(word_in(large_target + large_offset(drawn) + large_sample(drawn, i)));
    }
}

void count_words(Numbers& drawn) { count(many_words_plan(drawn), drawn); }
void count_a_string(Numbers& drawn) { count(one_string_plan(drawn), drawn); }

}  // namespace kumquat::user
