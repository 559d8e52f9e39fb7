// commands.cpp -- by the first letter of a packet; then by the words behind it.
#include "kernel/gdb_stub/commands.hpp"

#include "kernel/gdb_stub/documents.hpp"
#include "kernel/gdb_stub/words.hpp"

namespace kumquat::gdb {

namespace {

Thread chosen;  // whose registers and memory are asked for

bool exists(Thread thread) {
    return thread == first_thread ||
           (thread > first_thread && next_thread(thread - 1) == thread);
}

constexpr const char *not_understood = "E01", *bad_address = "E14";
void answer(Reply& reply, bool is_done, const char* error = not_understood) {
    reply.text(is_done ? "OK" : error);
}

// Registers.

void send_register(uint32_t number, Reply& reply) {
    uint32_t value;
    if (read_register(chosen, number, value)) {
        reply.word(value);
        return;
    }
    for (uint32_t i = 0; i < 2 * size_of(number); ++i) {
        reply.put('x');
    }
}

void send_registers(Reply& reply) {
    for (uint32_t number = 0; number < register_count; ++number) {
        send_register(number, reply);
    }
}

/// What cannot be written keeps its value: GDB sends back what it has read.
bool set_registers(Words words) {
    for (uint32_t number = 0; number < st0; ++number) {
        uint32_t value;
        if (words.take("xxxxxxxx")) {
            continue;
        }
        if (!words.take_word(value)) {
            return false;
        }
        static_cast<void>(write_register(chosen, number, value));
    }
    return true;
}

bool set_register(Words words) {
    uint32_t number, value;
    return words.take_number(number) && number < register_count && words.take("=") &&
           words.take_word(value) && write_register(chosen, number, value);
}

// Memory.

/// As many bytes as there are: GDB asks again for the rest.
void send_memory(Words words, Reply& reply) {
    uint32_t address, length;
    if (!words.take_range(address, length)) {
        reply.text(not_understood);
        return;
    }
    for (uint8_t byte; length != 0 && reply.room() >= 2; ++address, --length) {
        if (!read_byte(chosen, address, byte)) {
            break;
        }
        reply.byte(byte);
    }
    if (length != 0 && reply.length() == 0) {
        reply.text(bad_address);
    }
}

/// Nothing is written if something is wrong with the text.
void set_memory(Words words, Reply& reply) {
    uint32_t address, length;
    if (!words.take_range(address, length) || !words.take(":")) {
        reply.text(not_understood);
        return;
    }
    Words look_ahead = words;
    uint8_t byte;
    for (uint32_t i = 0; i < length; ++i) {
        if (!look_ahead.take_byte(byte)) {
            reply.text(not_understood);
            return;
        }
    }
    while (length != 0 && words.take_byte(byte) && write_byte(chosen, address, byte)) {
        ++address;
        --length;
    }
    answer(reply, length == 0, bad_address);
}

// Threads.

void choose_thread(Words words, Reply& reply) {
    const char what = words.next();
    Thread thread;
    if (!words.take_thread(thread)) {
        reply.text(not_understood);
        return;
    }
    const bool is_any = thread == no_thread;
    if (!is_any && !exists(thread)) {
        reply.text(not_understood);
        return;
    }
    if (what == 'g') {
        chosen = is_any ? running_thread() : thread;
    }
    reply.text("OK");  // "Hc": who is to go on is said by vCont
}

void send_thread_words(Words words, Reply& reply) {
    Thread thread;
    if (!words.take_number(thread) || !exists(thread)) {
        reply.text(not_understood);
        return;
    }
    reply.text_as_bytes(state_words(thread));
    reply.text_as_bytes(register_words(thread));
}

// Breakpoints.

void change_breakpoint(bool is_new, Words words, Reply& reply) {
    uint32_t kind, address, size;
    if (!words.take_number(kind) || !words.take(",") ||
        !words.take_range(address, size)) {
        reply.text(not_understood);
        return;
    }
    if (kind > static_cast<uint32_t>(BreakKind::access) ||
        kind == static_cast<uint32_t>(BreakKind::read)) {
        return;  // not known
    }
    if (is_new) {
        answer(reply, add_breakpoint(BreakKind{kind}, address, size), bad_address);
    } else {
        remove_breakpoint(BreakKind{kind}, address, size);
        reply.text("OK");
    }
}

// Going on.

/// Signals mean nothing to the kernel: "C05" is "c".
bool take_action(Words& words, char& action) {
    uint32_t signal;
    action = words.next();
    if (action == 'C' || action == 'S') {
        action = static_cast<char>(action | 0x20);
        return words.take_number(signal);
    }
    return action == 'c' || action == 's';
}

/// "vCont;action:thread;...": all threads go on, and one of them may step.
Order go_on(Words words, Reply& reply) {
    Order order{Order::What::go_on};
    while (words.take(";")) {
        char action;
        Thread thread = no_thread;
        if (!take_action(words, action) ||
            (words.take(":") && !words.take_thread(thread))) {
            reply.text(not_understood);
            return {};
        }
        if (action == 's' && order.what == Order::What::go_on) {
            order = {Order::What::step,
                     thread == no_thread ? running_thread() : thread};
        }
    }
    if (!words.is_empty() || (order.thread != no_thread && !exists(order.thread))) {
        reply.text(not_understood);
        return {};
    }
    return order;
}

/// The old forms "c", "s", "C05", with an address to go on at.
Order go_on_at(char action, Words words, Reply& reply) {
    uint32_t number;
    if (action == 'C' || action == 'S') {
        static_cast<void>(words.take_number(number) && words.take(";"));
    }
    if (!words.is_empty() && !(words.take_number(number) && words.is_empty() &&
                               write_register(running_thread(), eip, number))) {
        reply.text(not_understood);
        return {};
    }
    const bool steps = action == 's' || action == 'S';
    return {steps ? Order::What::step : Order::What::go_on, running_thread()};
}

// Queries.

void send_document(Words words, Reply& reply) {
    uint32_t offset, length;
    const bool is_registers = words.take("features:read:target.xml:");
    if (!is_registers && !words.take("threads:read::")) {
        return;  // not known
    }
    if (!words.take_range(offset, length)) {
        reply.text(not_understood);
    } else if (is_registers) {
        send_registers_document(offset, length, reply);
    } else {
        send_threads_document(offset, length, reply);
    }
}

void query(Words words, Reply& reply) {
    if (words.take("Supported")) {  // a new GDB: what the last one wanted is over
        remove_all_breakpoints();
        chosen = running_thread();
        reply.text("PacketSize=");
        reply.number(packet_capacity);
        reply.text(";qXfer:features:read+;qXfer:threads:read+;swbreak+;hwbreak+;"
                   "vContSupported+");
    } else if (words.take("Xfer:")) {
        send_document(words, reply);
    } else if (words.take("ThreadExtraInfo,")) {
        send_thread_words(words, reply);
    } else if (words.take("Attached")) {
        reply.put('1');  // so that GDB, when it ends, lets the machine go on
    } else if (words.take("C") && words.is_empty()) {
        reply.text("QC");
        reply.number(running_thread());
    }
}

}  // namespace

void begin_stop() { chosen = running_thread(); }

void say_stop(const Stop& stop, Reply& reply) {
    reply.put('T');
    reply.byte(stop.signal);
    reply.text("thread:");
    reply.number(running_thread());
    reply.put(';');
    if (stop.cause == Stop::Cause::int3) {
        reply.text("swbreak:;");
    } else if (stop.cause == Stop::Cause::hit) {
        const BreakKind kind = stop.hit.kind;
        reply.text(kind == BreakKind::write    ? "watch:"
                   : kind == BreakKind::access ? "awatch:"
                                               : "hwbreak:");
        if (kind != BreakKind::hardware) {
            reply.number(stop.hit.address);
        }
        reply.put(';');
    }
}

Order carry_out(const char* begin, const char* end, const Stop& stop, Reply& reply) {
    Words words{begin, end};
    reply.clear();
    Thread thread;
    const char command = words.next();
    switch (command) {
    case '?':
        say_stop(stop, reply);
        break;
    case 'g':
        send_registers(reply);
        break;
    case 'G':
        answer(reply, set_registers(words));
        break;
    case 'p':
        if (uint32_t number; words.take_number(number) && number < register_count) {
            send_register(number, reply);
        } else {
            reply.text(not_understood);
        }
        break;
    case 'P':
        answer(reply, set_register(words));
        break;
    case 'm':
        send_memory(words, reply);
        break;
    case 'M':
        set_memory(words, reply);
        break;
    case 'H':
        choose_thread(words, reply);
        break;
    case 'T':
        answer(reply, words.take_number(thread) && exists(thread));
        break;
    case 'Z':
    case 'z':
        change_breakpoint(command == 'Z', words, reply);
        break;
    case 'q':
        query(words, reply);
        break;
    case 'v':
        if (words.take("Cont?")) {
            reply.text("vCont;c;C;s;S");
        } else if (words.take("Cont")) {
            return go_on(words, reply);
        }
        break;
    case 'c':
    case 'C':
    case 's':
    case 'S':
        return go_on_at(command, words, reply);
    case 'D':
        remove_all_breakpoints();
        reply.text("OK");
        return {Order::What::detach};
    case 'k':
        return {Order::What::end_machine};
    default:
        break;  // not known: the answer is empty
    }
    return {};
}

}  // namespace kumquat::gdb
