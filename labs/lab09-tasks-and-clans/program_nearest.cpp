// program_nearest.cpp -- lab 9, stage 1: everybody asks for everybody.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

uint32_t asker, type;

void ask_for_all() {
    for (uint32_t i = 0; i < lab09::asked; ++i) {
        const uint32_t wanted = lab09::asked_kin(numbers, i);
        if (lab09::way_to(asker, wanted).type == type) {
            tell_answer(lab09::place_of_answer(asker, i),
                        ask_nearest(lab09::wish_for(numbers, asker, wanted)));
        }
    }
}

void ask_for_numbers() {
    for (uint32_t i = 0; i < lab09::numbers_asked; ++i) {
        const TaskNumber number = lab09::asked_number(numbers, i);
        tell_answer(lab09::place_of_answer(asker, i),
                    ask_nearest(ThreadId::make(number, 1, kernel_task)));
    }
}

/// Everybody asks for all whom it reaches in this way.
void ask_in_turn(Numbers& drawn, uint32_t way) {
    gather(drawn);
    type = way;
    for (asker = 0; asker <= lab09::members; ++asker) {
        let(asker, ask_for_all);
    }
}

}  // namespace

void neighbours(Numbers& drawn) { ask_in_turn(drawn, lab09::near); }
void insiders(Numbers& drawn) { ask_in_turn(drawn, lab09::inward); }
void outsiders(Numbers& drawn) { ask_in_turn(drawn, lab09::outward); }

void numbers_are_asked_for(Numbers& drawn) {
    gather(drawn);
    for (const uint32_t member : lab09::number_askers) {
        asker = member;
        let(asker, ask_for_numbers);
    }
}

void count_a_far_answer(Numbers& drawn) {
    gather(drawn);
    const ThreadId wish = member_id(drawn, lab09::members);
    tell(0, counted([=] { ask_nearest(wish); }));
}

}  // namespace kumquat::user
