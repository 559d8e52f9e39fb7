// checks.cpp -- walking through everything.
#include "tests/memory/checks.hpp"

#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/page_tables.hpp"
#include "kernel/tasks/task.hpp"

#include <fmt/format.h>
#include <set>

namespace kumquat::test {

namespace {

constexpr uint32_t user_tables = directory_index(user_end);
constexpr uint32_t device_shift = 0x40000000;

/// What is entered for a page, and the note beside it.
struct Slot {
    PageEntry entry;
    MappingNode& node;
};

/// Call `with_slot(task, address, slot)` for each entry of each task but sigma0 that is present.
template <typename Function>
void for_each_entry(Function&& with_slot) {
    for (uint32_t t = sigma0_task.value + 1; t < max_tasks; ++t) {
        if (!task_of({t}).is_active()) {
            continue;
        }
        const AddressSpace& space = task_of({t}).space;
        for (uint32_t i = 0; i < user_tables; ++i) {
            const VirtAddr base{i * LARGE_PAGE_SIZE};
            const PageEntry entry = directory_entry(space, base);
            const uint32_t pages =
                !entry.is_present() ? 0 : (entry.is_large() ? 1 : entries_per_table);
            for (uint32_t k = 0; k < pages; ++k) {
                const VirtAddr address = base + k * page_size;
                const PageSlot slot = find_slot(space, address);
                if (slot.has_page()) {
                    with_slot(t, address.raw(), Slot{*slot.entry, **slot.note});
                }
            }
        }
    }
}

/// The page from which `node` has its piece.
Page parent_page(const MappingNode& node, uint32_t frame) {
    const MappingNode& parent = *node.parent;
    if (parent.is_root()) {
        return {sigma0_task.value,
                frame >= 2 * device_shift ? frame - device_shift : frame};
    }
    const uint32_t offset = parent.is_large() ? frame % LARGE_PAGE_SIZE : 0;
    return {parent.name.task().value, parent.name.page().raw() + offset};
}

bool can_write(const MappingNode& node) {
    const PageEntry* const entry = entry_of(node);
    return entry != nullptr && entry->is_writable();
}

/// In its parent's list, with no page that can be written behind one that can only be read.
bool is_in_list(const MappingNode& node) {
    const MappingNode& parent = *node.parent;
    const NodePointer list = parent.is_large() && !node.is_large()
                                 ? parent.pieces->lists[node.piece()]
                                 : parent.children;
    bool is_there = false, was_read_only = false;
    for (MappingNode* child = list; child != nullptr;
         child = NodeList::after(list, *child)) {
        is_there = is_there || child == &node;
        if (!child->is_split()) {
            if (was_read_only && can_write(*child)) {
                return false;
            }
            was_read_only = !can_write(*child);
        }
    }
    return is_there;
}

std::string at(uint32_t task, uint32_t address, const char* what) {
    return fmt::format("task {}, page {:#x}: {}", task, address, what);
}

}  // namespace

Mappings all_mappings() {
    Mappings mappings;
    for_each_entry([&](uint32_t task, uint32_t address, const Slot& slot) {
        const uint32_t pages = slot.entry.is_large() ? pieces_per_large_page : 1;
        for (uint32_t i = 0; i < pages; ++i) {
            const uint32_t frame = slot.entry.frame().raw() + i * page_size;
            mappings[{task, address + i * page_size}] = {
                frame, slot.entry.is_writable(), slot.entry.is_large(),
                parent_page(slot.node, frame)};
        }
    });
    return mappings;
}

std::string check_nodes() {
    std::string wrong;
    std::map<const MappingNode*, uint32_t> pieces;  // of split mappings
    std::set<const MappingNode*> nodes;
    const auto expect = [&](bool holds, uint32_t task, uint32_t address,
                            const char* what) {
        if (!holds && wrong.empty()) {
            wrong = at(task, address, what);
        }
    };
    for_each_entry([&](uint32_t task, uint32_t address, const Slot& slot) {
        const MappingNode& node = slot.node;
        const bool is_split = !slot.entry.is_large() && node.is_large();
        const uint32_t name = is_split ? VirtAddr{address}.large_page().raw() : address;
        expect(nodes.insert(&node).second || is_split, task, address,
               "node used twice");
        expect(node.name == PageName{{task}, VirtAddr{name}}, task, address,
               "node's name");
        expect(node.is_large() == (slot.entry.is_large() || is_split), task, address,
               "node's size");
        expect(is_in_list(node), task, address, "not in its parent's list");
        expect(slot.entry.is_large() || !is_split || node.is_split(), task, address,
               "not split");
        const uint32_t frame = slot.entry.frame().raw();
        expect(node.frame().raw() ==
                   (is_split ? frame - address % LARGE_PAGE_SIZE : frame),
               task, address, "node's frame");
        pieces[&node] += is_split ? 1 : 0;
    });
    for (const auto& [node, count] : pieces) {
        expect(count == 0 || count == node->table_or_count, node->name.task().value,
               node->name.page().raw(), "number of pieces");
    }
    return wrong;
}

std::string check_rights(const Mappings& mappings) {
    for (const auto& [page, mapped] : mappings) {
        if (mapped.parent.task == sigma0_task.value) {
            continue;
        }
        const auto parent = mappings.find(mapped.parent);
        if (parent == mappings.end()) {
            return at(page.task, page.address, "its parent does not have it");
        }
        if (parent->second.frame != mapped.frame) {
            return at(page.task, page.address, "its parent has another frame");
        }
        if (mapped.is_writable && !parent->second.is_writable) {
            return at(page.task, page.address, "its parent may only read it");
        }
    }
    return "";
}

std::string check_accounts() {
    std::map<uint32_t, std::set<const MappingNode*>> nodes;
    for_each_entry([&](uint32_t task, uint32_t, const Slot& slot) {
        nodes[task].insert(&slot.node);
    });
    for (uint32_t t = sigma0_task.value + 1; t < max_tasks; ++t) {
        const Task& task = task_of({t});
        uint32_t frames = task.is_active() ? frames_for_space : 0;
        for (uint32_t i = 0; task.is_active() && i < user_tables; ++i) {
            const VirtAddr address{i * LARGE_PAGE_SIZE};
            frames += directory_entry(task.space, address).is_present() ? 2 : 0;
        }
        for (const MappingNode* node : nodes[t]) {
            frames += node->pieces != nullptr ? 1 : 0;
        }
        if (task.memory.nodes != nodes[t].size()) {
            return at(t, 0, "count of nodes");
        }
        if (task.memory.frames != frames) {
            return at(t, 0, "count of frames");
        }
    }
    return "";
}

}  // namespace kumquat::test
