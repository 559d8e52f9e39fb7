// machine.cpp -- memory and registers in arrays.
#include "tests/stub/machine.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <optional>

namespace kumquat::gdb {

Machine machine;

namespace {

std::size_t index_of(Thread thread) {
    return thread == sigma0 ? 1 : thread == root ? 2 : 0;
}

std::optional<uint32_t> page_of(Thread thread, uint32_t address) {
    switch (address / page * page) {
    case shared_page:
        return thread == first_thread ? std::nullopt : std::optional{0u};
    case own_page:
        return thread == root && machine.own_page_is_there ? std::optional{1u}
                                                           : std::nullopt;
    case start_up_page:
        return 3;
    case kernel_page:
        return 4;
    default:
        return std::nullopt;
    }
}

std::string sent;

}  // namespace

void start_afresh() {
    take_out_breakpoints();
    remove_all_breakpoints();
    machine = {};
    begin_stop();
}

Thread running_thread() { return machine.running; }

Thread next_thread(Thread before) {
    return before < first_thread ? first_thread
           : before < sigma0     ? sigma0
           : before < root       ? root
                                 : no_thread;
}

ThreadName name_of(Thread thread) {
    ThreadName name = {};
    const std::string text = fmt::format("{}.0", (thread - 1) / 128);
    text.copy(name.characters, sizeof(name.characters) - 1);
    return name;
}

const char* state_words(Thread) { return "ready"; }
const char* register_words(Thread) { return ", registers of user mode"; }

bool read_register(Thread thread, uint32_t number, uint32_t& value) {
    if (number >= st0 && number < cr0) {
        return false;
    }
    value = machine.registers.at(index_of(thread)).at(number);
    return true;
}

bool write_register(Thread thread, uint32_t number, uint32_t value) {
    if (number > ss) {
        return false;
    }
    machine.registers.at(index_of(thread)).at(number) = value;
    return true;
}

bool find_byte(Thread thread, uint32_t address, uint32_t& place) {
    const auto found = page_of(thread, address);
    place = found.value_or(0) * page + address % page;
    return found.has_value();
}

bool read_byte(Thread thread, uint32_t address, uint8_t& byte) {
    uint32_t place;
    const bool is_there = find_byte(thread, address, place);
    if (is_there) {
        byte = machine.byte_at(place);
    }
    return is_there;
}

bool write_byte(Thread thread, uint32_t address, uint8_t byte) {
    uint32_t place;
    const bool is_there = find_byte(thread, address, place);
    if (is_there) {
        machine.byte_at(place) = byte;
    }
    return is_there;
}

uint8_t exchange_byte(uint32_t place, uint8_t byte) {
    std::swap(machine.byte_at(place), byte);
    return byte;
}

bool is_kernel_address(uint32_t address) { return address >= 0xC0000000; }
bool is_start_up_address(uint32_t address) {
    return address >= start_up_page && address < kernel_page;
}

void load_breakpoints(const uint32_t* addresses, uint32_t control) {
    std::copy(addresses, addresses + 4, machine.debug_addresses.begin());
    machine.debug_control = control;
}

std::string packet(const std::string& text) {
    uint8_t sum = 0;
    for (const char character : text) {
        sum = static_cast<uint8_t>(sum + static_cast<uint8_t>(character));
    }
    return fmt::format("${}#{:02x}", text, sum);
}

std::string sent_by(const Reply& reply) {
    sent.clear();
    reply.send_to([](char character) { sent += character; });
    const std::size_t end = sent.size() - 3;
    EXPECT_EQ(sent, packet(sent.substr(1, end - 1)));
    std::string text;
    for (std::size_t i = 1; i < end; ++i) {
        if (sent[i] == '*') {
            EXPECT_NE(text, "");
            EXPECT_GE(sent[i + 1], ' ');
            EXPECT_LE(sent[i + 1], '~');
            text.append(static_cast<std::size_t>(sent[++i] - 29), text.back());
        } else {
            text += sent[i];
        }
    }
    return text;
}

Answer ask(const std::string& command, const Stop& stop) {
    static Reply reply;
    const Order order =
        carry_out(command.data(), command.data() + command.size(), stop, reply);
    return {order, sent_by(reply)};
}

}  // namespace kumquat::gdb
