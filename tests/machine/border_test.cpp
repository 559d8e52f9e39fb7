// border_test.cpp -- who may enter trusted code where, and who may write its memory.
#include "tests/machine/guest.hpp"

#include "tools/machine/symbols.hpp"

#include <gtest/gtest.h>

namespace kumquat::machine {
namespace {

uint32_t address(const char* name, const char* guest_name = "border") {
    return Symbols{guest(guest_name)}.find(name).value();
}

Outcome run_with(const Border& border, const char* guest_name = "border") {
    Run guarded = guest_run(guest_name);
    guarded.border = border;
    return run(guarded);
}

/// A guest whose code from one name up to another is trusted, and has one door, at its begin.
Border guarded(const char* guest_name,
               const char* begin = "trusted",
               const char* end = "trusted_end") {
    const uint32_t door = address(begin, guest_name);
    return {{{{door, address(end, guest_name)}, guest(guest_name)}}, {}, {door}};
}

void expect_breach(const Outcome& outcome, plugin::Breach how, uint32_t at) {
    EXPECT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.how, how);
    EXPECT_EQ(outcome.breach.at, at) << outcome.sentence();
}

/// Everything that the guest does is allowed.
Border generous() {
    Border border = guarded("border");
    const uint32_t own = address("own");
    border.memory = {{own, own + 4}};
    border.doors = {address("door"), address("midst")};
    return border;
}

TEST(border, coming_back_from_calls_is_no_breach) {
    const Outcome outcome = run_with(generous());
    EXPECT_EQ(outcome.ending, Ending::exited) << outcome.sentence();
}

TEST(border, a_jump_past_the_doors_is_a_breach) {
    for (const char* closed : {"door", "midst"}) {
        Border border = generous();
        std::erase(border.doors, address(closed));
        const Outcome outcome = run_with(border);
        expect_breach(outcome, plugin::Breach::entry, address(closed));
    }
}

TEST(border, a_store_of_others_is_a_breach) {
    Border border = generous();
    const uint32_t shared = address("shared");
    border.memory.push_back({shared, shared + 4});
    const Outcome outcome = run_with(border);
    ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.how, plugin::Breach::store);
    EXPECT_EQ(outcome.breach.by, address("store"));
    EXPECT_EQ(outcome.breach.at, shared);
}

TEST(border, a_store_right_before_the_end_is_a_breach) {
    Border border = generous();
    const uint32_t late = address("late");
    border.memory.push_back({late, late + 4});
    const Outcome outcome = run_with(border);
    ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.by, address("last_store"));
}

TEST(border, what_is_called_by_a_pointer_may_be_interrupted_at_once) {
    const Outcome outcome = run_with(guarded("pointer"), "pointer");
    ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.how, plugin::Breach::entry);
    EXPECT_EQ(outcome.breach.at, address("callee", "pointer") + 1)
        << "there no pointer leads";
}

TEST(border, memory_that_changes_without_a_store_is_a_breach) {
    const auto run_with_own = [](const char* name) {
        const uint32_t own = address(name, "frames");
        Border border = guarded("frames");
        border.memory = {{own, own + 12}};
        return run_with(border, "frames");
    };
    for (const char* name : {"early", "late"}) {
        const Outcome outcome = run_with_own(name);
        expect_breach(outcome, plugin::Breach::unseen, address(name, "frames"));
    }
    EXPECT_EQ(run_with_own("never").ending, Ending::exited);
}

TEST(border, a_thread_is_not_changed_by_its_kernel) {
    const auto run_kept = [](const char* guest_name) {
        Border border = guarded(guest_name);
        border.threads = Border::Threads::kept;
        return run_with(border, guest_name);
    };
    const Outcome kept = run_kept("threads_kept");
    EXPECT_EQ(kept.ending, Ending::exited) << kept.sentence();
    for (const char* name : {"other_register", "other_stack"}) {
        const Outcome outcome = run_kept(name);
        ASSERT_EQ(outcome.ending, Ending::breach) << name << ": " << outcome.sentence();
        EXPECT_EQ(outcome.breach.how, plugin::Breach::registers);
    }
    EXPECT_EQ(run_kept("other_register").breach.at,
              address("interrupted", "other_register"));
}

TEST(border, nobody_is_led_by_single_steps) {
    Border border = guarded("single_step");
    border.threads = Border::Threads::kept_at_home;
    const Outcome outcome = run_with(border, "single_step");
    expect_breach(outcome, plugin::Breach::registers,
                  address("trusted", "single_step"));
}

TEST(border, a_thread_begins_once_and_as_it_was_asked_for) {
    const auto run_begin = [](const char* guest_name) {
        Border border = guarded(guest_name);
        border.threads = Border::Threads::kept;
        border.thread_doors = {address("begins", guest_name)};
        return run_with(border, guest_name);
    };
    const Outcome once = run_begin("begin_once");
    EXPECT_EQ(once.ending, Ending::exited) << once.sentence();
    for (const char* name : {"begin_twice", "begin_lower"}) {
        const Outcome outcome = run_begin(name);
        expect_breach(outcome, plugin::Breach::entry, address("begins", name));
    }
}

TEST(border, what_was_called_returns_to_its_caller) {
    const Outcome outcome = run_with(guarded("other_return"), "other_return");
    ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.how, plugin::Breach::entry);
}

TEST(border, a_constant_that_is_changed_is_a_breach) {
    Border border = guarded("constant");
    border.threads = Border::Threads::kept;
    const uint32_t own = address("own", "constant");
    border.memory = {{own, own + 4}};
    const Outcome outcome = run_with(border, "constant");
    expect_breach(outcome, plugin::Breach::change, address("constant", "constant"));
}

TEST(border, a_stack_lies_in_own_memory) {
    Border border = guarded("threads_kept");
    border.threads = Border::Threads::kept_at_home;
    const uint32_t stack = address("stack", "threads_kept");
    const uint32_t top = address("stack_top", "threads_kept");
    border.memory = {{stack, top}};
    border.memory[0].end = top - 8;
    const Outcome outcome = run_with(border, "threads_kept");
    ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.how, plugin::Breach::place);
}

TEST(border, other_frames_where_its_own_should_be_are_a_breach) {
    Border border = guarded("other_frame");
    border.threads = Border::Threads::kept;
    const uint32_t own = address("own", "other_frame");
    border.memory = {{own, own + 4096}};
    const Outcome outcome = run_with(border, "other_frame");
    expect_breach(outcome, plugin::Breach::place, own);
}

TEST(border, other_code_in_its_place_is_a_breach) {
    for (const char* function : {"written", "mapped"}) {
        const uint32_t begin = address(function, "other_code");
        const Outcome outcome = run_with(
            {{{{begin, begin + 16}, guest("other_code")}}, {}, {begin}}, "other_code");
        expect_breach(outcome, plugin::Breach::change, begin);
    }
    const Outcome same =
        run_with(guarded("other_code", "same", "written"), "other_code");
    EXPECT_EQ(same.ending, Ending::exited);
}

TEST(border, the_other_way_round_nobody_watches) {
    // What is trusted may write everywhere, and leave as it likes.
    Border border = generous();
    border.memory.clear();
    EXPECT_EQ(run_with(border).ending, Ending::exited);
}

}  // namespace
}  // namespace kumquat::machine
