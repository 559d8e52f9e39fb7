// mapping.cpp -- pages go from one space to another.
// Source: handouts/reference/l4-v2.md, "Address spaces".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/fpage.hpp"

namespace kumquat::model {

namespace {

constexpr uint32_t large_order = 22;
/// In what sigma0 sends, addresses from here on mean device memory, as much higher.
constexpr uint32_t device_shift = 0x40000000;

/// One map or grant, in words.
struct Gift {
    uint32_t to, address, from, source;
    Fpage frame;

    explicit Gift(const Event& event)
        : to{event[0]}, address{event[1]}, from{event[3]}, source{event[4]},
          frame{event[2]} {}
    uint32_t size() const { return 1u << frame.order(); }
};

void check_bounds(const World& world, const Gift& gift) {
    const uint32_t order = gift.frame.order();
    world.require((order == page_order || order == large_order) &&
                      Fpage::align(gift.address, order) == gift.address &&
                      Fpage::align(gift.source, order) == gift.source,
                  Rule::mapping_pages_are_aligned, "order {}, at {:#x}", order,
                  gift.address);
    world.require(gift.address < user_space_end && gift.source < user_space_end,
                  Rule::mapping_user_space_ends, "{:#x} from {:#x}", gift.address,
                  gift.source);
    world.require(gift.to != gift.from, Rule::mapping_not_to_oneself, "task {}",
                  gift.to);
}

/// What the sender has at an address: in the tree, the page or sigma0's root.
struct Source {
    PageKey key;
    uint32_t frame;
    bool writable;
};

Source source_of(const World& world, const Gift& gift, uint32_t offset) {
    const uint32_t address = gift.source + offset;
    if (gift.from == sigma0_task.value) {
        const uint32_t frame =
            address < device_shift ? address : address + device_shift;
        return {root_key(frame), frame, true};
    }
    const PageKey key = page_key(gift.from, address);
    const Page* const page = world.spaces.find(key);
    world.require(page != nullptr, Rule::mapping_the_source_is_there,
                  "task {} has no page at {:#x}", gift.from, address);
    return {key, page->frame, page->writable};
}

/// The place is taken: more rights for the same page are all that may be.
void widen(
    World& world, PageKey key, const Page& there, const Source& source, bool writable) {
    world.require(there.frame == source.frame, Rule::mapping_nothing_is_replaced,
                  "frame {:#x} is there", there.frame);
    world.require(there.parent == source.key,
                  Rule::mapping_only_an_own_child_is_widened,
                  "it was made from task {}, {:#x}", task_of(there.parent),
                  address_of(there.parent));
    world.require(writable && !there.writable, Rule::mapping_nothing_is_replaced,
                  "there is no right to add");
    world.spaces.widen(key, world.now);
}

void give_page(World& world, const Gift& gift, uint32_t offset, bool is_grant) {
    const Source source = source_of(world, gift, offset);
    const bool writable = gift.frame.is_writable();
    world.require(source.frame == gift.frame.base() + offset,
                  Rule::mapping_the_frame_is_the_same, "the sender has frame {:#x}",
                  source.frame);
    world.require(source.writable || !writable, Rule::mapping_no_right_is_gained,
                  "task {} may only read {:#x}", gift.from, gift.source + offset);
    const PageKey key = page_key(gift.to, gift.address + offset);
    const Page* const there = world.spaces.find(key);
    if (is_grant) {
        world.require(there == nullptr, Rule::mapping_a_grant_finds_a_free_place,
                      "there is a page at {:#x}", gift.address + offset);
    } else if (there != nullptr) {
        widen(world, key, *there, source, writable);
        return;
    }
    if (is_grant && gift.from != sigma0_task.value) {
        world.spaces.move(source.key, key, writable, world.now);
    } else {
        world.spaces.insert(key, {source.frame, writable, source.key, world.now, {}});
    }
}

void give(World& world, const Event& event, bool is_grant) {
    const Gift gift{event};
    check_bounds(world, gift);
    for (uint32_t offset = 0; offset < gift.size(); offset += page_size) {
        give_page(world, gift, offset, is_grant);
    }
    if (world.has_begun) {  // what tasks find when they are made has come by no message
        world.arrived[{gift.from, gift.to, world.running}].push_back(
            {gift.source, gift.address, gift.frame.is_writable(), is_grant});
    }
}

/// sigma0 faulted: the kernel gives it the page of that address.
void give_to_sigma0(World& world, const Gift& gift) {
    world.require(gift.to == sigma0_task.value && gift.address == gift.frame.base(),
                  Rule::mapping_the_kernel_gives_to_sigma0, "task {} gets {:#x}",
                  gift.to, gift.frame.base());
    for (uint32_t offset = 0; offset < gift.size(); offset += page_size) {
        const uint32_t address = gift.address + offset;
        world.spaces.insert(
            page_key(gift.to, address),
            {address, gift.frame.is_writable(), root_key(address), world.now, {}});
    }
}

}  // namespace

void map(World& world, const Event& event) {
    const Gift gift{event};
    if (gift.from == kernel_task.value) {
        give_to_sigma0(world, gift);
    } else {
        give(world, event, false);
    }
}

void grant(World& world, const Event& event) { give(world, event, true); }

void split(World& world, const Event& event) {
    const Fpage frame{event[2]};
    bool is_whole =
        frame.order() == large_order && Fpage::align(event[1], large_order) == event[1];
    for (uint32_t offset = 0; is_whole && offset < 1u << large_order;
         offset += page_size) {
        const Page* const page =
            world.spaces.find(page_key(event[0], event[1] + offset));
        is_whole = page != nullptr && page->frame == frame.base() + offset;
    }
    world.require(is_whole || event[0] == kernel_task.value,
                  Rule::unmapping_a_split_changes_nothing,
                  "task {} has no such page at {:#x}", event[0], event[1]);
}

}  // namespace kumquat::model
