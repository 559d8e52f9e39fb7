// guest_tests.cpp -- the guest tests of lab 1 by name.
// All of them run before the kernel itself comes to lab 1's code, so that each claim needs only
// the holes that it is about.
#include "labs/lab01-traps/guest_tests.hpp"

namespace kumquat {

const GuestTest guest_tests[] = {
    {"descriptors.fields_are_split", BootStage::memory, make_segments},
    {"descriptors.large_limits_count_pages", BootStage::memory, make_large_segments},
    {"descriptors.gate_splits_the_entry", BootStage::memory, make_gates},
    {"descriptors.gdt_of_the_machine", BootStage::memory, load_tables},
    {"table.every_vector_has_its_gate", BootStage::memory, load_tables},
    {"table.programs_may_call_only_some", BootStage::memory, load_tables},
    {"table.double_fault_is_a_task", BootStage::memory, load_tables},
    {"exceptions.faults_are_told_exactly", BootStage::memory, raise_faults},
    {"exceptions.trap_goes_on_behind", BootStage::memory, raise_trap},
    {"exceptions.page_fault_has_its_own_handler", BootStage::memory, raise_page_fault},
    {"exceptions.system_calls_are_no_exceptions", BootStage::memory, call_system},
    {"int3.prints_registers", BootStage::memory, print_registers},
    {"int3.prints_text_in_code", BootStage::memory, print_text_in_code},
    {"int3.program_goes_on_right_behind", BootStage::memory, go_on_behind_int3},
    {"int3.notes_do_not_stop", BootStage::memory, leave_notes},
    {"clock.ticks_each_millisecond", BootStage::memory, count_ticks},
    {"clock.never_drifts", BootStage::memory, keep_time},
    {"clock.scheduler_hears_each_tick", BootStage::memory, watch_the_scheduler},
    {"clock.line_is_free_again", BootStage::memory, look_at_the_controllers},
    {"clock.both_controllers_are_told", BootStage::memory,
     interrupt_through_the_cascade},
    {"clock.spurious_interrupt_is_left_alone", BootStage::memory, fake_an_interrupt},
    {"challenge.tick_of_the_clock", BootStage::memory, count_a_tick},
    {"challenge.spurious_interrupt", BootStage::memory, count_a_spurious_interrupt},
    {nullptr, BootStage::memory, nullptr},
};

}  // namespace kumquat
