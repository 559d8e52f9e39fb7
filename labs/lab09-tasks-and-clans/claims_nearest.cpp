// claims_nearest.cpp -- lab 9, stage 1: whom a message would meet first.
#include "labs/lab09-tasks-and-clans/expect.hpp"

namespace kumquat::grading::lab09 {

namespace {

/// All answers of one type.
void expect_answers(const Experiment& experiment, uint32_t type, const char* so) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    for (uint32_t self = 0; self <= members; ++self) {
        for (uint32_t i = 0; i < asked; ++i) {
            const uint32_t wanted = asked_kin(numbers, i);
            const Way way = way_to(self, wanted);
            const uint32_t place = place_of_answer(self, i);
            if (way.type != type) {
                continue;
            }
            const std::string what =
                fmt::format("{} asks for {}", name_of(numbers, self),
                            self == wanted ? "itself" : name_of(numbers, wanted));
            Experiment::expect_equal(type, told.word(place), what + ": type", so);
            expect_id(type == near ? wish_for(numbers, self, wanted)
                                   : member_id(numbers, way.member),
                      told.id(place + 1), what, so);
        }
    }
}

}  // namespace

CLAIM(nearest, neighbours_are_near) {
    expect_answers(experiment, near,
                   "Who could be spoken to directly would be reached by a detour.");
}

CLAIM(nearest, inside_is_the_chief_on_the_way) {
    expect_answers(experiment, inward,
                   "A message into a clan would not come to the chief of that clan.");
}

CLAIM(nearest, outside_is_the_own_chief) {
    expect_answers(experiment, outward,
                   "A message could leave the clan without its chief.");
}

CLAIM(nearest, unused_numbers_have_chiefs) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so = "Each number has a chief, whether a task has it or not.";
    for (const uint32_t self : number_askers) {
        for (uint32_t i = 0; i < numbers_asked; ++i) {
            const TaskNumber number = asked_number(numbers, i);
            const bool is_kernels =
                number.value < root_task.value && number != sigma0_task;
            const bool is_near = !is_kernels && nest_of[self] == 0;
            const ThreadId chief =
                self == 0 ? ThreadId::nil() : member_id(numbers, chief_of[self]);
            const std::string what = fmt::format("{} asks for number {}",
                                                 name_of(numbers, self), number.value);
            const uint32_t place = place_of_answer(self, i);
            Experiment::expect_equal(is_near ? near : outward, told.word(place),
                                     what + ": type", so);
            expect_id(is_near ? ThreadId::make(number, 1, kernel_task) : chief,
                      told.id(place + 1), what, so);
        }
    }
}

}  // namespace kumquat::grading::lab09
