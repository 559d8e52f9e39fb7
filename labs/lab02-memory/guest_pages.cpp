// guest_pages.cpp -- show pages and take them out again, and ask the processor what it sees.
// The machine runs in the space of the test, so its own loads and stores are the witnesses.
#include "labs/lab02-memory/guest_tests.hpp"

#include "kernel/memory/page_tables.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/x86/instructions.hpp"
#include "labs/common/counted.hpp"

namespace kumquat {

namespace {

constexpr uint32_t page_flags = PTE_PRESENT | PTE_WRITABLE | PTE_USER;
constexpr uint32_t large_flags = page_flags | PTE_LARGE;

// The kernel writes to nodes, so they are no memory of the test's own.
MappingNode nodes[pages_shown];

/// A frame with a drawn word at its beginning.
PhysAddr marked_frame(Numbers& numbers, uint32_t index) {
    const PhysAddr frame = draw_user_frame(numbers, index);
    *direct<uint32_t>(frame) = numbers.next();
    return frame;
}

/// Show a frame at a page that has a page table.
PageSlot show(TaskNumber task, VirtAddr page, PhysAddr frame, uint32_t index) {
    const AddressSpace& space = space_of(task);
    const PageSlot slot = find_slot(space, page);
    enter_page(space, page, slot, PageEntry{frame, page_flags}, nodes[index]);
    return slot;
}

/// 4 MB of the task's space with a page table.
VirtAddr begin_table(TaskNumber task, Numbers& numbers, uint32_t index) {
    const VirtAddr base = draw_table_base(numbers, index);
    add_page_table(task, base);
    return base;
}

/// Show 4 MB, of which the grader knows where they lie. \return  the page table below
PhysAddr show_large(TaskNumber task, VirtAddr base, uint32_t index, uint32_t flags) {
    const AddressSpace& space = space_of(task);
    const PhysAddr table = directory_entry(space, base).frame();
    enter_page(space, base, find_slot(space, base),
               PageEntry{large_frame(index), flags}, nodes[index]);
    return table;
}

}  // namespace

void show_pages(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        const VirtAddr page = draw_page_in(numbers, begin_table(task, numbers, i));
        show(task, page, marked_frame(numbers, i), i);
        record(word_at(page));
        word_at(page, words_per_page - 1) = numbers.next();
    }
}

void note_a_page(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const VirtAddr base = begin_table(task, numbers, 0);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        const VirtAddr page = base + (i * 100 + numbers.below(100)) * page_size;
        const PageSlot slot = show(task, page, marked_frame(numbers, i), i);
        record(place_of(slot.note));
        record(place_of(&nodes[i]));
    }
}

void take_out_pages(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        const VirtAddr page = draw_page_in(numbers, begin_table(task, numbers, i));
        const PageSlot slot = show(task, page, marked_frame(numbers, i), i);
        take_out_page(space_of(task), page, slot);
        record(place_of(slot.entry));
    }
}

void replace_pages(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    for (uint32_t i = 0; i < pages_shown; ++i) {
        const VirtAddr page = draw_page_in(numbers, begin_table(task, numbers, i));
        const PageSlot slot = show(task, page, marked_frame(numbers, 2 * i), i);
        record(word_at(page));
        take_out_page(space_of(task), page, slot);
        show(task, page, marked_frame(numbers, 2 * i + 1), i);
        record(word_at(page));
    }
}

void forget_one_of_two(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const VirtAddr base = begin_table(task, numbers, 0);
    const VirtAddr one = base + numbers.below(500) * page_size;
    const VirtAddr other = one + (1 + numbers.below(500)) * page_size;
    show(task, one, marked_frame(numbers, 0), 0);
    const PageSlot slot = show(task, other, marked_frame(numbers, 1), 1);
    record(word_at(one));
    record(word_at(other));
    *slot.entry =
        PageEntry{marked_frame(numbers, 2), page_flags};  // nobody tells the TLB
    forget_page(space_of(task), one);
    record(word_at(other));
}

void forget_in_another_space(Numbers& numbers) {
    const AddressSpace another = create_address_space();
    const TaskNumber task = run_in_new_space(numbers);
    const VirtAddr page = draw_page_in(numbers, begin_table(task, numbers, 0));
    const PageSlot slot = show(task, page, marked_frame(numbers, 0), 0);
    record(word_at(page));
    *slot.entry = PageEntry{marked_frame(numbers, 1), page_flags};
    forget_page(another, page);
    record(word_at(page));
    forget_page(space_of(task), page);
    record(word_at(page));
}

void show_a_large_page(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const VirtAddr base = begin_table(task, numbers, 0);
    const uint32_t index = numbers.below(LARGE_PAGE_SIZE / word_bytes);
    direct<uint32_t>(large_frame(0))[index] = numbers.next();
    const PhysAddr table = show_large(task, base, 0, large_flags);
    record(space_of(task).directory.raw());
    record(table.raw());
    record(nodes[0].table_or_count);
    record(word_at(base, index));
}

void take_out_a_large_page(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const AddressSpace& space = space_of(task);
    const VirtAddr base = begin_table(task, numbers, 0);
    *direct<uint32_t>(large_frame(0)) = numbers.next();
    const PhysAddr table = show_large(task, base, 0, large_flags);
    record(space.directory.raw());
    record(table.raw());
    record(word_at(base));
    take_out_page(space, base, find_slot(space, base));
    show(task, base, marked_frame(numbers, 0), 1);
    record(word_at(base));
}

void split_large_pages(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const AddressSpace& space = space_of(task);
    record(space.directory.raw());
    record(physical_in_window(space.notes).raw());
    for (uint32_t i = 0; i < 2; ++i) {
        const VirtAddr base = begin_table(task, numbers, i);
        const uint32_t flags =
            i == 0 ? large_flags : large_flags & ~uint32_t{PTE_WRITABLE};
        const PhysAddr table = show_large(task, base, i, flags);
        unknown_to_compiler(uint32_t{word_at(base)});  // the processor notes an access
        split_large_page(space, base);
        record(table.raw());
        record(place_of(&nodes[i]));
        record(nodes[i].table_or_count);
    }
}

void count_a_page(Numbers& numbers) {
    const TaskNumber task = run_in_new_space(numbers);
    const VirtAddr page = draw_page_in(numbers, begin_table(task, numbers, 0));
    const PhysAddr frame = marked_frame(numbers, 0);
    record(counted([=] { show(task, page, frame, 0); }));
}

}  // namespace kumquat
