// mapping_test.cpp -- the mapping database against the oracle, on random requests.
#include "tests/memory/machine.hpp"
#include "tests/memory/oracle.hpp"

#include "kernel/memory/frames.hpp"
#include "kernel/memory/mapping.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

namespace kumquat::test {

namespace {

constexpr uint32_t first_task = 4, task_count = 5;

struct Request {
    bool is_map = true;
    uint32_t from = 0, to = 0, hot_spot = 0, mask = 0;
    Fpage send{0}, window{0};
};

std::string text_of(const Request& request) {
    return fmt::format(
        "{} from {} to {} fpage {:#x} window {:#x} hot spot {:#x} mask {:#x}",
        request.is_map ? "map" : "unmap", request.from, request.to, request.send.word(),
        request.window.word(), request.hot_spot, request.mask);
}

/// Requests in a small world, so that they meet: a few blocks of 4 MB, a few pages in each.
class Generator {
public:
    Generator(uint32_t seed, bool with_large_pages)
        : random_{seed}, with_large_pages_{with_large_pages} {}

    Request next() {
        Request request;
        request.is_map = below(4) != 0;
        request.from = below(3) == 0 ? sigma0_task.value : task();
        request.to = task();
        request.hot_spot = address();
        request.mask = (below(2) << 31) | (below(2) << 1);
        request.send = fpage();
        request.window = below(2) == 0 ? Fpage::whole_space() : fpage();
        return request;
    }
    uint32_t below(uint32_t limit) {
        return std::uniform_int_distribution<uint32_t>{0, limit - 1}(random_);
    }

private:
    uint32_t task() { return first_task + below(task_count); }
    uint32_t address() {
        const uint32_t block = below(8) == 0 ? 0x100 : below(with_large_pages_ ? 3 : 2);
        const uint32_t page = below(16) == 0 ? below(1024) : below(8);
        return block * LARGE_PAGE_SIZE + page * page_size;
    }
    Fpage fpage() {
        const uint32_t sizes[] = {12, 12, 12, 13, 14, 15, 22, 22, 23};
        const uint32_t order = sizes[below(with_large_pages_ ? 9 : 6)];
        const uint32_t whole = with_large_pages_ && below(50) == 0 ? 32 : order;
        const uint32_t rights = (below(4) != 0 ? Fpage::write_bit : 0u) |
                                (below(4) == 0 ? Fpage::grant_bit : 0u);
        return Fpage::make(address(), whole, rights);
    }

