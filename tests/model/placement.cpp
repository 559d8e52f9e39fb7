// placement.cpp -- which pages a message maps, and where.
// Source: handouts/reference/l4-v2.md, "Placement", "What fits, and what is cut".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/message.hpp"

#include <algorithm>

namespace kumquat::model {

namespace {

/// What a message maps, and where to.
struct Placement {
    uint64_t source, destination, size;
};

/// The smaller fpage goes over as a whole, or is filled. In the larger one the hot spot names the
/// place: the multiple of that size around it, counted from the fpage's begin.
Placement specified(Fpage send, Fpage window, uint32_t hot_spot) {
    const uint64_t sent = uint64_t{1} << send.order();
    const uint64_t open = uint64_t{1} << window.order();
    const uint64_t size = std::min(sent, open);
    const auto offset = [&](uint64_t larger) {
        return hot_spot % larger / size * size;
    };
    return {send.base() + offset(sent), window.base() + offset(open), size};
}

void check_place(const World& world,
                 const Arrived& page,
                 const Placement& where,
                 Fpage send) {
    const uint64_t offset = page.source - where.source;
    world.require(offset < where.size && page.address == where.destination + offset,
                  Rule::mapping_pages_land_at_the_hot_spot,
                  "{:#x} went to {:#x}; the message maps {:#x} to {:#x}, {} bytes",
                  page.source, page.address, where.source, where.destination,
                  where.size);
    world.require(send.is_writable() || !page.is_writable,
                  Rule::mapping_the_fpage_limits_the_right, "{:#x} is writable",
                  page.address);
    world.require(send.is_grant() == page.is_grant, Rule::mapping_only_g_grants,
                  "{:#x} was {}", page.address, page.is_grant ? "granted" : "mapped");
}

/// Every page that the sender has, and had before, is there now, or something else is, or what
/// was there has been taken away in the middle: others run between two steps of a mapping.
void check_all_are_there(const World& world,
                         uint32_t from,
                         uint32_t to,
                         const Placement& where,
                         std::size_t before) {
    const auto begin = static_cast<uint32_t>(where.source);
    const auto there = static_cast<uint32_t>(where.destination);
    for (const PageKey key :
         world.spaces.pages_in(from, begin, where.source + where.size)) {
        const uint32_t address = there + (address_of(key) - begin);
        const bool counts =
            address < user_space_end && world.spaces.find(key)->born < before;
        const PageKey place = page_key(to, address);
        world.require(!counts || world.spaces.find(place) != nullptr ||
                          world.spaces.vacated(place) > before,
                      Rule::mapping_no_page_is_forgotten,
                      "nothing is at {:#x} of task {}", address, to);
    }
}

/// One fpage in registers, into a window that is named in a register.
void check_register_map(const World& world,
                        const Event& transfer,
                        const std::vector<Arrived>& pages,
                        const Ipc& send,
                        Fpage window) {
    const Fpage fpage{send.w1};
    if (!window.is_valid() || !fpage.is_valid()) {
        world.require(pages.empty(), Rule::mapping_pages_land_at_the_hot_spot,
                      "there is no window, or no fpage");
        return;
    }
    const Placement where = specified(fpage, window, send.w0);
    for (const Arrived& page : pages) {
        check_place(world, page, where, fpage);
    }
    const uint32_t from = task_number(transfer[0]), to = task_number(transfer[1]);
    const bool can_tell = from != to && from != sigma0_task.value &&
                          !fpage.is_grant() &&
                          (transfer[4] & trace_ipc_map_failed) == 0;
    if (can_tell) {
        check_all_are_there(world, from, to, where, send.begun);
    }
}

}  // namespace

void check_mapped(World& world,
                  const Event& transfer,
                  const Ipc& send,
                  const Ipc& receive) {
    const auto way =
        std::tuple{task_number(transfer[0]), task_number(transfer[1]), world.running};
    const std::vector<Arrived> pages = world.arrived[way];
    world.arrived.erase(way);
    const bool is_map = (send.flags & trace_ipc_map) != 0;
    const bool is_cut = (transfer[4] & trace_ipc_cut) != 0;
    const bool in_memory = (send.flags & trace_ipc_memory) != 0;
    world.require(is_map || pages.empty(), Rule::mapping_only_messages_map,
                  "this is no map message");
    world.require(((transfer[4] & trace_ipc_mapped) != 0) == !pages.empty() ||
                      (transfer[4] & trace_ipc_map_failed) != 0,
                  Rule::mapping_what_arrived_is_told, "pages that were mapped: {}",
                  pages.size());
    world.require(in_memory || is_map || !is_cut, Rule::transfers_two_words_always_fit,
                  "it was cut");
    const ReceiveDescriptor buffer{receive.descriptor};
    if (!is_map || in_memory || buffer.has_buffer()) {
        return;  // what lies in memory is not in the trace
    }
    world.require(buffer.window().is_valid() != is_cut, Rule::transfers_no_window_cuts,
                  "the window is {:#x}", receive.descriptor);
    check_register_map(world, transfer, pages, send, buffer.window());
}

void check_no_stray_pages(World& world) {
    for (const auto& [way, pages] : world.arrived) {
        const auto& [from, to, carrier] = way;
        const bool is_under_way = std::any_of(
            world.threads.begin(), world.threads.end(),
            [&, from = from](const auto& entry) {
                const Ipc* const ipc =
                    entry.second.ipcs.empty() ? nullptr : &entry.second.ipcs[0];
                return task_number(entry.first) == from && ipc != nullptr &&
                       ipc->has_send && (ipc->flags & trace_ipc_map) != 0 &&
                       (ipc->step == Step::sending || ipc->step == Step::queued ||
                        ipc->step == Step::carrying);
            });
        world.require(is_under_way, Rule::mapping_only_messages_map,
                      "task {} got pages of task {} without a message", to, from);
    }
}

}  // namespace kumquat::model
