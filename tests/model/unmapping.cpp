// unmapping.cpp -- pages are taken back, by fpage_unmap or by the deletion of a task.
// Source: handouts/reference/l4-v2.md, "fpage_unmap"; "task_new" (deletion).
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/fpage.hpp"

#include <algorithm>

namespace kumquat::model {

namespace {

constexpr uint32_t remove_bit = 1u << 1, flush_bit = 1u << 31;
constexpr uint32_t device_shift = 0x40000000;

/// The pages that a task names with an fpage: its own, or roots if it is sigma0.
struct Named {
    uint32_t task;
    Fpage fpage;

    bool has(PageKey key) const {
        const uint64_t begin = fpage.base(),
                       end = begin + (uint64_t{1} << fpage.order());
        const bool is_root = model::task_of(key) == 0;
        const uint32_t frame = address_of(key);
        const uint32_t address =
            is_root && frame >= 2 * device_shift ? frame - device_shift : frame;
        return fpage.is_valid() && address >= begin && address < end &&
               (model::task_of(key) == task || (is_root && task == sigma0_task.value));
    }
};

/// fpage_unmap takes what comes from the caller's pages in the fpage.
void check_call(
    const World& world, PageKey key, uint32_t by, const Unmapping& call, bool is_left) {
    const Named named{task_number(by), Fpage{call.fpage}};
    world.require(
        world.spaces.has_above(key, [&](PageKey at) { return named.has(at); }),
        Rule::unmapping_only_what_was_derived, "task {}, {:#x} is not from {}",
        task_of(key), address_of(key), thread_text(by));
    // What came back to the caller's task from others is not its own.
    const Page* const page = world.spaces.find(key);
    const bool is_own =
        named.has(key) && !world.spaces.has_above(
                              page->parent, [&](PageKey at) { return named.has(at); });
    world.require(!is_own || (call.mask & flush_bit) != 0,
                  Rule::unmapping_the_own_page_only_if_asked, "{:#x} is its own",
                  address_of(key));
    world.require(is_left == ((call.mask & remove_bit) == 0),
                  Rule::unmapping_as_much_as_asked, "the mask is {:#x}", call.mask);
}

/// What sigma0 has itself comes back when it is touched, so that 4 MB of it may go as one page.
bool is_large_of_sigma0(const Event& event, const Unmapping& call) {
    const Fpage asked{call.fpage};
    const uint64_t begin = event[1], end = begin + (uint64_t{1} << large_page_order);
    return event[0] == sigma0_task.value && task_number(event[4]) == event[0] &&
           Fpage{event[2]}.order() == large_page_order && asked.is_valid() &&
           asked.base() < end &&
           begin < asked.base() + (uint64_t{1} << asked.order()) &&
           (call.mask & flush_bit) != 0 && (call.mask & remove_bit) != 0;
}

/// A deletion takes what the deleted task has, and what comes from that.
void check_deletion(const World& world, PageKey key, uint32_t by, bool is_left) {
    const auto is_in_clan = [&world, by](PageKey at) {
        return task_of(at) != 0 && world.is_below(task_of(at), task_number(by));
    };
    world.require(!is_left && world.spaces.has_above(key, is_in_clan),
                  Rule::unmapping_only_what_was_derived,
                  "task {}, {:#x} is neither unmapped nor of a deleted task",
                  task_of(key), address_of(key));
}

/// Whether a thread of a task that has `key`, or what it comes from, is sending fpages. If it
/// grants a page without the right to write, what comes from the page loses that, too.
bool is_being_granted(const World& world, PageKey key) {
    return std::any_of(
        world.threads.begin(), world.threads.end(), [&](const auto& thread) {
            const Ipc* const ipc = thread.second.ipc();
            const bool sends_fpages = ipc != nullptr && ipc->has_send &&
                                      ipc->step != Step::over &&
                                      (ipc->flags & trace_ipc_map) != 0;
            return sends_fpages && world.spaces.has_above(key, [&](PageKey at) {
                return task_of(at) == task_number(thread.first);
            });
        });
}

}  // namespace

void begin_unmap(World& world, const Event& event) {
    world.caller(event[0]);
    check_settled(world);
    world.require(!world.unmappings.contains(event[0]),
                  Rule::unmapping_one_call_at_a_time, "{} has not ended its last one",
                  thread_text(event[0]));
    world.unmappings[event[0]] = {event[1], event[2], world.now};
}

void unmap(World& world, const Event& event) {
    const uint32_t task = event[0], by = event[4];
    const Fpage frame{event[2]};
    const bool is_left = event[3] != 0;
    const auto call = world.unmappings.find(by);
    for (uint32_t offset = 0; offset < 1u << frame.order(); offset += page_size) {
        const PageKey key = page_key(task, event[1] + offset);
        const Page* const page = world.spaces.find(key);
        world.require(page != nullptr && page->frame == frame.base() + offset &&
                          page->writable == frame.is_writable() &&
                          (!is_left || page->writable),
                      Rule::unmapping_only_what_is_there,
                      "task {} does not have this at {:#x}", task, event[1] + offset);
        if (call != world.unmappings.end() &&
            !is_large_of_sigma0(event, call->second)) {
            check_call(world, key, by, call->second, is_left);
        } else if (call == world.unmappings.end() &&
                   (!is_left || !is_being_granted(world, key))) {
            check_deletion(world, key, by, is_left);
        }
        if (is_left) {
            world.spaces.make_read_only(key);
        } else {
            world.spaces.remove(key, world.now);
        }
    }
}

namespace {

/// Whether a page may be as it is after the call. What came while the call went on may stay.
bool is_as_asked(const Page& page, const Unmapping& call) {
    return page.born > call.begun || ((call.mask & remove_bit) == 0 &&
                                      (!page.writable || page.widened > call.begun));
}

void check_children(const World& world,
                    const std::set<PageKey>& children,
                    const Unmapping& call,
                    bool spare_own) {
    for (const PageKey child : children) {
        const Page& page = *world.spaces.find(child);
        const bool is_sigma0s_own = spare_own && task_of(child) == sigma0_task.value;
        world.require(is_sigma0s_own || is_as_asked(page, call),
                      Rule::unmapping_takes_all, "task {} still has {:#x}{}",
                      task_of(child), address_of(child),
                      page.writable ? ", writable" : "");
    }
}

}  // namespace

void end_unmap(World& world, const Event& event) {
    const uint32_t by = event[0];
    const auto found = world.unmappings.find(by);
    world.require(found != world.unmappings.end(), Rule::unmapping_one_call_at_a_time,
                  "{} has begun none", thread_text(by));
    const Unmapping call = found->second;
    const Fpage fpage{call.fpage};
    const bool flushes = (call.mask & flush_bit) != 0;
    const uint32_t task = task_number(by);
    const uint64_t end = fpage.base() + (uint64_t{1} << fpage.order());
    if (fpage.is_valid() && task == sigma0_task.value) {
        const uint32_t shift = fpage.base() >= device_shift ? device_shift : 0;
        for (const PageKey root :
             world.spaces.roots_in(fpage.base() + shift, end + shift)) {
            check_children(world, *world.spaces.children_of_root(root), call, !flushes);
        }
    } else if (fpage.is_valid()) {
        for (const PageKey key : world.spaces.pages_in(task, fpage.base(), end)) {
            const Page& page = *world.spaces.find(key);
            if (page.born > call.begun) {
                continue;  // a grant brings what was made from it before
            }
            world.require(!flushes || is_as_asked(page, call),
                          Rule::unmapping_takes_all, "{} still has {:#x}",
                          thread_text(by), address_of(key));
            check_children(world, page.children, call, false);
        }
    }
    world.unmappings.erase(found);
    if (world.unmappings.empty()) {
        world.require(world.spaces.orphans().empty(),
                      Rule::unmapping_no_page_without_parent,
                      "{} pages lost the page that they were made from",
                      world.spaces.orphans().size());
        world.spaces.forget_removed();
    }
}

}  // namespace kumquat::model
