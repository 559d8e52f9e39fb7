// claims_array.cpp -- lab 2, stage 5: the virtual array of TCBs.
#include "labs/lab02-memory/expect.hpp"

namespace kumquat::grading {

namespace {

constexpr const char* zeros = "A thread that never was must look like none: all zeros.";

uint32_t master_of(const Guest& guest) {
    return guest.address_of("master_directory") - KERNEL_OFFSET;
}

/// The directory's entry for an address of the array is present and the master's.
void expect_masters(const Guest& guest, uint32_t directory, uint32_t address) {
    const uint32_t index = directory_index(VirtAddr{address});
    const PageEntry master = entry_of(guest, master_of(guest), index);
    const PageEntry own = entry_of(guest, directory, index);
    Experiment::expect(
        own.is_present() && own.frame() == master.frame(),
        fmt::format("Entry {} of the directory is 0x{:08X}; the master's is 0x{:08X}.",
                    index, own.word(), master.word()),
        "This space does not see the thread that all others see.");
}

struct Account {
    uint32_t frames;
    uint64_t bits;
};

Account account_at(const Guest& guest, uint32_t index) {
    return {guest.word(index),
            guest.word(index + 1) | (uint64_t{guest.word(index + 2)} << 32)};
}

}  // namespace

CLAIM(array, reading_takes_no_frame) {
    const Guest guest = boot_small(experiment);
    uint32_t index = 0;
    for (uint32_t i = 0; i < tables_read; ++i) {
        uint32_t left = guest.word(index++);
        for (uint32_t j = 0; j < tcbs_read; ++j) {
            Experiment::expect_equal(0, guest.word(index++),
                                     "A word of a TCB that nobody has made", zeros);
            const uint32_t took = left - guest.word(index);
            const uint32_t most = j == 0 ? 1 : 0;
            Experiment::expect(
                took <= most,
                fmt::format("Reading the {} in this part of the array took {} frames; "
                            "at most {} may be taken, for the page table.",
                            j == 0 ? "first TCB" : "next TCB", took, most),
                "Who sends to ids that do not exist would use up the kernel's memory.");
            left = guest.word(index++);
        }
    }
}

CLAIM(array, writing_takes_one) {
    const Guest guest = boot_small(experiment);
    const Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < tcbs_written; ++i) {
        for (uint32_t j = 0; j < 2; ++j) {
            Experiment::expect_equal(
                numbers.at(i + j), guest.word(2 + 2 * i + j),
                fmt::format("What was written to TCB {} of frame {}", j, i),
                "Two threads are one, or a thread forgets what it was.");
        }
    }
    Experiment::expect_equal(
        tcbs_written + 1, guest.word(0) - guest.word(1),
        fmt::format("Frames that were taken for {} frames of TCBs and their page table",
                    tcbs_written),
        "The array is to take memory only where threads are.");
}

CLAIM(array, fresh_tcb_is_zero) {
    const Guest guest = boot_small(experiment);
    for (uint32_t i = 0; i < guest.count(); ++i) {
        Experiment::expect_equal(
            0, guest.word(i), fmt::format("Word {} of the fields of fresh TCBs", i),
            "A new thread begins with what somebody else's frame held: a state, a "
            "queue, a pointer.");
    }
    Experiment::expect(guest.count() > 100, "There were no TCBs to look at.", zeros);
}

CLAIM(array, tlb_forgets_the_zeros) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = experiment.numbers();
    numbers.next();
    draw_thread(numbers, 0);
    Experiment::expect_equal(0, guest.word(0), "A word before there is a frame", zeros);
    Experiment::expect_equal(1, guest.word(1), "back_tcb_array() for a write", "");
    Experiment::expect_equal(
        numbers.next(), guest.word(2),
        "The same word, when it has a frame and was written there",
        "The TLB remembers the page of zeros. The new thread is not seen.");
}

CLAIM(array, all_spaces_see_it) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = experiment.numbers();
    numbers.next();
    draw_thread(numbers, 0);
    draw_thread(numbers, 1);
    const char* const so = "A thread is found from each space, or ipc finds nobody.";
    Experiment::expect_equal(numbers.next(), guest.word(4),
                             "What the first space wrote, read in the second", so);
    Experiment::expect_equal(numbers.next(), guest.word(5),
                             "What the second space wrote, read in the first", so);
    for (uint32_t i = 0; i < 4; ++i) {
        expect_masters(guest, guest.word(2 + i / 2), guest.word(i % 2));
    }
}

