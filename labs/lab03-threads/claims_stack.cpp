// claims_stack.cpp -- lab 3, stage 1: a thread is made, and switched to and from.
#include "labs/lab03-threads/expect.hpp"
#include "labs/lab03-threads/scenes.hpp"

#include "kernel/x86/trap_frame.hpp"

namespace kumquat::grading {

namespace {

constexpr uint32_t canary_word = 0x4B51CA9A, dead = 1;
constexpr uint32_t invalid = 0xFFFFFFFF;

}  // namespace

CLAIM(tcb, begins_as_its_creator_says) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    numbers.below(50);
    for (uint32_t left = guest.word(guest.count() - 1); left > 0; --left) {
        numbers.next();  // what was in the TCB before
    }
    const uint32_t id_low = numbers.next() & ~(0x7FFu << 17), id_high = numbers.next();
    const uint32_t priority = numbers.below(256), slice = numbers.below(1'000'000);
    const uint32_t pager_low = numbers.next(), pager_high = numbers.next();
    const uint32_t directory = numbers.next() & ~0xFFFu;
    const struct {
        const char* what;
        uint32_t expected;
    } fields[] = {{"Low word of the id", id_low},
                  {"High word of the id", id_high},
                  {"Page directory", directory},
                  {"Priority", priority},
                  {"Length of its timeslices", slice},
                  {"Rest of the first timeslice", slice},
                  {"Low word of the pager's id", pager_low},
                  {"High word of the pager's id", pager_high},
                  {"State (1: dead)", dead},
                  {"Canary", canary_word},
                  {"Internal preempter, low word", invalid},
                  {"Internal preempter, high word", invalid},
                  {"External preempter, low word", invalid},
                  {"External preempter, high word", invalid}};
    for (uint32_t i = 0; i < std::size(fields); ++i) {
        Experiment::expect_equal(fields[i].expected, guest.word(i), fields[i].what,
                                 "The new thread is not the one that was asked for.");
    }
}

CLAIM(tcb, keeps_nothing_of_an_earlier_life) {
    const Guest guest = experiment.boot();
    Experiment::expect(
        guest.count() == 0,
        fmt::format("{} words of the TCB are still as its last thread left them, the "
                    "first at offset {}.",
                    guest.count(), guest.count() == 0 ? 0 : guest.word(0)),
        "Links into queues, time that another has used, a message that another was in: "
        "the new thread inherits all of it.");
}

CLAIM(stack, thread_begins_at_its_entry) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Sequence expected;
    for (uint32_t i = 0; i < actors_begun; ++i) {
        expected.push_back(1 + i * 8 + numbers.below(8));
        expected.push_back(0);
    }
    expect_sequence(
        expected, words_of(guest), "Who ran, after each switch",
        "The first switch to a thread must go to its entry, on its own stack.");
}

CLAIM(stack, begins_right_below_the_frame) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Experiment::expect_equal(1 + numbers.below(50), guest.word(0), "Who ran", "");
    Experiment::expect_equal(
        TRAP_FRAME_SIZE, guest.word(1), "Bytes of the stack in use at the entry",
        "Nothing but the frame is on the stack of a thread that begins: the entry goes "
        "on to the frame, as it finds it, and returns to user mode.");
}

CLAIM(stack, knows_who_has_not_begun) {
    const Guest guest = experiment.boot();
    const char* const so =
        "Whoever ends a message of that thread must know whether it has begun to work.";
    Experiment::expect_equal(0, guest.word(0), "Change of ESP by another entry", so);
    Experiment::expect_equal(1, guest.word(1), "Continues at its entry", so);
    Experiment::expect_equal(0, guest.word(2), "Continues at another entry", so);
    Experiment::expect_equal(0, guest.word(3), "Continues at an entry forgotten", so);
}

