// values.hpp -- single values for calls and messages: mostly good ones, and the edges of everything.
#pragma once

#include "tests/fuzz/program.hpp"

#include "kernel/abi/message.hpp"

namespace kumquat::fuzz {

constexpr uint32_t message_size = 512, message_count = 32;  // bytes; of each arena

template <uint32_t count>
uint32_t one_of(Random& random, const uint32_t (&values)[count]) {
    return values[random.below(count)];
}

/// A word that is likelier than others to hurt.
inline uint32_t edge_word(Random& random) {
    constexpr uint32_t edges[] = {
        0,          1,          2,          3,          0xFFFFFFFF, 0xFFFFFFFE,
        0xFFFFFFFC, 0x7FFFFFFF, 0x80000000, 0xC0000000, 0xBFFFFFFF, 0xBFFFFFF0,
        0xBFFFF000, 0xBFFFEFFC, 0xE0000000, 0xF0000000, 0xF1000000, 0xF13FF000,
        0xC0100000, 0x00001000, 0x00400000, 0x40000000, 0x000A0000, 0x00080000,
        0x00040000, 0x80,       0x82,       0x83,       0x10,       0x11,
        0x0FFFFC00, 0x0000FFFF};
    const uint32_t choice = random.below(4);
    return choice == 0   ? random.word()
           : choice == 1 ? random.below(256)
                         : one_of(random, edges);
}

/// An fpage of any size around a base.
inline uint32_t fpage_in(Random& random, uint32_t base) {
    constexpr uint32_t orders[] = {12, 12, 12, 12, 12, 13, 14, 14,
                                   16, 16, 18, 22, 22, 32, 11, 31};
    const uint32_t order = one_of(random, orders);
    const uint32_t write = random.below(4) != 0 ? Fpage::write_bit : 0;
    const uint32_t grant = random.one_in(6) ? Fpage::grant_bit : 0;
    return Fpage::make(base, order, write | grant).word();
}

/// A page of some arena, mostly the own one, or somewhere else.
inline uint32_t page_in(Random& random, uint32_t own_task) {
    const uint32_t arena =
        address_of_arena(random.below(4) != 0 ? own_task : random.below(FUZZ_TASKS));
    const uint32_t choice = random.below(16);
    return choice == 0   ? edge_word(random)
           : choice == 1 ? FUZZ_LARGE_PAGE + random.below(1024) * 4096
           : choice == 2 ? FUZZ_SCRIPTS + random.below(16) * 4096
                         : arena + random.below(16) * 4096;
}

inline uint32_t string_address(Random& random, uint32_t task) {
    if (random.one_in(12)) {
        return edge_word(random);
    }
    const uint32_t page = page_in(random, task);
    return page + random.below(4096);
}

}  // namespace kumquat::fuzz