    std::mt19937 random_;
    bool with_large_pages_;
};

void start_world(uint32_t frames) {
    start_machine(frames);
    for (uint32_t i = 0; i < task_count; ++i) {
        start_task({first_task + i});
    }
}

/// \return  false: no memory. \param mapped  out
bool run(const Request& request, bool& mapped) {
    if (request.is_map) {
        MapOperation operation{{request.from},
                               {request.to},
                               request.send,
                               request.window,
                               request.hot_spot};
        MapStep step = operation.step();
        while (step == MapStep::more) {
            step = operation.step();
        }
        mapped = operation.has_mapped();
        return step == MapStep::done;
    }
    UnmapOperation operation{
        {request.from}, request.send, UnmapMask::from(request.mask)};
    while (operation.step()) {
    }
    return true;
}

bool run(Oracle& oracle, const Request& request) {
    if (request.is_map) {
        return oracle.map(request.from, request.to, request.send, request.window,
                          request.hot_spot);
    }
    oracle.unmap(request.from, request.send, (request.mask & UnmapMask::own_bit) != 0,
                 (request.mask & UnmapMask::remove_bit) != 0);
    return false;
}

void expect_sound() {
    EXPECT_EQ(check_nodes(), "");
    EXPECT_EQ(check_rights(all_mappings()), "");
    EXPECT_EQ(check_accounts(), "");
}

void flush_everything() {
    for (uint32_t i = 0; i < task_count; ++i) {
        UnmapOperation operation{{first_task + i},
                                 Fpage::whole_space(),
                                 {.own_too = true, .change = Change::removal}};
        while (operation.step()) {
        }
    }
}

/// Random requests to kernel and oracle; both agree after every `interval`-th.
void compare(uint32_t seed,
             uint32_t requests,
             uint32_t interval,
             bool with_large_pages) {
    start_world(4000);
    const uint32_t frames = free_frame_count();
    Generator generator{seed, with_large_pages};
    Oracle oracle;
    Mappings traced;
    for (uint32_t i = 1; i <= requests; ++i) {
        const Request request = generator.next();
        bool mapped = false;
        ASSERT_TRUE(run(request, mapped)) << i;
        EXPECT_EQ(mapped, run(oracle, request)) << text_of(request);
        for (const Event& event : take_events()) {
            replay(traced, static_cast<uint32_t>(event.kind), event.columns);
        }
        if (i % interval == 0) {
            ASSERT_TRUE(all_mappings() == oracle.mappings())
                << "seed " << seed << ", request " << i << ": " << text_of(request);
            ASSERT_TRUE(all_mappings() == traced) << "the trace tells something else";
            expect_sound();
        }
        ASSERT_FALSE(testing::Test::HasFailure())
            << "seed " << seed << ", request " << i;
    }
    flush_everything();
    EXPECT_TRUE(all_mappings().empty());
    EXPECT_EQ(check_accounts(), "");
    for (uint32_t i = 0; i < task_count; ++i) {
        finish_task({first_task + i});
    }
    const uint32_t kernels_own =
        task_of({0}).memory.frames;  // lists of sigma0's pieces
    EXPECT_EQ(free_frame_count() + kernels_own, frames + task_count * 2);
}

/// The oracle after as many pages of a request as the kernel has done, if there is such a number.
bool catch_up(Oracle& oracle, const Request& request) {
    for (uint32_t pages = 0;; ++pages) {
        Oracle copy = oracle.clone();
        copy.stop_after(pages);
        run(copy, request);
        if (copy.mappings() == all_mappings()) {
            oracle = copy;
            return true;
        }
        if (copy.pages_done() < pages) {
            return false;
        }
    }
}

}  // namespace

TEST(mapping, running_out_of_memory_leaves_nothing_half_done) {
    uint32_t failures = 0;
    for (uint32_t seed = 1; seed <= 30; ++seed) {
        start_world(4000);
        Generator generator{seed, false};
        Oracle oracle;
        for (uint32_t i = 0; i < 60; ++i) {
            const Request request = generator.next();
            bool mapped = false;
            const uint32_t frames = free_frame_count();
            fail_allocations(1 + generator.below(2), 1);
            const bool done = run(request, mapped);
            fail_allocations(0, 0);
            if (done) {
                run(oracle, request);
            } else {
                ++failures;
                ASSERT_TRUE(catch_up(oracle, request))
                    << seed << ": " << text_of(request);
                EXPECT_TRUE(mapped || free_frame_count() == frames) << text_of(request);
            }
            ASSERT_TRUE(all_mappings() == oracle.mappings()) << text_of(request);
            expect_sound();
        }
        flush_everything();
    }
    EXPECT_GE(failures, 30u);
}

TEST(mapping, nothing_happens_beyond_the_end_of_user_space) {
    start_world(100);
    for (const uint32_t base : {0xC0000000u, 0xF9C00000u, 0xFFFFF000u}) {
        for (const uint32_t order : {12u, 18u, 22u, 30u}) {
            UnmapOperation operation{{first_task},
                                     Fpage::make(base, order),
                                     {.own_too = true, .change = Change::removal}};
            EXPECT_FALSE(operation.step()) << base << " " << order;
        }
    }
}

namespace {

constexpr VirtAddr lent{0x400000}, far_away{0x10000000};
constexpr TaskNumber owner{first_task}, borrower{first_task + 1};

MapStep map_all(MapOperation operation) {
    MapStep step = operation.step();
    while (step == MapStep::more) {
        step = operation.step();
    }
    return step;
}

MapStep map_page(TaskNumber from, TaskNumber to, VirtAddr page, VirtAddr place) {
    return map_all({from, to, Fpage::make(page.raw(), page_order, Fpage::write_bit),
                    Fpage::make(place.raw(), page_order), 0});
}

/// Somebody else maps something.
void disturb() {
    static uint32_t page = 0;
    ASSERT_EQ(map_page(sigma0_task, {first_task + 3}, VirtAddr{0x800000},
                       VirtAddr{0x20000000 + page++ % 1024 * page_size}),
              MapStep::done);
}

}  // namespace

TEST(mapping, the_right_to_write_goes_although_trees_change_in_between) {
    constexpr uint32_t children = 300;
    start_world(4000);
    ASSERT_EQ(map_page(sigma0_task, owner, lent, lent), MapStep::done);
    for (uint32_t i = 0; i < children; ++i) {
        ASSERT_EQ(map_page(owner, borrower, lent, far_away + i * page_size),
                  MapStep::done);
    }
    UnmapOperation operation{owner,
                             Fpage::make(lent.raw(), page_order),
                             {.own_too = false, .change = Change::read_only}};
    uint32_t steps = 1;
    for (; operation.step() && steps < children; ++steps) {
        disturb();
    }
    EXPECT_LT(steps, children / 4);
    for (const auto& [page, mapped] : all_mappings()) {
        EXPECT_FALSE(page.task == borrower.value && mapped.is_writable) << page.address;
    }
    expect_sound();
    flush_everything();
}

TEST(mapping, a_granted_piece_takes_its_children_along_in_steps) {
    constexpr uint32_t children = 300;
    start_world(4000);
    ASSERT_EQ(map_all({sigma0_task, owner,
                       Fpage::make(lent.raw(), large_page_order, Fpage::write_bit),
                       Fpage::make(lent.raw(), large_page_order), 0}),
              MapStep::done);
    for (uint32_t i = 0; i < children; ++i) {
        ASSERT_EQ(map_page(owner, borrower, lent, far_away + i * page_size),
                  MapStep::done);
    }
    MapOperation grant{
        owner,
        {first_task + 2},
        Fpage::make(lent.raw(), page_order, Fpage::write_bit | Fpage::grant_bit),
        Fpage::make(lent.raw(), page_order),
        0};
    uint32_t steps = 1;
    for (; grant.step() == MapStep::more; ++steps) {
        ASSERT_EQ(check_rights(all_mappings()), "");
        if (steps % 8 == 3) {
            disturb();
        }
    }
    EXPECT_GT(steps, 5u);
    EXPECT_EQ(check_nodes(), "");
    EXPECT_EQ(check_rights(all_mappings()), "");
    UnmapOperation unmap{{first_task + 2},
                         Fpage::make(lent.raw(), page_order),
                         {.own_too = true, .change = Change::removal}};
    while (unmap.step()) {
    }
    for (const auto& [page, mapped] : all_mappings()) {
        EXPECT_NE(page.task, borrower.value) << page.address;
    }
    expect_sound();
    flush_everything();
}

TEST(mapping, a_tree_has_a_limited_depth) {
    start_world(4000);
    ASSERT_EQ(map_page(sigma0_task, owner, lent, lent), MapStep::done);
    VirtAddr page = lent;
    uint32_t depth = 1;
    for (;; ++depth) {
        const bool is_odd = depth % 2 != 0;
        const VirtAddr next = far_away + depth * page_size;
        if (map_page(is_odd ? owner : borrower, is_odd ? borrower : owner, page,
                     next) != MapStep::done) {
            break;
        }
        page = next;
    }
    EXPECT_EQ(depth, MappingNode::deepest);
    flush_everything();
}

TEST(mapping, small_pages_are_as_the_oracle_says_after_every_request) {
    for (uint32_t seed = 1; seed <= 8; ++seed) {
        compare(seed, 250, 1, false);
    }
}

TEST(mapping, large_pages_are_as_the_oracle_says) {
    for (uint32_t seed = 1; seed <= 6; ++seed) {
        compare(seed, 200, 40, true);
    }
}

}  // namespace kumquat::test
