// border_test.cpp -- who may enter trusted code where, and who may write its memory.
#include "tests/machine/guest.hpp"

#include "tools/machine/symbols.hpp"

#include <gtest/gtest.h>

namespace kumquat::machine {
namespace {

const Symbols& symbols() {
    static const Symbols all{guest("border")};
    return all;
}

uint32_t address(const char* name) { return symbols().find(name).value(); }

Outcome run_with(const Border& border) {
    Run guarded = guest_run("border");
    guarded.border = border;
    return run(guarded);
}

/// Everything that the guest does is allowed.
Border generous() {
    const uint32_t own = address("own");
    return {{{{address("trusted"), address("trusted_end")}, guest("border")}},
            {{own, own + 4}},
            {address("door"), address("midst")}};
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
        ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
        EXPECT_EQ(outcome.breach.how, plugin::Breach::entry);
        EXPECT_EQ(outcome.breach.at, address(closed));
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
    const Symbols symbols{guest("pointer")};
    auto guarded = guest_run("pointer");
    guarded.border = {
        {{{symbols.find("trusted").value(), symbols.find("trusted_end").value()},
          guest("pointer")}},
        {},
        {symbols.find("trusted").value()}};
    const Outcome outcome = run(guarded);
    ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
    EXPECT_EQ(outcome.breach.how, plugin::Breach::entry);
    EXPECT_EQ(outcome.breach.at, symbols.find("callee").value() + 1)
        << "there no pointer leads";
}

TEST(border, memory_that_changes_without_a_store_is_a_breach) {
    const Symbols symbols{guest("frames")};
    const auto run_with_own = [&](const char* name) {
        const uint32_t own = symbols.find(name).value();
        auto guarded = guest_run("frames");
        guarded.border = {
            {{{symbols.find("trusted").value(), symbols.find("trusted_end").value()},
              guest("frames")}},
            {{own, own + 12}},
            {symbols.find("trusted").value()}};
        return run(guarded);
    };
    for (const char* name : {"early", "late"}) {
        const Outcome outcome = run_with_own(name);
        ASSERT_EQ(outcome.ending, Ending::breach) << name << ": " << outcome.sentence();
        EXPECT_EQ(outcome.breach.how, plugin::Breach::unseen);
        EXPECT_EQ(outcome.breach.at, symbols.find(name).value());
    }
    EXPECT_EQ(run_with_own("never").ending, Ending::exited);
}

TEST(border, other_code_in_its_place_is_a_breach) {
    const Symbols symbols{guest("other_code")};
    auto guarded = guest_run("other_code");
    for (const char* function : {"written", "mapped"}) {
        const uint32_t begin = symbols.find(function).value();
        guarded.border = {{{{begin, begin + 16}, guest("other_code")}}, {}, {begin}};
        const Outcome outcome = run(guarded);
        ASSERT_EQ(outcome.ending, Ending::breach) << outcome.sentence();
        EXPECT_EQ(outcome.breach.how, plugin::Breach::change);
        EXPECT_EQ(outcome.breach.at, begin);
    }
    guarded.border = {{{{symbols.find("same").value(), symbols.find("written").value()},
                        guest("other_code")}},
                      {},
                      {symbols.find("same").value()}};
    EXPECT_EQ(run(guarded).ending, Ending::exited);
}

TEST(border, the_other_way_round_nobody_watches) {
    // What is trusted may write everywhere, and leave as it likes.
    Border border = generous();
    border.memory.clear();
    EXPECT_EQ(run_with(border).ending, Ending::exited);
}

}  // namespace
}  // namespace kumquat::machine
