// claims_pages.cpp -- lab 2, stage 4: pages, and what the processor remembers of them.
#include "labs/lab02-memory/expect.hpp"

namespace kumquat::grading {

namespace {

/// What the tests draw first: a task that is run in.
Numbers behind_the_task(const Experiment& experiment) {
    Numbers numbers = experiment.numbers();
    numbers.next();
    return numbers;
}

/// Frames and words of a test, drawn as it did.
uint32_t draw_mark(Numbers& numbers, uint32_t index) {
    draw_user_frame(numbers, index);
    return numbers.next();
}

constexpr const char* stale =
    "The TLB remembers what was there before. The frame may be somebody else's by now.";

struct Split {
    uint32_t base, flags;
    PageEntry directory;
    uint32_t table, node, count, notes;
    PhysAddr frame;
};

/// What split_large_pages() made of page `i`.
Split split_of(const Guest& guest, Numbers& numbers, uint32_t i) {
    const VirtAddr base = draw_table_base(numbers, i);
    const uint32_t index = 2 + 3 * i;
    return {base.raw(),
            i == 0 ? uint32_t{PTE_PRESENT | PTE_WRITABLE | PTE_USER}
                   : uint32_t{PTE_PRESENT | PTE_USER},
            entry_of(guest, guest.word(0), directory_index(base)),
            guest.word(index),
            guest.word(index + 1),
            guest.word(index + 2),
            guest.read_physical<uint32_t>(guest.word(1) +
                                          word_bytes * directory_index(base)) -
                DIRECT_WINDOW,
            large_frame(i)};
}

template <typename Check>
void for_each_split(const Experiment& experiment, Check check) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    for (uint32_t i = 0; i < 2; ++i) {
        check(guest, split_of(guest, numbers, i));
    }
}

}  // namespace

CLAIM(page, is_shown) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        const VirtAddr page = draw_page_in(numbers, draw_table_base(numbers, i));
        const PhysAddr frame = draw_user_frame(numbers, i);
        Experiment::expect_equal(numbers.next(), guest.word(i),
                                 fmt::format("The word at 0x{:08X}", page.raw()),
                                 "The page shows another frame than it was told to.");
        Experiment::expect_equal(
            numbers.next(),
            guest.read_physical<uint32_t>(frame.raw() + page_size - word_bytes),
            fmt::format("What was written at the end of page 0x{:08X}, in its frame",
                        page.raw()),
            "The page shows another frame than it was told to.");
    }
}

CLAIM(page, note_names_the_node) {
    const Guest guest = boot_small(experiment);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        Experiment::expect_equal(
            guest.word(2 * i + 1), guest.read<uint32_t>(guest.word(2 * i)),
            "The note beside a page's entry",
            "From the page nobody finds its node: it can never be taken back.");
    }
}

CLAIM(page, taken_out_leaves_nothing) {
    const Guest guest = boot_small(experiment);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        Experiment::expect_equal(0, guest.read<uint32_t>(guest.word(i)),
                                 "The entry of a page that was taken out",
                                 "A page table counts as empty when all its words are "
                                 "zero; this one never will be.");
    }
}

CLAIM(page, tlb_forgets_it) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        const VirtAddr page = draw_page_in(numbers, draw_table_base(numbers, i));
        const std::string what = fmt::format("The word at 0x{:08X}", page.raw());
        Experiment::expect_equal(draw_mark(numbers, 2 * i), guest.word(2 * i), what,
                                 "The page shows another frame than it was told to.");
        Experiment::expect_equal(draw_mark(numbers, 2 * i + 1), guest.word(2 * i + 1),
                                 what + ", when another frame is shown there", stale);
    }
}

CLAIM(page, tlb_remembers_the_others) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    draw_table_base(numbers, 0);
    numbers.next();
    numbers.next();
    draw_mark(numbers, 0);
    const uint32_t other = draw_mark(numbers, 1);
    Experiment::expect_equal(other, guest.word(1),
                             "A page before the other was forgotten",
                             "The page shows another frame than it was told to.");
    Experiment::expect_equal(
        other, guest.word(2), "What the TLB knew of another page",
        "The whole TLB was emptied for one page: every page of the program must be "
        "walked to again.");
}

