// clan_ways_test.cpp -- who may send to whom, in a family of three generations.
#include "hand_written_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/clan_ways.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {
namespace {

/// Rows: root has created `a` and `b`, `a` has created `c`, and `c` has created `d`.
enum : uint32_t { root, a, b, c, d, task_count };

std::string family() {
    std::string text = head(1);
    const std::string only = R"({"id":4,"chief":0,"name":"","from":0,"to":null})";
    std::string tasks = only;
    for (uint32_t task = a; task < task_count; ++task) {
        tasks += R"(,{"id":)" + std::to_string(4 + task) +
                 R"(,"chief":0,"name":"","from":0,"to":null})";
    }
    text.replace(text.find(only), only.size(), tasks);
    return text + row(1, TraceKind::task_create, {root, -1, -1, 0}) +
           row(2, TraceKind::task_create, {a, root, 0, 0}) +
           row(3, TraceKind::task_create, {b, root, 0, 0}) +
           row(4, TraceKind::task_create, {c, a, 0, 0}) +
           row(5, TraceKind::task_create, {d, c, 0, 0}) + "]}";
}

TEST(clan_ways, messages_go_to_the_chief_on_the_way) {
    const Model model{decode_trace(family(), "t.json").trace};
    Instant now{model};
    now.seek(model.event_count() - 1);
    const struct {
        uint32_t from, to;
        WayKind kind;
        uint32_t gets_it;
    } ways[] = {
        {a, a, WayKind::itself, a},       {root, a, WayKind::direct, a},
        {a, root, WayKind::direct, root}, {a, b, WayKind::direct, b},
        {c, d, WayKind::direct, d},       {root, c, WayKind::inward, a},
        {b, c, WayKind::inward, a},       {b, d, WayKind::inward, a},
        {a, d, WayKind::inward, c},       {c, b, WayKind::outward, a},
        {d, b, WayKind::outward, c},      {d, root, WayKind::outward, c},
    };
    for (const auto& wanted : ways) {
        const Way way = way_between(now, wanted.from, wanted.to);
        EXPECT_EQ(way.kind, wanted.kind) << wanted.from << " to " << wanted.to;
        EXPECT_EQ(way.gets_it, wanted.gets_it) << wanted.from << " to " << wanted.to;
    }
}

}  // namespace
}  // namespace kumquat
