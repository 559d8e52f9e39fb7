// clan_family.hpp -- the tasks of clans.cpp, and how root tells them what to do.
// A child does what root has written into a variable that all can see, and leaves there what came.
#pragma once

#include "tests/conformance/guests/children.hpp"

namespace kumquat::user {

constexpr TaskNumber a{10}, b{11}, c{12}, d{13};
constexpr ThreadId id_a = ThreadId::make(a, 0, root_task),
                   id_b = ThreadId::make(b, 0, root_task),
                   id_c = ThreadId::make(c, 0, a, 1), id_d = ThreadId::make(d, 0, c, 2);
constexpr uint32_t two_words = 0x4000, deceited = 1, redirected = 4, inward = 8;
constexpr uint32_t open = 1, closed = 0, nil = 0xFFFFFFFF;

// What root tells a child to do next, and what the child got.
inline volatile Code orders[child_count];
inline CallRegisters got_by[child_count];

inline uint32_t index_of(TaskNumber task) { return task.value - a.value; }
inline CallRegisters& got(TaskNumber task) { return got_by[index_of(task)]; }

inline void obey() {
    const uint32_t me = index_of(myself().task());
    for (;;) {
        const Code order = orders[me];
        orders[me] = nullptr;
        if (order != nullptr) {
            order();
        }
        sleep(receive_2_ms);
    }
}

inline void tell(TaskNumber task, Code order) { orders[index_of(task)] = order; }

inline void let_them_work() {
    for (uint32_t i = 0; i < 8; ++i) {
        sleep(receive_2_ms);
    }
}

inline CallRegisters
wait_for(uint32_t descriptor, ThreadId from, TimeoutWord timeouts) {
    CallRegisters r{nil, timeouts.word(), 0, 0, descriptor, from.low(), from.high()};
    raw_ipc(&r);
    return r;
}

/// In a child: take one message, from anybody.
inline void take_one() {
    got(myself().task()) = wait_for(open, ThreadId::nil(), receive_10_ms);
}
/// In a child: is nobody waiting to send to us?
inline void take_none() {
    got(myself().task()) = wait_for(open, ThreadId::nil(), both_zero);
}

/// Send under the id at the top of the stack.
inline void send_as(ThreadId name, ThreadId to, uint32_t word) {
    const uint32_t stack[] = {name.low(), name.high(), 0};
    CallRegisters r{1, send_10_ms.word(), word, 0, nil, to.low(), to.high()};
    raw_ipc_on_stack(&r, address_of(stack));
}

inline bool is_from(const CallRegisters& r, ThreadId id) {
    return r.esi == id.low() && r.edi == id.high();
}
inline bool is_for(const CallRegisters& r, ThreadId id) {
    return r.ecx == id.low() && r.ebp == id.high();
}

}  // namespace kumquat::user
