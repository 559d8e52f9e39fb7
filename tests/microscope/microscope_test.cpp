// microscope_test.cpp -- what the microscope shows is what `make bench` counts, and what the processor did.
#include "tests/grading/schema.hpp"
#include "tools/bench/row.hpp"
#include "tools/microscope/json.hpp"
#include "tools/microscope/processor.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <map>

namespace kumquat::microscope {
namespace {

using bench::Files;

const Files& files() {
    static const Files files{
        .build = std::getenv("BUILD"), .watched_programs = {}, .measured = {}};
    return files;
}

const Operation& operation(const std::string& name) {
    return *std::ranges::find(all_operations(), name, [](const Operation& one) {
        return std::string{one.name};
    });
}

/// Each operation is looked at once for all tests.
const Look& look(const std::string& name) {
    static std::map<std::string, Look> looks;
    if (!looks.contains(name)) {
        looks.emplace(name, look_at(operation(name), files()));
    }
    return looks.at(name);
}

uint64_t figure(const char* row_name, const std::string& name) {
    const auto row =
        std::ranges::find(bench::all_rows(), std::string{row_name},
                          [](const bench::Row& one) { return std::string{one.name}; });
    const bench::Figures figures = row->measure(files());
    return std::ranges::find(figures, name, &bench::Figure::name)->value;
}

TEST(microscope, shows_as_many_instructions_as_the_bench_counts) {
    EXPECT_EQ(look("ipc").instructions.size(),
              figure("ipc.register.inter", "round_trip"));
    EXPECT_EQ(look("pagefault").instructions.size(), figure("page_fault", "value"));
    EXPECT_EQ(look("switch").instructions.size(),
              figure("syscall.thread_switch", "round_trip"));
    EXPECT_EQ(look("map").instructions.size(), figure("ipc.map4k.inter", "round_trip"));
    EXPECT_EQ(look("exception").instructions.size(),
              figure("exception.reflect", "value"));
    EXPECT_EQ(look("interrupt").instructions.size(),
              figure("interrupt.to_user", "value"));
}

TEST(microscope, counts_lines_as_the_bench_does) {
    std::size_t code = 0, data = 0;
    for (const Part& part : look("ipc").parts) {
        code = std::max(code, part.in_kernel ? part.code_lines : 0);
        data = std::max(data, part.in_kernel ? part.data_lines : 0);
    }
    EXPECT_EQ(code, figure("ipc.register.inter", "code_lines"));
    EXPECT_EQ(data, figure("ipc.register.inter", "data_lines"));
}

TEST(microscope, writes_what_the_schema_says) {
    for (const Operation& one : all_operations()) {
        const auto json = nlohmann::json::parse(json_of(one, look(one.name), "kernel"));
        EXPECT_TRUE(grading::follows(json, "visualizer/microscope.schema.json"))
            << one.name;
        EXPECT_FALSE(json["instructions"][0]["text"].get<std::string>().empty());
        EXPECT_TRUE(json["instructions"][0].contains("line")) << one.name;
    }
}

/// The five words that the processor pushed, lowest address first.
std::vector<uint32_t> frame_of(const Instruction& instruction) {
    std::map<uint32_t, uint32_t> words;
    for (const Access& access : instruction.accesses) {
        if (access.by == By::frame) {
            words[access.address] = access.value.value_or(0);
        }
    }
    std::vector<uint32_t> frame;
    for (const auto& [address, value] : words) {
        frame.push_back(value);
    }
    return frame;
}

TEST(microscope, adds_what_the_processor_pushes_at_an_int) {
    const Instruction& call = look("ipc").instructions.front();
    const machine::Registers& before = call.before;
    EXPECT_EQ(frame_of(call),
              (std::vector<uint32_t>{before.eip + 2, before.cs.selector, before.eflags,
                                     before.esp, before.ss.selector}));
    EXPECT_EQ(std::ranges::count(call.accesses, By::descriptor, &Access::by), 4);
    const machine::Registers& after = look("ipc").instructions[1].before;
    EXPECT_EQ(after.cpl, 0u);
    EXPECT_EQ(before.cpl, 3u);
}

TEST(microscope, knows_what_led_into_the_kernel) {
    constexpr uint32_t page_fault = 14, invalid_opcode = 6, read_from_user = 4;
    EXPECT_EQ(look("pagefault").instructions.front().entered_by, page_fault);
    EXPECT_EQ(look("exception").instructions.front().entered_by, invalid_opcode);
    EXPECT_GE(look("interrupt").instructions.front().entered_by.value_or(0), 32u);
    EXPECT_FALSE(look("ipc").instructions.front().entered_by);
    const auto fault = frame_of(look("pagefault").instructions.front());
    ASSERT_EQ(fault.size(), 6u);  // with an error code
    EXPECT_EQ(fault.front(), read_from_user);
}

TEST(microscope, follows_registers_and_memory) {
    // What an instruction stores in memory is read there later with the same value.
    std::map<uint32_t, uint32_t> stored;
    int compared = 0;
    for (const Instruction& instruction : look("pagefault").instructions) {
        for (const Access& access : instruction.accesses) {
            if (access.size != 4 || !access.value || access.address < 0xC0000000) {
                stored.erase(access.address & ~3u);
            } else if (access.is_write) {
                stored[access.address] = *access.value;
            } else if (stored.contains(access.address)) {
                EXPECT_EQ(*access.value, stored[access.address])
                    << std::hex << instruction.before.eip;
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 50);
}

TEST(microscope, misses_the_pages_that_a_new_address_space_hides) {
    std::size_t loads = 0;
    bool was_load = false;
    for (const Instruction& instruction : look("ipc").instructions) {
        if (was_load) {
            EXPECT_GE(instruction.misses.size(), 1u);  // at least the code itself
        }
        was_load = loads_cr3(instruction.code);
        loads += was_load;
    }
    EXPECT_EQ(loads, 2u);
}

TEST(processor, knows_loads_of_cr3_and_of_segments_by_their_bytes) {
    EXPECT_TRUE(loads_cr3("\x0F\x22\xD8"));
    EXPECT_FALSE(loads_cr3("\x0F\x22\xC0"));
    EXPECT_FALSE(loads_cr3("\x0F\x20\xD8"));
    EXPECT_TRUE(loads_segment("\x8E\xD8"));
    EXPECT_TRUE(loads_segment("\x1F"));
    EXPECT_TRUE(loads_segment("\x0F\xA9"));
    EXPECT_FALSE(loads_segment("\x8B\xD8"));
    EXPECT_FALSE(loads_segment(std::string_view{"\x0F\x22\xD8"}));
}

}  // namespace
}  // namespace kumquat::microscope