CLAIM(page, other_spaces_are_left_alone) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    draw_page_in(numbers, draw_table_base(numbers, 0));
    const uint32_t before = draw_mark(numbers, 0), after = draw_mark(numbers, 1);
    Experiment::expect_equal(before, guest.word(0), "The word in the page",
                             "The page shows another frame than it was told to.");
    Experiment::expect_equal(
        before, guest.word(1),
        "What the TLB knew, when another space's page was changed",
        "A page of the space that is in use was thrown out for nothing.");
    Experiment::expect_equal(after, guest.word(2),
                             "The word in the page, when it was to be forgotten",
                             stale);
}

CLAIM(page, large_one_takes_the_directory) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    const VirtAddr base = draw_table_base(numbers, 0);
    numbers.next();
    Experiment::expect_equal(
        PageEntry{large_frame(0), PTE_PRESENT | PTE_WRITABLE | PTE_USER | PTE_LARGE}
            .word(),
        word_of(entry_of(guest, guest.word(0), directory_index(base))),
        "The directory's entry", "A page of 4 MB has its entry in the directory.");
    Experiment::expect_equal(
        guest.word(1), guest.word(2), "The page table that the node keeps",
        "When the page is taken out or split, its table is not there any more.");
    Experiment::expect_equal(numbers.next(), guest.word(3), "A word in the large page",
                             "The page shows another frame than it was told to.");
}

CLAIM(page, large_one_gives_the_table_back) {
    const Guest guest = boot_small(experiment);
    Numbers numbers = behind_the_task(experiment);
    const VirtAddr base = draw_table_base(numbers, 0);
    Experiment::expect_equal(
        guest.word(1) | PTE_PRESENT | PTE_WRITABLE | PTE_USER,
        word_of(entry_of(guest, guest.word(0), directory_index(base))),
        "The directory's entry, when the large page is out",
        "The page table that the node kept belongs there again.");
    Experiment::expect_equal(numbers.next(), guest.word(2), "A word in the large page",
                             "The page shows another frame than it was told to.");
    Experiment::expect_equal(draw_mark(numbers, 0), guest.word(3),
                             "The word there, when a small page is shown", stale);
}

CLAIM(page, split_shows_the_same) {
    for_each_split(experiment, [](const Guest& guest, const Split& split) {
        for (uint32_t i = 0; i < entries_per_table; ++i) {
            Experiment::expect_equal(
                split.frame.raw() + i * page_size,
                entry_of(guest, split.table, i).frame().raw(),
                fmt::format("Small page {} of what was large at 0x{:08X}: its frame", i,
                            split.base),
                "The program finds other memory where its own was.");
        }
        Experiment::expect_equal(split.table | PTE_PRESENT | PTE_WRITABLE | PTE_USER,
                                 word_of(split.directory), "The directory's entry",
                                 "The processor does not see the small pages.");
    });
}

CLAIM(page, split_keeps_the_rights) {
    for_each_split(experiment, [](const Guest& guest, const Split& split) {
        for (uint32_t i = 0; i < entries_per_table; ++i) {
            Experiment::expect_equal(
                split.flags, word_of(entry_of(guest, split.table, i)) % page_size,
                fmt::format("Small page {} of what was large at 0x{:08X}: its flags", i,
                            split.base),
                "A page that is split allows what it allowed before, and nothing else "
                "is in its flags.");
        }
    });
}

CLAIM(page, split_is_noted) {
    for_each_split(experiment, [](const Guest& guest, const Split& split) {
        for (uint32_t i = 0; i < entries_per_table; ++i) {
            Experiment::expect_equal(
                split.node, guest.read_physical<uint32_t>(split.notes + word_bytes * i),
                fmt::format("The note of small page {}", i),
                "From this page nobody finds its node: it can never be taken back.");
        }
        Experiment::expect_equal(
            entries_per_table, split.count, "Pieces that the node counts",
            "The node goes when its last piece goes, and not sooner or later.");
    });
}

}  // namespace kumquat::grading
