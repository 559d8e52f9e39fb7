// deep_clans.cpp -- tasks of tasks of tasks, as deep as an id can say.
// The root task hands seventeen numbers to its child, which creates the next task with the first
// of them and hands the rest on, and so forth.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t first = 20, deepest_nest = 15, count = deepest_nest + 2;
constexpr uint32_t stack_words = 512, pager_words = 256;
alignas(16) uint32_t stacks[count][stack_words];
ThreadId made[count];  // ids as task_new returned them
bool got_a_number = false;
uint32_t type_from_below;

constexpr TaskNumber at(uint32_t depth) { return {first + depth}; }
uint32_t depth_of(TaskNumber task) { return task.value - first; }
uint32_t stack_at(uint32_t depth) { return address_of(stacks[depth] + stack_words); }

uint32_t type_of(ThreadId thread) {
    CallRegisters r{.esi = thread.low(), .edi = thread.high()};
    raw_id_nearest(&r);
    return r.eax;
}

void live();

/// Requires: all numbers from this depth on are ours.
void create_at(uint32_t depth, ThreadId its_pager) {
    made[depth] =
        create_task(at(depth), address_of(live), stack_at(depth), its_pager, 255);
    for (uint32_t i = depth + 1; i < count; ++i) {
        const bool is_given = !delete_task(at(i), at(depth)).is_nil();
        got_a_number = got_a_number || (depth == deepest_nest && is_given);
    }
}

void live() {
    const uint32_t depth = depth_of(myself().task());
    if (depth == deepest_nest) {
        type_from_below = type_of(ThreadId::make(at(0), 0, root_task));
    }
    sleep(receive_2_ms);  // until the numbers are ours
    create_at(depth + 1, start_pager_for_own_children(stack_at(depth) -
                                                      pager_words * sizeof(uint32_t)));
    sleep_for_ever();
}

void claims() {
    create_at(0, pager());
    for (uint32_t i = 0; i < 2 * count; ++i) {
        sleep(receive_2_ms);
    }
    uint32_t right_nests = 0;
    for (uint32_t i = 0; i <= deepest_nest; ++i) {
        right_nests += !made[i].is_nil() && made[i].nest() == i ? 1 : 0;
    }
    claim("task.11 id.layout.2", "tasks may be nested sixteen deep", deepest_nest + 1,
          right_nests);
    claim_that("task.11", "the last one can create none",
               made[deepest_nest + 1].is_nil());
    claim_that("task.11", "and be given no number", !got_a_number);
    claim("nearest.6", "the deepest is inside for the root task", 0xC,
          type_of(made[deepest_nest]));
    claim("nearest.7", "and all above its chief are outside for it", 4,
          type_from_below);
    delete_task(at(0), root_task);
    claim_that("task.3", "they go with the first of them, with all their numbers", [] {
        uint32_t ours = 0;
        for (uint32_t i = 0; i < count; ++i) {
            ours += delete_task(at(i), root_task).is_nil() ? 0 : 1;
        }
        return ours == count;
    }());
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    claims();
    finish_claims();
}
