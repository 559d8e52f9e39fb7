// instant_test.cpp -- the state of the whole kernel at any event, forward and backward.
#include "synthetic_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/instant.hpp"
#include "visualizer/model/page_loss.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace kumquat {
namespace {

/// Events as a kernel would tell them, among tasks 0, 2 (sigma0), 4, 5, 6 with a thread each.
class Told {
public:
    enum : uint32_t { idle, sigma0, root, five, six };  // rows of tasks and of threads
    static constexpr uint32_t nobody = no_index;

    Told() {
        for (uint32_t i = 0; i < trace_kind_count; ++i) {
            FileKind kind;
            kind.name = trace_kind_table[i].name;
            kind.known = static_cast<TraceKind>(i);
            for (const char* column : trace_kind_table[i].columns) {
                if (column != nullptr) {
                    kind.position_of[kind.columns.size()] =
                        static_cast<int32_t>(kind.columns.size());
                    kind.columns.emplace_back(column);
                    kind.meanings.push_back(meaning_of_column(column));
                }
            }
            trace.kinds.push_back(kind);
        }
        for (const uint32_t number : {0u, 2u, 4u, 5u, 6u}) {
            const auto row = static_cast<uint32_t>(trace.tasks.size());
            trace.tasks.push_back({number, 0, "", 0, {}});
            trace.threads.push_back({fmt::format("{}.0", number), row, "", 0, 0, {}});
        }
        tell(TraceKind::thread_create, {idle, nobody, 0, 0, 0});
        for (const uint32_t row : {sigma0, root, five, six}) {
            tell(TraceKind::task_create, {row, row <= root ? idle : root, nobody, 255});
            tell(TraceKind::thread_create, {row, nobody, 16, 0, 0});
        }
    }

    Told& tell(TraceKind kind, std::initializer_list<uint32_t> columns) {
        const auto first = static_cast<uint32_t>(trace.columns.size());
        trace.columns.insert(trace.columns.end(), columns);
        trace.columns.resize(first +
                             trace.kinds[static_cast<uint32_t>(kind)].columns.size());
        trace.add_event({++time, static_cast<uint32_t>(kind), first});
        return *this;
    }
    Told& page(TraceKind kind,
               uint32_t to,
               uint32_t address,
               uint32_t frame,
               uint32_t from,
               uint32_t source,
               uint32_t order = 12) {
        return tell(kind, {to, address, frame | order << 2 | 2, from, source});
    }
    Told& unmap(uint32_t task,
                uint32_t address,
                uint32_t frame,
                bool is_left,
                uint32_t order = 12) {
        return tell(TraceKind::unmap,
                    {task, address, frame | order << 2 | 2, is_left ? 1u : 0u, root});
    }
    int64_t last() const { return static_cast<int64_t>(trace.events.size()) - 1; }

