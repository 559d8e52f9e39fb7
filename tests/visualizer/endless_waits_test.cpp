// endless_waits_test.cpp -- which waits are in vain, and from when on.
#include "hand_written_trace.hpp"
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/endless_waits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace kumquat {
namespace {

constexpr int64_t never = 4294967295, send = 0, receive = 1, nobody = -1;

/// Threads with the events from which on they wait in vain, of all findings of a trace.
std::vector<std::pair<uint32_t, int64_t>> waits_in(const std::string& text) {
    const Model model{decode_trace(text + "]}", "t.json").trace};
    Findings findings{model};
    while (findings.go_on(1)) {
    }
    std::vector<std::pair<uint32_t, int64_t>> waits;
    for (const Finding& finding : findings.list()) {
        for (const EndlessWait& wait : endless_waits_of(model, finding)) {
            waits.emplace_back(wait.thread, wait.from);
        }
    }
    return waits;
}

using Waits = std::vector<std::pair<uint32_t, int64_t>>;

TEST(endless_waits,
     of_a_circle_all_wait_in_vain_once_it_is_closed_and_who_comes_later_from_then) {
    EXPECT_EQ(waits_in(head(3) + row(1, TraceKind::ipc_block, {0, 1, send, never}) +
                       row(2, TraceKind::ipc_block, {1, 0, send, never}) +
                       row(3, TraceKind::ipc_block, {2, 0, send, never})),
              (Waits{{1, 1}, {0, 1}, {2, 2}}));
}

TEST(endless_waits, a_client_that_holds_up_its_server_is_the_cause_and_not_marked) {
    EXPECT_EQ(waits_in(head(3) + row(1, TraceKind::ipc_transfer, {1, 0, 0, 0, 0}) +
                       row(2, TraceKind::ipc_send, {0, 1, 0, 0, 0}) +
                       row(3, TraceKind::ipc_block, {0, 1, send, never}) +
                       row(4, TraceKind::ipc_receive, {1, nobody, 0, 0}) +
                       row(5, TraceKind::ipc_block, {1, nobody, receive, never}) +
                       row(6, TraceKind::ipc_block, {2, 0, send, never})),
              (Waits{{0, 2}, {2, 5}}));
}

}  // namespace
}  // namespace kumquat
