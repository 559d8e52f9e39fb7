// scenes.hpp -- what the tests of lab 5 say to each other; program and grader agree.
#pragma once

#include "labs/common/numbers.hpp"
#include "labs/programs/actor_starts.hpp"

namespace kumquat {

/// The words that thread `thread` sends as its message `message`, both counted from 0.
constexpr uint32_t
first_word(const Numbers& numbers, uint32_t thread, uint32_t message) {
    return numbers.at(256 + 64 * thread + 2 * message);
}
constexpr uint32_t
second_word(const Numbers& numbers, uint32_t thread, uint32_t message) {
    return numbers.at(256 + 64 * thread + 2 * message + 1);
}

/// An answer, from what was asked.
constexpr uint32_t answer_to(uint32_t word) { return word * 2654435761u + 1; }

/// The numbers 1 to `count` in any order.
struct Order {
    static constexpr uint32_t most = 24;
    uint32_t count;
    uint32_t numbers[most];
};

constexpr Order draw_order(const Numbers& numbers, uint32_t count) {
    Order order{count, {}};
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t place = numbers.at(i) % (i + 1);
        order.numbers[i] = order.numbers[place];
        order.numbers[place] = i + 1;
    }
    return order;
}

constexpr uint32_t meetings = 5, namesakes = 5, queued = Order::most, picked_from = 12;
constexpr uint32_t crowd = 8, rounds = 6, calls_made = 10, clients = 4;
constexpr uint32_t waits_timed = 4, sent_from_the_kernel = 4;

/// Which of a queue is asked for: never the head, whom anybody would find.
constexpr uint32_t draw_place(const Numbers& numbers) {
    return 1 + numbers.at(50) % (picked_from - 1);
}

/// The tests with strangers: threads of other tasks, whose lthread numbers are those of threads of the
/// program. In the others there are none, so that a kernel's first mistakes are seen alone.
constexpr const char* tests_with_strangers[] = {
    "meeting.sender_is_named", "waiting.closed_receiver_waits_for_one",
    "waiting.closed_receive_picks_its_sender"};
/// The actors, each once.
constexpr Order draw_strangers(const Numbers& numbers) {
    return draw_order(numbers.others(), actors_made);
}
/// Whether an actor's second thread speaks, or its first.
constexpr bool is_second(const Numbers& numbers, uint32_t actor) {
    return numbers.at(60 + actor) % 2 != 0;
}

/// A time to wait, in milliseconds: short ones, and one that is long.
constexpr uint32_t draw_ms(const Numbers& numbers, uint32_t index) {
    const uint32_t any = numbers.at(100 + index);
    return index + 1 < waits_timed ? 3 + any % 12 : 40 + any % 26;
}

/// Notes of the order in which threads ran.
constexpr uint32_t note_before_send = 0x100;

}  // namespace kumquat
