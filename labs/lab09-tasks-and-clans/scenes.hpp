// scenes.hpp -- who is who in the tests of lab 9; program, kernel of the test and grader agree.
// The family: root has the children 1 and 2; 1 has 3 and 4; 2 has 5; 3 has 6. Where depth matters, a
// line of silent tasks goes down from 6 to the deepest nest. Numbers of tasks are drawn, so that nothing
// can be known from them.
#pragma once

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/thread_id.hpp"
#include "labs/common/numbers.hpp"
#include "labs/programs/actor_starts.hpp"

namespace kumquat::lab09 {

constexpr uint32_t members = actors_at_most, silent = 13, kin = members + silent;
/// Of member n, and of 0, which is root; and of the silent ones behind them.
constexpr uint32_t chief_of[kin + 1] = {0, 0,  0,  1,  1,  2,  3,  6,  7,  8,
                                        9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
constexpr uint32_t nest_of[kin + 1] = {0, 0, 0, 1, 1,  1,  2,  3,  4,  5,
                                       6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
/// In these tests there are silent ones.
constexpr const char* tests_of_depth[] = {
    "nearest.neighbours_are_near", "nearest.inside_is_the_chief_on_the_way",
    "nearest.outside_is_the_own_chief", "death.clan_goes_too",
    "death.numbers_fall_to_the_chief"};

/// Thirty-one numbers of tasks, no two the same. \param index  0 to 30
constexpr TaskNumber drawn_number(const Numbers& numbers, uint32_t index) {
    const uint32_t block = (11 * index + numbers.at(1)) % 31;
    return {16 + 64 * block + numbers.at(10 + index) % 64};
}

constexpr TaskNumber member_task(const Numbers& numbers, uint32_t member) {
    return member == 0         ? root_task
           : member <= members ? drawn_number(numbers, member - 1)
                               : drawn_number(numbers, 30 + members + 1 - member);
}
/// Numbers that nobody has used yet; root is their chief. \param index  0 to 24; the last are those of the
/// silent ones, where there are any
constexpr TaskNumber free_number(const Numbers& numbers, uint32_t index) {
    return drawn_number(numbers, members + index);
}

/// The highest priority that a member may set.
constexpr uint32_t mcp_of(const Numbers& numbers, uint32_t member) {
    return member == 0 ? 255 : 40 + numbers.at(50 + member) % 100;
}

/// The true id of a member's thread.
constexpr ThreadId
member_id(const Numbers& numbers, uint32_t member, uint32_t lthread = 0) {
    const TaskNumber chief =
        member == 0 ? kernel_task : member_task(numbers, chief_of[member]);
    return ThreadId::make(member_task(numbers, member), lthread, chief,
                          nest_of[member]);
}

/// For whom the members ask: each other, the deepest of all, and two on the way to it.
constexpr uint32_t asked = members + 1 + 3;
constexpr uint32_t asked_kin(const Numbers& numbers, uint32_t index) {
    return index <= members       ? index
           : index == members + 1 ? kin
                                  : members + 1 + numbers.at(90 + index) % (silent - 1);
}

/// As whom one member asks for another: number and lthread count, all else is drawn, and wrong.
constexpr ThreadId wish_for(const Numbers& numbers, uint32_t asker, uint32_t wanted) {
    const uint32_t word = numbers.at(200 + 2 * (asker * (kin + 1) + wanted));
    const ThreadId id = member_id(numbers, wanted, word % threads_per_task);
    const uint32_t version = word & ThreadId::VersionLow::mask;
    const uint32_t high = numbers.at(201 + 2 * (asker * (kin + 1) + wanted));
    return {id.low() | version, high & 0x7FFFFFFF};
}
/// Where its answer is told. \param index  of whom it asks for, below `asked`
constexpr uint32_t place_of_answer(uint32_t asker, uint32_t index) {
    return 3 * (asker * asked + index);
}

/// Whom a message from one member to another meets first, by the picture: a type of id_nearest, and a member.
struct Way {
    uint32_t type, member;
};
constexpr uint32_t near = 0, outward = 4, inward = 0xC;
constexpr bool are_neighbours(uint32_t self, uint32_t other) {
    const bool is_brother =
        self != 0 && other != 0 && chief_of[other] == chief_of[self];
    return other == self || (self != 0 && other == chief_of[self]) ||
           (other != 0 && chief_of[other] == self) || is_brother;
}
constexpr Way way_to(uint32_t self, uint32_t wanted) {
    if (are_neighbours(self, wanted)) {
        return {near, wanted};
    }
    for (uint32_t at = chief_of[wanted]; at != 0; at = chief_of[at]) {
        if (are_neighbours(self, at)) {
            return {inward, at};
        }
    }
    return {outward, chief_of[self]};
}

/// Who asks for numbers that are no member's, and for which: two that are free, sigma0's, and two of the
/// kernel's own.
constexpr uint32_t number_askers[] = {0, 1, 3, 6}, numbers_asked = 5;
constexpr TaskNumber asked_number(const Numbers& numbers, uint32_t index) {
    constexpr TaskNumber fixed[] = {sigma0_task, {1}, {3}};
    return index < 2 ? free_number(numbers, index) : fixed[index - 2];
}

/// As which a new task is asked for: its number counts, and version and site are kept; lthread, chief
/// and nest are nonsense. Neither part of the version is 0, nor is the lthread.
constexpr uint32_t version_bits = 0xF00003FF, of_each_part = 0x10000001,
                   site_bits = 0x0001FFFF;
constexpr ThreadId wish_for_task(const Numbers& numbers, uint32_t index) {
    const ThreadId number = ThreadId::make(free_number(numbers, index),
                                           1 + numbers.at(320 + index) % 127, {0});
    return {number.low() | (numbers.at(340 + index) & version_bits) | of_each_part,
            numbers.at(360 + index) & 0x7FFFFFFF};
}
/// The id that it gets from a chief.
constexpr ThreadId new_id(const Numbers& numbers, uint32_t index, uint32_t chief) {
    const ThreadId wish = wish_for_task(numbers, index);
    const uint32_t nest = chief == 0 ? 0 : nest_of[chief] + 1;
    const ThreadId bare = ThreadId::make(free_number(numbers, index), 0,
                                         member_task(numbers, chief), nest);
    return {bare.low() | (wish.low() & version_bits),
            bare.high() | (wish.high() & site_bits)};
}

/// Who tries to create or delete what is not its own: a member, and whose task. The last is a free number.
struct Trespass {
    uint32_t by, member;
};
constexpr uint32_t nobodys = members + 1;
constexpr Trespass trespasses[] = {{1, nobodys}, {1, 6}, {2, 1}, {3, 1},
                                   {1, 1},       {0, 3}, {6, 0}};
constexpr uint32_t trespass_count = sizeof trespasses / sizeof trespasses[0];

/// Some of those who go with member 1; the first is itself.
struct Fallen {
    static constexpr uint32_t count = 6;
    uint32_t members[count];
    constexpr explicit Fallen(const Numbers& numbers)
        : members{1, 3, 4, 6, kin, asked_kin(numbers, asked - 1)} {}
};

/// Nest 15 is the last one.
constexpr uint32_t generations = 16;

/// Where a new task tells its own id. \param stack  on which its first thread runs
constexpr uint32_t place_of_own_id(uint32_t stack) { return 200 + 2 * stack; }

/// A place for a page in a task. \param index  below 16: each has its own 4 MB
constexpr uint32_t place_at(const Numbers& numbers, uint32_t index) {
    return 0x10000000 + index * 0x400000 + numbers.at(400 + index) % 1024 * page_size;
}
/// Pages that are lent again and again, for a deletion that takes long.
constexpr uint32_t times_lent = 60;
constexpr uint32_t large_place(uint32_t time) { return 0x20000000 + time * 0x40000; }
/// Where is told how long another slept meanwhile.
constexpr uint32_t place_of_sleep = 5;

/// Threads that wait to send to one; more than one step tells.
constexpr uint32_t waiting = 12;

/// A message from one member to another: to whom it comes, under whose name it is sent, and bits of
/// the result. For root, as reader and as name, stands a thread of its own, the mailbox.
constexpr uint32_t mailbox = 9, own_name = members + 1;
constexpr uint32_t deceited = 1, redirected = 4, inside = 8;
struct Letter {
    uint32_t from, to, receiver, as, bits;
};
constexpr Letter letters_out[] = {
    {3, 0, 1, own_name, redirected | inside}, {3, 2, 1, own_name, redirected | inside},
    {6, 0, 3, own_name, redirected | inside}, {6, 1, 3, own_name, redirected | inside},
    {6, 4, 3, own_name, redirected | inside}, {5, 3, 2, own_name, redirected | inside}};
constexpr Letter letters_in[] = {
    {0, 3, 1, own_name, redirected}, {0, 6, 1, own_name, redirected},
    {1, 6, 3, own_name, redirected}, {2, 6, 1, own_name, redirected},
    {4, 6, 3, own_name, redirected}, {1, 5, 2, own_name, redirected}};
constexpr Letter letters_to_neighbours[] = {
    {3, 4, 4, own_name, 0}, {3, 1, 1, own_name, 0}, {1, 4, 4, own_name, 0},
    {2, 1, 1, own_name, 0}, {2, 0, 0, own_name, 0}, {0, 2, 2, own_name, 0},
    {6, 3, 3, own_name, 0}};
/// From 6 to root, and back; from 3 to 5 through both chiefs.
constexpr Letter letters_passed_on[] = {
    {3, 0, 1, 6, redirected | inside | deceited}, {1, 0, 0, 6, deceited},
    {1, 6, 3, 0, redirected | deceited},          {3, 6, 6, 0, deceited},
    {1, 5, 2, 3, redirected | deceited},          {2, 5, 5, 3, deceited}};
/// A stranger's name, a brother's, one of two inside, the receiver's own.
constexpr Letter letters_with_false_names[] = {{2, 0, 0, 3, 0},
                                               {1, 0, 0, 2, 0},
                                               {1, 3, 3, 6, 0},
                                               {1, 4, 4, 3, 0},
                                               {1, 2, 2, 5, 0}};
constexpr uint32_t place_of_letter(uint32_t index) { return 10 * index; }

constexpr uint32_t low_priority(const Numbers& numbers) {
    return 1 + numbers.at(70) % 15;
}
constexpr uint32_t high_priority(const Numbers& numbers) {
    return 17 + numbers.at(71) % 200;
}
/// Mantissa and exponent of a timeslice, where the parameters of a thread have them: from 4 ms to
/// 4 s. \param index  0 to 4
constexpr uint32_t slices_set = 5;
constexpr uint32_t slice_word(const Numbers& numbers, uint32_t index) {
    return (64 + numbers.at(72 + index) % 192) << 24 | (12 - index % 5) << 20;
}

/// A word to send; never what an order looks like.
constexpr uint32_t word_at(const Numbers& numbers, uint32_t index) {
    return numbers.at(100 + index) | 0x80000000;
}

/// What stands in the report where a thread was stuck.
constexpr uint32_t not_told = 0xD0D0D0D0;

}  // namespace kumquat::lab09