    Trace trace;
    int64_t time = 0;
};

using enum TraceKind;
using Rows = std::vector<uint32_t>;

TEST(instant, ready_queues_are_in_order_and_the_preempted_comes_first) {
    Told told;
    for (const uint32_t thread : {Told::root, Told::five, Told::six}) {
        told.tell(ready_insert, {thread, 16});
    }
    told.tell(ready_remove, {Told::five, 16}).tell(ready_insert, {Told::five, 20});
    const int64_t before = told.last();
    told.tell(ready_remove, {Told::root, 16})
        .tell(context_switch, {Told::idle, Told::root, 1, Told::root})
        .tell(ready_insert, {Told::root, 16})
        .tell(ready_remove, {Told::five, 20})
        .tell(context_switch, {Told::root, Told::five, 2, Told::five});
    const Model model{told.trace};
    EXPECT_TRUE(model.oddities().list().empty());
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_EQ(instant.running(), Told::five);
    EXPECT_EQ(instant.ready_queue(16), (Rows{Told::root, Told::six}));
    EXPECT_EQ(instant.ready_levels_in_use(), Rows{16});
    instant.seek(before);
    EXPECT_EQ(instant.ready_queue(16), (Rows{Told::root, Told::six}));
    EXPECT_EQ(instant.ready_queue(20), Rows{Told::five});
    EXPECT_EQ(instant.ready_levels_in_use(), (Rows{20, 16}));
    EXPECT_EQ(instant.thread(Told::five).ready_level, 20u);
}

TEST(instant, a_send_queue_keeps_the_order_of_its_senders) {
    Told told;
    for (const uint32_t thread : {Told::six, Told::root, Told::sigma0}) {
        told.tell(ipc_send, {thread, Told::five, 1, 2, 0})
            .tell(ipc_block, {thread, Told::five, 0, 0xFFFFFFFF});
    }
    told.tell(ipc_timeout, {Told::root, 0});
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_EQ(instant.send_queue(Told::five), (Rows{Told::six, Told::sigma0}));
    EXPECT_EQ(instant.thread(Told::six).queued_at, Told::five);
    EXPECT_EQ(instant.thread(Told::root).queued_at, no_index);
    instant.seek(told.last() - 1);
    EXPECT_EQ(instant.send_queue(Told::five),
              (Rows{Told::six, Told::root, Told::sigma0}));
    EXPECT_EQ(instant.thread(Told::sigma0).send_event, told.last() - 2);
}

TEST(instant,
     timeouts_are_in_the_order_of_their_deadlines_across_the_end_of_the_clock) {
    Told told;
    told.tell(timer, {Told::idle, 0xFFFFF000});
    told.tell(timeout_insert, {Told::five, 500})
        .tell(timeout_insert, {Told::six, 0xFFFFFF00})
        .tell(timeout_insert, {Told::root, 100});
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_EQ(instant.timeout_queue(), (Rows{Told::six, Told::root, Told::five}));
    EXPECT_EQ(instant.thread(Told::root).deadline_us, 100u);
}

TEST(instant, the_owner_of_the_timeslice_pays_for_ticks) {
    Told told;
    told.tell(timeslice, {Told::five, 10'000})
        .tell(context_switch, {Told::idle, Told::five, 1, Told::five})
        .tell(context_switch, {Told::five, Told::six, 0, Told::five})
        .tell(timer, {Told::six, 1000})
        .tell(timer, {Told::six, 2000});
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_EQ(instant.thread(Told::five).remaining_us, 8'000);
    EXPECT_TRUE(instant.thread(Told::five).is_owner);
    EXPECT_EQ(instant.thread(Told::six).remaining_us, 10'000);
    EXPECT_EQ(instant.clock_us(), 2000u);
}

TEST(instant, pages_form_trees_and_spaces_ranges) {
    Told told;
    told.page(map, Told::root, 0x10000, 0x500000, Told::sigma0, 0x500000)
        .page(map, Told::root, 0x11000, 0x501000, Told::sigma0, 0x501000)
        .page(map, Told::five, 0x80000, 0x501000, Told::root, 0x11000);
    const int64_t before = told.last();
    told.unmap(Told::five, 0x80000, 0x501000, false);
    const Model model{told.trace};
    EXPECT_TRUE(model.oddities().list().empty());
    Instant instant{model};
    instant.seek(before);
    const std::vector<PageRange> ranges = instant.space(Told::root);
    ASSERT_EQ(ranges.size(), 1u) << "two pages that follow each other";
    EXPECT_EQ(ranges[0].begin, 0x10000u);
    EXPECT_EQ(ranges[0].end, 0x12000u);
    EXPECT_EQ(instant.pages_below_root(0x500000).size(), 2u);
    const auto parent = instant.page_at(Told::root, 0x11ABC);
    ASSERT_TRUE(parent.has_value());
    ASSERT_EQ(instant.pages_below(parent->page).size(), 1u);
    EXPECT_EQ(instant.pages_below(parent->page)[0].task, Told::five);
    instant.seek(told.last());
    EXPECT_TRUE(instant.space(Told::five).empty());
    EXPECT_TRUE(
        instant.pages_below(instant.page_at(Told::root, 0x11000)->page).empty());
    const auto loss = loss_of(model, told.last());
    ASSERT_TRUE(loss.has_value());
    EXPECT_EQ(loss->address, 0x80000u);
    EXPECT_EQ(loss->frame, 0x501000u);
    EXPECT_FALSE(loss->is_left);
}

TEST(instant, a_granted_page_takes_its_children_along) {
    Told told;
    told.page(map, Told::root, 0x10000, 0x500000, Told::sigma0, 0x500000)
        .page(map, Told::six, 0x20000, 0x500000, Told::root, 0x10000)
        .page(grant, Told::five, 0x30000, 0x500000, Told::root, 0x10000);
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_FALSE(instant.page_at(Told::root, 0x10000).has_value());
    const auto page = instant.page_at(Told::five, 0x30000);
    ASSERT_TRUE(page.has_value());
    EXPECT_TRUE(page->is_below_root);
    const auto loss = loss_of(model, told.last());
    ASSERT_TRUE(loss.has_value()) << "its source has it no more";
    EXPECT_EQ(loss->task, Told::root);
    EXPECT_EQ(loss->address, 0x10000u);
    EXPECT_FALSE(loss_of(model, told.last() - 1).has_value()) << "a map takes nothing";
    ASSERT_EQ(instant.pages_below(page->page).size(), 1u);
    EXPECT_EQ(instant.pages_below(page->page)[0].task, Told::six);
}

TEST(instant, a_split_page_keeps_every_child_below_its_piece) {
    Told told;
    constexpr uint32_t mb4 = 0x400000;
    told.page(map, Told::root, mb4, 2 * mb4, Told::sigma0, 2 * mb4, 22)
        .page(map, Told::five, mb4, 2 * mb4, Told::root, mb4, 22)
        .page(map, Told::six, 0x3000, 2 * mb4 + 0x5000, Told::five, mb4 + 0x5000);
    told.tell(page_split, {Told::root, mb4, 2 * mb4 | 22 << 2 | 2});
    told.unmap(Told::root, mb4 + 0x6000, 2 * mb4 + 0x6000, false);
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_EQ(instant.pages(Told::root).size(), 1023u);
    EXPECT_EQ(instant.space(Told::root).size(), 2u);
    const PageDetails leaf = *instant.page_at(Told::six, 0x3000);
    const PageDetails middle = instant.page(leaf.parent);
    EXPECT_EQ(middle.task, Told::five);
    EXPECT_EQ(middle.address, mb4 + 0x5000);
    EXPECT_EQ(instant.page(middle.parent).address, mb4 + 0x5000);
    EXPECT_EQ(instant.page(middle.parent).task, Told::root);
    instant.seek(told.last() - 2);
    EXPECT_EQ(instant.pages(Told::root).size(), 1u)
        << "before, it was one page of 4 MB";
}

TEST(instant, a_page_whose_origin_is_gone_is_shown_until_it_goes_too) {
    Told told;
    told.page(map, Told::root, 0x10000, 0x500000, Told::sigma0, 0x500000)
        .page(map, Told::five, 0x20000, 0x500000, Told::root, 0x10000)
        .unmap(Told::root, 0x10000, 0x500000, false);
    const int64_t between = told.last();
    told.unmap(Told::five, 0x20000, 0x500000, false);
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(between);
    const PageDetails page = *instant.page_at(Told::five, 0x20000);
    EXPECT_EQ(instant.page(page.parent).task, no_index) << "a ghost";
    EXPECT_EQ(instant.pages_below_root(0x500000).size(), 1u);
    instant.seek(told.last());
    EXPECT_TRUE(instant.pages_below_root(0x500000).empty());
}

TEST(instant, tasks_chiefs_and_interrupts) {
    Told told;
    told.tell(interrupt_attach, {Told::five, 3})
        .tell(interrupt, {Told::five, 3})
        .tell(kernel_memory, {Told::five, 7, 9});
    const int64_t pending = told.last();
    told.tell(interrupt_deliver, {Told::five, 3})
        .tell(task_delete, {Told::six, Told::root});
    const Model model{told.trace};
    Instant instant{model};
    instant.seek(pending);
    EXPECT_EQ(instant.line(3).owner, Told::five);
    EXPECT_TRUE(instant.line(3).is_pending);
    EXPECT_EQ(instant.thread(Told::five).line, 3u);
    EXPECT_EQ(instant.clan_of(Told::root), (Rows{Told::five, Told::six}));
    EXPECT_EQ(instant.task(Told::five).nodes, 9u);
    instant.seek(told.last());
    EXPECT_FALSE(instant.line(3).is_pending);
    EXPECT_EQ(instant.clan_of(Told::root), Rows{Told::five});
}

TEST(instant, what_does_not_fit_is_marked_and_stops_nothing) {
    Told told;
    told.tell(ready_remove, {Told::five, 16});
    const int64_t odd = told.last();
    told.tell(ready_insert, {Told::five, 16});
    told.unmap(Told::five, 0x1000, 0, false);
    told.tell(context_switch, {Told::six, Told::five, 1, Told::five});
    const Model model{told.trace};
    EXPECT_STREQ(model.oddities().at(odd), "The thread is not in the ready queue");
    EXPECT_EQ(model.oddities().at(odd + 1), nullptr);
    EXPECT_STREQ(model.oddities().at(odd + 2), "Nothing is mapped there");
    EXPECT_NE(model.oddities().at(odd + 3), nullptr);
    Instant instant{model};
    instant.seek(told.last());
    EXPECT_EQ(instant.running(), Told::five);
}

/// Forward: a recorder of its own, whose latest cells are the state after each event.
void expect_the_same_forward_and_backward(const std::string& text,
                                          const std::string& name) {
    const Model model{decode_trace(text, name).trace};
    std::mt19937 random{9};
    const int64_t count = model.event_count();
    const int64_t stride = 1 + count / 50;  // to keep copies of some of the states
    Journal journal;
    Recorder recorder{model.trace(), journal};
    std::vector<std::pair<int64_t, std::vector<uint32_t>>> states;
    for (int64_t event = 0; event < count; ++event) {
        recorder.apply(static_cast<uint32_t>(event));
        if (event % stride == 0) {
            Moment latest;
            journal.seek(latest, event);
            std::vector<uint32_t> cells;
            for (Cell cell = 0; cell < latest.cells.size(); ++cell) {
                cells.push_back(journal[cell]);
            }
            ASSERT_EQ(latest.cells, cells) << name << ", event " << event;
            states.emplace_back(event, cells);
        }
    }
    Instant instant{model};
    const auto expect_at = [&](size_t place) {
        const auto& [event, cells] = states[place];
        instant.seek(event);
        std::vector<uint32_t> now = instant.moment().cells;
        for (size_t cell = cells.size(); cell < now.size(); ++cell) {
            ASSERT_EQ(now[cell], 0u) << name << ", event " << event;
        }
        now.resize(cells.size());
        ASSERT_EQ(now, cells) << name << ", event " << event;
    };
    for (size_t place = states.size(); place-- > 0;) {
        expect_at(place);
    }
    for (int i = 0; i < 300 && !states.empty(); ++i) {
        expect_at(random() % states.size());
    }
}

TEST(instant, forward_and_backward_lead_to_the_same_states) {
    expect_the_same_forward_and_backward(synthetic_trace(30'000, 6), "synthetic");
}

/// All traces that are there: the demo's and those of the suites.
TEST(instant, forward_and_backward_agree_on_traces_of_the_kernel) {
    for (const char* folder : {"build/demo", "build/tests/model/traces"}) {
        if (!std::filesystem::is_directory(folder)) {
            continue;
        }
        for (const auto& file : std::filesystem::directory_iterator{folder}) {
            if (file.path().extension() == ".json") {
                std::ifstream stream{file.path(), std::ios::binary};
                expect_the_same_forward_and_backward(
                    {std::istreambuf_iterator<char>{stream}, {}},
                    file.path().filename());
            }
        }
    }
}

}  // namespace
}  // namespace kumquat