CLAIM(array, own_space_sees_it_at_once) {
    const Guest guest = boot_small(experiment);
    Experiment::expect_equal(1, guest.word(0), "allocate_tcb()",
                             "There was memory enough.");
    expect_masters(guest, guest.word(2), guest.word(1));
}

CLAIM(array, is_on_the_account) {
    const Guest guest = boot_small(experiment);
    const uint64_t expected = uint64_t{1} << (guest.word(0) / 2);
    const Account before = account_at(guest, 1), after = account_at(guest, 4);
    Experiment::expect_equal(1, after.frames - before.frames,
                             "Frames on the task's account for two threads",
                             "Nobody can tell who uses the kernel's memory.");
    Experiment::expect(
        after.bits == expected,
        fmt::format("The task's list of TCB frames is 0x{:016X}; expected 0x{:016X}.",
                    after.bits, expected),
        "At the end of the task this frame is not found, and never given back.");
}

CLAIM(array, asks_for_what_it_needs) {
    const Guest guest = boot_small(experiment);
    const auto expect = [&](uint32_t index, uint32_t result, const char* what) {
        Experiment::expect_equal(result, guest.word(index), what,
                                 "A thread is refused for which there is memory, or "
                                 "the kernel runs out of it "
                                 "half way.");
    };
    expect(0, 0, "A write that needs a table and a frame, with 1 frame left");
    expect(1, 1, "Frames left behind it");
    expect(2, 1, "The same write with 2 frames left");
    expect(3, 0, "Frames left behind that");
    expect(4, 1, "A write that needs a frame, with 1 frame left");
    expect(5, 0, "Frames left behind that one");
    expect(6, 1, "A write to what has its frame, with none left");
}

CLAIM(array, reading_works_without_memory) {
    const Guest guest = boot_small(experiment);
    const char* const so = "To ask whether a thread exists must never fail.";
    Experiment::expect_equal(0, guest.word(0),
                             "A word of a TCB, read with no memory left", so);
    Experiment::expect_equal(1, guest.word(1), "back_tcb_array() for a read", so);
    Experiment::expect_equal(0, guest.word(2), "back_tcb_array() for a write",
                             "The write is tried again, and faults again, for ever.");
    Experiment::expect_equal(0, guest.word(3), "A word of another part of the array",
                             so);
}

CLAIM(array, zeros_go_when_memory_comes) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = experiment.numbers();
    numbers.next();
    draw_thread(numbers, 0);
    Experiment::expect_equal(0, guest.word(0),
                             "A word of a TCB, read with no memory left", zeros);
    Experiment::expect_equal(
        numbers.next(), guest.word(1),
        "The same word, when another space has written it, with memory again",
        "One space goes on to see the table of zeros, and never that thread.");
}

CLAIM(array, released_reads_as_zeros) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = experiment.numbers();
    numbers.next();
    draw_thread(numbers, 0);
    Experiment::expect_equal(numbers.next(), guest.word(0), "The word before", zeros);
    Experiment::expect_equal(0, guest.word(1), "A word of a released TCB", zeros);
    expect_zero(guest, guest.word(2), "A zeroed frame, taken behind that",
                "The frame of the TCBs went back as clean, and was not.");
}

CLAIM(array, released_is_off_the_books) {
    const Guest guest = boot_small(experiment);
    const Account before = account_at(guest, 1), after = account_at(guest, 5);
    Experiment::expect_equal(1, guest.word(4) - guest.word(0), "Frames that came back",
                             "Each thread that comes and goes costs a frame for ever.");
    Experiment::expect_equal(1, before.frames - after.frames,
                             "Frames off the task's account",
                             "A task pays for what it does not have any more.");
    Experiment::expect(
        after.bits == 0,
        fmt::format("The task's list of TCB frames is 0x{:016X}.", after.bits),
        "At the end of the task the frame would be given back twice.");
    const PageEntry entry{guest.word(8)};
    Experiment::expect(
        entry.is_present() && !entry.is_writable(),
        fmt::format("The entry of the page is 0x{:08X}.", entry.word()),
        "It shows the page of zeros, to be read only, until it is written "
        "again.");
}

}  // namespace kumquat::grading