CLAIM(stack, keeps_registers) {
    const Guest guest = experiment.boot();
    const char* const names[registers_kept] = {"EBX", "ESI", "EDI", "EBP"};
    Numbers drawn = experiment.numbers().others();
    Sequence held[register_players];
    uint32_t word = 0;
    for (uint32_t turn = 0; turn < register_rounds * register_players; ++turn) {
        Sequence& mine = held[turn % register_players];
        for (uint32_t i = 0; i < mine.size(); ++i) {
            Experiment::expect_equal(mine[i], guest.word(word++),
                                     fmt::format("{} of thread {} behind a switch",
                                                 names[i], turn % register_players),
                                     "C++ trusts every function that it calls to keep "
                                     "EBX, ESI, EDI and EBP; "
                                     "switch_threads is such a function.");
        }
        mine.clear();
        for (uint32_t i = 0; i < registers_kept; ++i) {
            mine.push_back(drawn.next());
        }
    }
}

CLAIM(stack, goes_on_in_any_order) {
    const Guest guest = experiment.boot();
    Numbers drawn = experiment.numbers().others();
    uint32_t visits[wanderers + 1] = {};
    uint32_t who = 1;
    for (uint32_t step = 0; step < steps_wandered; ++step) {
        if (visits[who] == 0) {
            for (uint32_t i = 0; i < 8; ++i) {
                drawn.next();
            }
        }
        Experiment::expect_equal(
            who << 16 | ++visits[who], guest.word(2 * step),
            fmt::format("Step {}: thread, and which of its visits", step),
            "A thread goes on behind its last switch, not anywhere else.");
        Experiment::expect_equal(
            0, guest.word(2 * step + 1),
            fmt::format("Step {}: what was on its stack, by difference", step),
            "What lies on a thread's stack is its memory of what it was doing.");
        who = 1 + (who + drawn.below(wanderers - 1)) % wanderers;
    }
}

CLAIM(stack, tells_that_it_runs) {
    const Guest guest = experiment.boot();
    for (uint32_t i = 0; i < 2; ++i) {
        const char* const whom = i == 0 ? "a thread that begins" : "one that goes on";
        Experiment::expect_equal(
            0, guest.word(2 * i), fmt::format("kernel_esp of {}", whom),
            "Somebody may throw away what is on this stack. If the TCB still said "
            "where "
            "to go on, the thread would go on in the middle of its past.");
        Experiment::expect_equal(
            REGISTERS_FROM_END, guest.word(2 * i + 1),
            fmt::format("Where `request` of {} points, from the end of its TCB", whom),
            "Whoever asks the running thread for its message looks there.");
    }
}

CLAIM(stack, begins_from_the_frame_alone) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    const char* const names[frame_registers] = {"EDI", "ESI", "EBP", "EBX",
                                                "EDX", "ECX", "EAX"};
    for (uint32_t i = 0; i < frame_registers; ++i) {
        Experiment::expect_equal(
            numbers.next(), guest.word(i),
            fmt::format("{} of the new thread", names[i]),
            "A thread with nothing on its stack begins as its frame says.");
    }
}

CLAIM(stack, takes_the_space_along) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    const uint32_t visits = 1 + numbers.below(4);
    Experiment::expect_equal(4 * visits, guest.count(),
                             "Values of CR3 that were written down",
                             "Two for each visit to the thread of another space, and "
                             "two for each way back.");
    for (uint32_t i = 0; i < guest.count(); i += 4) {
        const char* const so = "Each thread sees the memory of its own task.";
        Experiment::expect_equal(guest.word(i), guest.word(i + 1),
                                 "CR3 in a thread of another space", so);
        Experiment::expect_equal(guest.word(i + 2), guest.word(i + 3),
                                 "CR3 back in the first", so);
    }
}

CLAIM(stack, leaves_the_tlb_alone) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    const uint32_t before = numbers.next(), after = numbers.next();
    Experiment::expect_equal(before, guest.word(0), "What the page shows first", "");
    Experiment::expect_equal(
        before, guest.word(1), "What a stale TLB entry shows behind a switch",
        "CR3 was loaded, though the space is the same. Everything that the TLB knew is "
        "gone, and must be looked up again.");
    Experiment::expect_equal(after, guest.word(2), "What it shows behind a flush", "");
}

}  // namespace kumquat::grading
