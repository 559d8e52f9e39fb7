// guest_tests.hpp -- the guest tests of lab 3: threads that run on the student's stacks, queues and
// decisions, and leave words about it.
#pragma once

#include "labs/common/guest_kit.hpp"

namespace kumquat {

// guest_stack.cpp: switched by hand, without a scheduler.
void fill_in_a_tcb(Numbers& numbers);
void clean_a_used_tcb(Numbers& numbers);
void begin_at_the_entry(Numbers& numbers);
void begin_with_an_empty_stack(Numbers& numbers);
void know_who_has_not_begun(Numbers& numbers);
void keep_registers(Numbers& numbers);
void go_on_in_any_order(Numbers& numbers);
void tell_that_it_runs(Numbers& numbers);
void begin_from_the_frame(Numbers& numbers);
void take_the_space_along(Numbers& numbers);
void keep_the_tlb(Numbers& numbers);

// guest_queue.cpp: lists of threads that never run.
void line_up_equals(Numbers& numbers);
void line_up_by_priority(Numbers& numbers);
void look_far_below(Numbers& numbers);
void take_out_of_the_middle(Numbers& numbers);
void take_out_lower_ones(Numbers& numbers);
void empty_the_queue(Numbers& numbers);
void count_in_and_out(Numbers& numbers);
void count_the_steps(Numbers& numbers);
void do_anything(Numbers& numbers);

// guest_turns.cpp: the scheduler chooses among those who stop, and who yield.
void run_by_priority(Numbers& numbers);
void take_turns(Numbers& numbers);
void own_the_slice(Numbers& numbers);
void be_idle(Numbers& numbers);
void run_on_donated_time(Numbers& numbers);

// guest_slices.cpp: the clock and the important ones.
void tick_along(Numbers& numbers);
void sleep_within_a_slice(Numbers& numbers);
void charge_the_owner(Numbers& numbers);
void end_a_donated_slice(Numbers& numbers);
void wake_more_important_ones(Numbers& numbers);
void go_first_again(Numbers& numbers);
void wake_equals(Numbers& numbers);
void run_for_a_low_owner(Numbers& numbers);
void run_for_a_high_owner(Numbers& numbers);
void switch_later(Numbers& numbers);

// guest_sleep.cpp: those who wait for the clock.
void set_deadlines(Numbers& numbers);
void set_late_deadlines(Numbers& numbers);
void wake_in_order(Numbers& numbers);
void wake_equals_in_order(Numbers& numbers);
void wake_late_ones(Numbers& numbers);
void leave_early(Numbers& numbers);
void sleep_and_work(Numbers& numbers);
void count_the_last_sleeper(Numbers& numbers);

}  // namespace kumquat
