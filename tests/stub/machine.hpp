// machine.hpp -- a machine for the stub: three threads in two spaces, and a few pages of memory.
//
//     thread        space   0x00400000   0x00401000   0xF1000000 (start-up)   0xF1001000
//     first_thread  0       -            -            page 3                  page 4
//     0x101 "2.0"   1       page 0       -            page 3                  page 4
//     0x201 "4.0"   2       page 0       page 1       page 3                  page 4
#pragma once

#include "kernel/gdb_stub/commands.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace kumquat::gdb {

constexpr uint32_t page = 4096, shared_page = 0x00400000, own_page = 0x00401000,
                   start_up_page = 0xF1000000, kernel_page = 0xF1001000;
constexpr Thread sigma0 = 0x101, root = 0x201;

struct Machine {
    std::array<std::array<uint8_t, page>, 5> pages = {};
    std::array<std::array<uint32_t, register_count>, 3> registers = {};
    Thread running = root;
    std::array<uint32_t, 4> debug_addresses = {};
    uint32_t debug_control = 0;
    bool own_page_is_there = true;

    uint8_t& byte_at(uint32_t place) { return pages.at(place / page).at(place % page); }
};

/// The one that the functions of target.hpp ask. A test begins with a new one.
extern Machine machine;

/// A new machine, and a stub that knows nothing.
void start_afresh();

/// The text of a packet, framed.
std::string packet(const std::string& text);

/// What a Reply sends, taken apart again: its text, with runs spelt out. Fails if it is no packet.
std::string sent_by(const Reply& reply);

/// The answer to one command.
struct Answer {
    Order order;
    std::string text;
};
Answer ask(const std::string& command, const Stop& stop = {});

}  // namespace kumquat::gdb
