// arena.cpp -- the messages that wild threads send and receive: dopes, fpages, strings.
#include "tests/fuzz/values.hpp"

namespace kumquat::fuzz {

namespace {

constexpr uint32_t arena_stream = 64;  // scripts are streams 0 and on

/// Counts of words and strings that a message says it has.
uint32_t dope(Random& random) {
    const uint32_t words = random.below(16) == 0   ? random.below(4100)
                           : random.below(16) == 0 ? MessageDope::Dwords::max
                                                   : random.below(40);
    const uint32_t strings = random.below(16) == 0 ? random.below(32)
                             : random.one_in(2)    ? random.below(4)
                                                   : 0;
    return MessageDope::make(words, strings).word();
}

uint32_t string_size(Random& random) {
    const uint32_t choice = random.below(16);
    return choice == 0   ? edge_word(random)
           : choice == 1 ? (1u << 22) + random.below(3) - 1
           : choice < 6  ? random.below(0x6000)
                         : random.below(600);
}

}  // namespace

void fill_arena(uint32_t task, uint32_t* arena) {
    for (uint32_t i = 0; i < FUZZ_ARENA_SIZE / 4; ++i) {
        arena[i] = task << 16 | i;
    }
}

void draw_messages(uint32_t seed, uint32_t round, uint32_t task, uint32_t* arena) {
    Random random{seed ^ round * 0x9E3779B9u, arena_stream + task};
    for (uint32_t message = 0; message < message_count; ++message) {
        uint32_t* const words = arena + message * message_size / 4;
        words[0] = random.one_in(3)   ? 0
                   : random.one_in(2) ? 0x80u
                                      : fpage_in(random, page_in(random, task));
        words[1] = dope(random);
        words[2] = random.one_in(2) ? words[1] : dope(random);
        const uint32_t size = MessageDope{words[1]}.dwords() & 63;
        for (uint32_t i = 3; i < 12 + 3 && i < size + 3; i += 2) {
            words[i] = page_in(random, task);
            words[i + 1] =
                random.one_in(8) ? 0 : fpage_in(random, page_in(random, task));
        }
        for (uint32_t i = 0; i < 3; ++i) {
            uint32_t* const string = words + 3 + size + 4 * i;
            string[0] = string_size(random);
            string[1] = string_address(random, task);
            string[2] = string_size(random);
            string[3] = string_address(random, task);
        }
    }
    static_assert((3 + 63 + 12) * 4 <= message_size);
}

}  // namespace kumquat::fuzz
