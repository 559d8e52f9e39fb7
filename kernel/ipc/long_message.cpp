// long_message.cpp -- words first, then fpages, then strings.
#include "kernel/ipc/long_message.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/double_copy.hpp"
#include "kernel/ipc/map_items.hpp"
#include "kernel/ipc/transfer.hpp"
#include "kernel/ipc/transfer_fault.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr bool copies_twice = config::ipc_string == config::IpcString::double_copy;
constexpr uint32_t register_words = 2;
constexpr uint32_t size_dope_offset = 4, send_dope_offset = 8, words_offset = 12;
constexpr uint32_t longest_string = 4u << 20;  // bytes
constexpr uint32_t step_bytes = 4096;          // copied without letting an interrupt in

/// What describes a string, in both messages.
struct StringDope {
    uint32_t length;    // to send; written when received
    uint32_t address;   // of the string; written when received: where it lies now
    uint32_t capacity;  // of the receiver's place
    uint32_t place;
};

/// One side's message, and how much it sends or has room for.
struct Side {
    uint32_t address = 0;  // 0: registers only
    uint32_t words = register_words;
    uint32_t strings = 0;
    uint32_t string_dopes = 0;  // address of the first
};

constexpr uint32_t at_least_registers(uint32_t words) {
    return words > register_words ? words : register_words;
}

uint32_t at_most(uint32_t value, uint32_t limit) {
    return value < limit ? value : limit;
}

/// Something in user memory, of the current space or in a window. BLOCKS: page faults.
template <typename T>
volatile T& user_object(uint32_t address) {
    return *reinterpret_cast<volatile T*>(uintptr_t{address});
}
uint32_t user_word(uint32_t address) { return user_object<uint32_t>(address); }

/// The kernel could read and write its own memory for a user: it must not. Unless all of the
/// range lies below USER_SPACE_END, the ipc of both ends here, with `send_aborted`.
/// \param address, bytes  any values: they are the user's
void check_range(Tcb& self, uint32_t address, uint32_t bytes) {
    // LAB 8 BEGIN message range: not one byte of the kernel's
    if (address >= USER_SPACE_END || bytes > USER_SPACE_END - address) {
        fail_transfer(self, IpcError::send_aborted);
    }
    // LAB 8 END
}

/// The running sender's message: how much it sends, by the send dope, and where its strings are
/// described, by the size dope, even if that counts no words. All of that lies in user memory.
/// BLOCKS: page faults of the sender.
Side outgoing(Tcb& self) {
    const uint32_t address = self.ipc().send().address();
    if (address == 0) {
        return {};
    }
    // LAB 8 BEGIN sent message: two dopes, and what each of them means
    check_range(self, address, words_offset);
    const MessageDope size{user_word(address + size_dope_offset)};
    const MessageDope send{user_word(address + send_dope_offset)};
    const Side side{address, at_least_registers(send.dwords()), send.strings(),
                    address + words_offset + size.dwords() * 4};
    check_range(self, address, words_offset + side.words * 4);
    check_range(self, side.string_dopes, side.strings * sizeof(StringDope));
    return side;
    // LAB 8 END
}

/// The receiver's buffer: for how much it has room, by its size dope. `address` is the receiver's
/// own; the descriptions of strings are given where window 0 shows them.
/// \param seen  out: where window 0 shows the buffer
/// BLOCKS: page faults of the receiver.
Side incoming(Tcb& self, Tcb& receiver, uint32_t& seen) {
    const ReceiveDescriptor descriptor = receiver.ipc().receive();
    if (!descriptor.has_buffer()) {
        return {};
    }
    // LAB 8 BEGIN receive buffer: seen through a window, and room for what?
    const uint32_t address = descriptor.buffer();
    check_range(self, address, words_offset);
    seen = show_partner(self, 0, address);
    const MessageDope size{user_word(seen + size_dope_offset)};
    const uint32_t dopes = words_offset + size.dwords() * 4;
    check_range(self, address, dopes + size.strings() * sizeof(StringDope));
    return {address, at_least_registers(size.dwords()), size.strings(), seen + dopes};
    // LAB 8 END
}

