// claims_tables.cpp -- lab 2, stage 3: the way through the tables.
#include "labs/lab02-memory/expect.hpp"

namespace kumquat::grading {

namespace {

/// Directory and notes of a space, as the guest recorded them.
struct Tables {
    const Guest& guest;
    uint32_t directory, notes;

    PageEntry entry(VirtAddr page) const {
        return entry_of(guest, directory, directory_index(page));
    }
    /// Where the kernel sees the notes of a page table.
    uint32_t notes_of(VirtAddr page) const {
        return guest.read_physical<uint32_t>(notes +
                                             word_bytes * directory_index(page));
    }
};

Tables tables_of(const Guest& guest) { return {guest, guest.word(0), guest.word(1)}; }

void expect_slot(
    const Guest& guest, uint32_t index, VirtAddr page, uint32_t entry, uint32_t note) {
    const std::string what = fmt::format("The slot of page 0x{:08X}: ", page.raw());
    Experiment::expect_equal(entry, guest.word(index), what + "its entry",
                             "The kernel writes into another page's entry.");
    Experiment::expect_equal(note, guest.word(index + 1), what + "its note",
                             "The kernel takes another page's node for this one's.");
}

/// Each page's slot is at the place that the tables say.
void expect_slots_in_tables(const Tables& tables, uint32_t index, VirtAddr page) {
    expect_slot(tables.guest, index, page,
                in_window(tables.entry(page).frame().raw()) +
                    word_bytes * table_index(page),
                tables.notes_of(page) + word_bytes * table_index(page));
}

template <typename Check>
void for_each_walk(const Experiment& experiment, uint32_t index, Check check) {
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < tables_made; ++i) {
        const VirtAddr base = draw_table_base(numbers, i);
        for (uint32_t j = 0; j < pages_looked_up; ++j, index += 2) {
            check(index, draw_page_in(numbers, base));
        }
    }
}

/// The pages for which make_table() made tables.
std::vector<VirtAddr> pages_of_tables(const Guest& guest,
                                      const Experiment& experiment) {
    // How many numbers the soiling took, and the task, only the pool's size tells.
    const uint32_t soiled = guest.word(2);
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i <= soiled; ++i) {
        numbers.next();
    }
    std::vector<VirtAddr> pages;
    for (uint32_t i = 0; i < tables_made; ++i) {
        const VirtAddr base = draw_table_base(numbers, i);
        pages.push_back(draw_page_in(numbers, base));
    }
    return pages;
}

}  // namespace

CLAIM(table, walk_finds_the_place) {
    const Guest guest = boot_small(experiment);
    const Tables tables = tables_of(guest);
    for_each_walk(experiment, 2, [&](uint32_t index, VirtAddr page) {
        expect_slots_in_tables(tables, index, page);
    });
}

CLAIM(table, walk_ends_where_nothing_is) {
    const Guest guest = boot_small(experiment);
    for_each_walk(experiment, 0, [&](uint32_t index, VirtAddr page) {
        expect_slot(guest, index, page, 0, 0);
    });
}

CLAIM(table, walk_stops_at_a_large_page) {
    const Guest guest = boot_small(experiment);
    const Tables tables = tables_of(guest);
    for_each_walk(experiment, 2, [&](uint32_t index, VirtAddr page) {
        expect_slot(guest, index, page,
                    in_window(tables.directory) + word_bytes * directory_index(page),
                    tables.notes_of(page));
    });
}

CLAIM(table, new_one_is_empty) {
    const Guest guest = boot_small(experiment);
    const Tables tables = tables_of(guest);
    for (const VirtAddr page : pages_of_tables(guest, experiment)) {
        expect_zero(guest, tables.entry(page).frame().raw(),
                    fmt::format("The new page table for 0x{:08X}", page.raw()),
                    "Programs see whatever the frame held before as pages.");
    }
}

CLAIM(table, new_one_is_for_programs) {
    const Guest guest = boot_small(experiment);
    const Tables tables = tables_of(guest);
    for (const VirtAddr page : pages_of_tables(guest, experiment)) {
        Experiment::expect_equal(
            PTE_PRESENT | PTE_WRITABLE | PTE_USER,
            word_of(tables.entry(page)) % page_size,
            fmt::format("Flags of the directory's entry for 0x{:08X}", page.raw()),
            "The processor grants what both levels grant: what this entry refuses, no "
            "page below it can allow.");
    }
}

CLAIM(table, has_notes_beside_it) {
    const Guest guest = boot_small(experiment);
    const Tables tables = tables_of(guest);
    std::vector<uint32_t> frames{tables.directory, tables.notes};
    uint32_t index = 3;
    for (const VirtAddr page : pages_of_tables(guest, experiment)) {
        frames.push_back(tables.entry(page).frame().raw());
        frames.push_back(tables.notes_of(page) - DIRECT_WINDOW);
        expect_slots_in_tables(tables, index, page);
        index += 2;
    }
    expect_frames(frames);
}

CLAIM(table, is_on_the_account) {
    const Guest guest = boot_small(experiment);
    const uint32_t expected = 2 * tables_made;
    Experiment::expect_equal(
        expected, guest.word(0) - guest.word(2),
        fmt::format("Frames that {} page tables took", tables_made),
        "Each has one for its entries and one for its notes.");
    Experiment::expect_equal(expected, guest.word(3) - guest.word(1),
                             "Frames on the task's account for them",
                             "Nobody can tell who uses the kernel's memory.");
}

CLAIM(table, dropped_goes_back_whole) {
    const Guest guest = boot_small(experiment);
    const Tables tables = tables_of(guest);
    for (uint32_t i = 0; i < first_kernel_entry; ++i) {
        Experiment::expect_equal(
            0, entry_of(guest, tables.directory, i).word(),
            fmt::format("Entry {} of a directory whose tables are dropped", i),
            "The processor still walks through a frame that is in the pool.");
    }
    expect_same_count(guest, 2, 4, "Frames in the pool, around the life of page tables",
                      "Each page table that comes and goes costs a frame for ever.");
    expect_same_count(guest, 3, 5, "Frames on the task's account",
                      "A task pays for what it does not have any more.");
}

CLAIM(table, notes_are_not_clean) {
    const Guest guest = boot_small(experiment);
    expect_frames(words_from(guest, 0, 2));
    for (uint32_t i = 0; i < 2; ++i) {
        expect_zero(
            guest, guest.word(i), "A zeroed frame, taken behind a dropped table",
            "Notes of pages that are gone stay in their frame. Who takes it for "
            "clean makes a page table of them.");
    }
}

}  // namespace kumquat::grading