/// Copy to the receiver's memory, through window 1, in steps of at most step_bytes, and let
/// interrupts in before each.
/// \param place, from  user memory of the receiver and of the sender, `bytes` of it, in no way aligned
/// BLOCKS: page faults of both sides, and interrupts: so a step must leave nothing half done.
void copy_over(Tcb& self, uint32_t place, uint32_t from, uint32_t bytes) {
    if (copies_twice) {
        copy_twice(self, place, from, bytes);
        return;
    }
    // LAB 8 BEGIN copy: step by step, to the last byte
    uint32_t to = show_partner(self, 1, place);
    while (bytes > 0) {
        const uint32_t step = at_most(bytes, step_bytes);
        let_interrupts_in_while_copying(self);  // BLOCKS
        copy_words(to, from, step / 4);
        copy_bytes(to + step / 4 * 4, from + step / 4 * 4, step % 4);
        to += step;
        from += step;
        bytes -= step;
    }
    // LAB 8 END
}

/// Copy words 2 and on to the same positions of the receiver's buffer, and nothing else.
/// \param words  so many arrive, words 0 and 1 among them: more than two
/// BLOCKS
void carry_words(Tcb& self, const Side& from, const Side& to, uint32_t words) {
    // LAB 8 BEGIN words in memory: where they begin, and how many bytes
    constexpr uint32_t offset = words_offset + register_words * 4;
    copy_over(self, to.address + offset, from.address + offset,
              (words - register_words) * 4);
    // LAB 8 END
}

/// Carry one string: as much of it as the receiver's place holds. A length or a capacity above
/// longest_string counts as that. The receiver's description then says how much came, and where it
/// lies; nothing else in it changes. What is copied must be users' memory, on both sides.
/// \return  whether all of it fitted
/// BLOCKS
bool carry_string(Tcb& self, volatile StringDope& sent, volatile StringDope& got) {
    // LAB 8 BEGIN one string: as much as fits, and both are told
    const uint32_t length = at_most(sent.length, longest_string);
    const uint32_t address = sent.address;
    const uint32_t capacity = at_most(got.capacity, longest_string);
    const uint32_t place = got.place;
    const uint32_t bytes = at_most(length, capacity);
    if (bytes > 0) {
        check_range(self, address, bytes);
        check_range(self, place, bytes);
        trace_transfer_string(self, *self.transfer_partner, bytes, address, place);
        copy_over(self, place, address, bytes);
    }
    got.length = bytes;
    got.address = place;
    return length <= capacity;
    // LAB 8 END
}

/// Carry the strings, in order: the sender's n-th to the receiver's n-th place, up to the first that
/// does not fit, or has no place.
/// \param count  out: how many arrived, one that was cut among them
/// \return  whether all fitted
/// BLOCKS
bool carry_strings(Tcb& self, const Side& from, const Side& to, uint32_t& count) {
    // LAB 8 BEGIN all strings: one after the other, until one does not fit
    bool fits = true;
    for (count = 0; fits && count < from.strings; ++count) {
        if (count == to.strings) {
            return false;
        }
        const uint32_t offset = count * sizeof(StringDope);
        fits = carry_string(self, user_object<StringDope>(from.string_dopes + offset),
                            user_object<StringDope>(to.string_dopes + offset));
    }
    return fits;
    // LAB 8 END
}

/// All but words 0 and 1. \return  the receiver's result
MessageDope carry(Tcb& self, Tcb& receiver) {
    uint32_t seen = 0;
    const Side from = outgoing(self);
    const Side to = incoming(self, receiver, seen);
    const uint32_t words = at_most(from.words, to.words);
    trace_transfer_words(self, receiver, words);
    if (words > register_words) {
        carry_words(self, from, to, words);
    }
    MessageDope result = MessageDope::make(words, 0);
    if (self.ipc().send().has_fpages()) {
        const Fpage window = to.address != 0 ? Fpage{user_word(seen)}
                                             : receiver.ipc().receive().window();
        result = map_items(self, receiver, {from.address, words, window}, result);
    }
    if (result.error() != IpcError::none) {
        return result;
    }
    uint32_t strings = 0;
    const bool fits = from.words <= to.words &&
                      (from.strings == 0 || carry_strings(self, from, to, strings));
    return (fits ? result : result.with(IpcError::receive_cut)).with_strings(strings);
}

}  // namespace

IpcError carry_message(Tcb& self, Tcb& receiver, bool receiver_was_waiting) {
    if (receiver_was_waiting) {
        begin_transfer(self, receiver);
    }
    if (is_too_deep(self)) {
        fail_transfer(self, IpcError::send_aborted);
    }
    const MessageDope result = carry(self, receiver);  // BLOCKS
    end_transfer(self, receiver);
    return finish_transfer(self, receiver, result, receiver_was_waiting);
}

}  // namespace kumquat
