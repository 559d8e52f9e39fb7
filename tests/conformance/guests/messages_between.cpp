// messages_between.cpp -- messages in memory between two spaces, by call and by reply.
// A client in a task of its own calls the main thread again and again; each answer of the main
// thread and the call behind it are one exchange. Kernels have short ways for this, so lengths
// and places around the ends of such ways are tried, and pages that are missing.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t word_count = 700, room = 6000;
constexpr uint32_t border = 0x00800000;  // of two directory entries
constexpr uint8_t untouched = 0xEE;

using Message = MessageBuffer<word_count, 1>;
Message question, inbox_of_server, answer, inbox_of_client;
uint8_t text[room], place_of_server[room], place_of_client[room];

CallRegisters next_call, result_of_client, result_of_server;
bool client_is_late = false;

/// With string instructions running downwards: that is no concern of the kernel.
void call_for_ever() {
    for (;;) {
        if (client_is_late) {
            sleep(receive_10_ms);
        }
        CallRegisters r = next_call;
        asm volatile("std" : : : "memory");
        raw_ipc(&r);
        asm volatile("cld" : : : "memory");
        result_of_client = r;
    }
}

/// The client's next call.
void ask(SendDescriptor send, ReceiveDescriptor buffer) {
    next_call = {.eax = send.word(),
                 .edx = 11,
                 .ebx = 12,
                 .ebp = buffer.word(),
                 .esi = main_thread().low(),
                 .edi = main_thread().high()};
}

/// Answer the last call, if it waits for that, and wait for the next.
void exchange(SendDescriptor send, ReceiveDescriptor buffer) {
    result_of_server = {.eax = send.word(),
                        .ecx = reply_at_once.word(),
                        .edx = 21,
                        .ebx = 22,
                        .ebp = buffer.word() | ReceiveDescriptor::open_bit,
                        .esi = child_id(child_a).low(),
                        .edi = child_id(child_a).high()};
    raw_ipc(&result_of_server);
}

/// Both sides send and receive in memory.
void exchange_messages() {
    ask(question.to_send(), inbox_of_client.to_fill());
    exchange(answer.to_send(), inbox_of_server.to_fill());
}

void exchange_dopes(MessageDope dope) {
    question.send = answer.send = dope;
    exchange_messages();
}

uint32_t wrong_words(const Message& from, const Message& to, uint32_t count) {
    uint32_t wrong = 0;
    for (uint32_t i = 2; i < word_count; ++i) {
        wrong += to.word[i] == (i < count ? from.word[i] : 0) ? 0 : 1;
    }
    return wrong;
}

void words() {
    static constexpr uint32_t counts[] = {2u, 3u, 64u, 511u, 512u, 513u, word_count};
    for (const uint32_t count : counts) {
        inbox_of_server = {};
        inbox_of_client = {};
        for (uint32_t i = 0; i < word_count; ++i) {
            question.word[i] = count << 16 | i;
            answer.word[i] = count << 20 | i;
        }
        exchange_dopes(MessageDope::make(count, 0));
        claim("dope.2 msg.4", "a call with words: the server gets so many", count << 13,
              result_of_server.eax);
        claim("dope.2 msg.4", "and the client, in the answer", count << 13,
              result_of_client.eax);
        claim("msg.3 msg.12", "each word of the call, and no more", 0,
              wrong_words(question, inbox_of_server, count));
        claim("msg.3 msg.12", "each word of the answer, and no more", 0,
              wrong_words(answer, inbox_of_client, count));
        claim("xfer.1", "w0 and w1 of the call", 11 << 8 | 12,
              result_of_server.edx << 8 | result_of_server.ebx);
        claim("ipc.reg.1", "and the server sees who calls", child_id(child_a).low(),
              result_of_server.esi);
    }
}

uint8_t letter(uint32_t i) { return static_cast<uint8_t>(i * 5 + i / 256); }

/// Bytes in which `to` is not the text from `from` on, or not untouched behind it.
uint32_t wrong_bytes(const uint8_t* to, uint32_t from, uint32_t count) {
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < room - 100; ++i) {
        wrong += to[i] == (i < count ? letter(from + i) : untouched) ? 0 : 1;
    }
    return wrong;
}

void clear_places() {
    for (uint32_t i = 0; i < room; ++i) {
        text[i] = letter(i);
        place_of_server[i] = place_of_client[i] = untouched;
    }
}

void strings() {
    static constexpr uint32_t sizes[] = {0u, 1u, 3u, 4u, 4095u, 4096u, 4097u, 5000u};
    for (const uint32_t size : sizes) {
        clear_places();
        question.string[0] = {size, address_of(text + 1), 0, 0};
        answer.string[0] = {size, address_of(text + 2), 0, 0};
        inbox_of_server.string[0] = {7, 7, size + 50, address_of(place_of_server)};
        inbox_of_client.string[0] = {7, 7, size, address_of(place_of_client)};
        exchange_dopes(MessageDope::make(2, 1));
        claim("dope.2", "a string in a call: 0x4100", 0x4100, result_of_server.eax);
        claim_that("str.2 str.3", "its length, and where it is",
                   inbox_of_server.string[0].send_size == size &&
                       inbox_of_server.string[0].send_address ==
                           address_of(place_of_server));
        claim("str.4", "its bytes, and no more", 0,
              wrong_bytes(place_of_server, 1, size));
        claim("str.4", "and there, too", 0, wrong_bytes(place_of_client, 2, size));
    }
    clear_places();
    exchange_dopes(MessageDope::make(5, 1));
    claim("dope.2 xfer.3", "words and a string", 5 << 13 | 1 << 8,
          result_of_server.eax);
    claim("xfer.3 str.4", "its bytes", 0, wrong_bytes(place_of_server, 1, 5000));
}

/// Wait for the next call. The answer to the one before is in registers; who got an error waits
/// for none.
uint32_t result_of_call(ReceiveDescriptor buffer) {
    const bool is_owed = code_of(result_of_server) == 0;
    exchange(is_owed ? send_registers : nothing_to_send, buffer);
    return result_of_server.eax;
}

/// If its bits were taken for an address, there would be room for all sorts of messages.
ReceiveDescriptor window_that_looks_like_a_buffer() {
    const uint32_t word = Fpage::make(arena_page(20), page_order).word();
    fill_page(arena_page(20), 0);
    Message& message = *reinterpret_cast<Message*>(uintptr_t{word});
    message.size = MessageDope::make(2, 1);
    *reinterpret_cast<StringDope*>(message.word + 2) = {0, 0, room, arena_page(21)};
    fill_page(arena_page(21), 0);
    return ReceiveDescriptor{word | ReceiveDescriptor::window_bit};
}

void what_does_not_fit() {
    ask(question.to_send(), from_partner);
    client_is_late = true;  // so that we wait for each of its calls
    question.send = MessageDope::make(6, 0);
    inbox_of_server.size = MessageDope::make(5, 1);
    claim("cut.6 dope.5", "six words into room for five", 5 << 13 | 0xE0,
          result_of_call(inbox_of_server.to_fill()));
    inbox_of_server.size = MessageDope::make(word_count, 1);
    question.send = MessageDope::make(2, 1);
    question.string[0].send_size = 100;
    inbox_of_server.string[0].receive_size = 99;
    clear_places();
    claim("cut.8 cut.9", "a hundred bytes into room for one less", 0x41E0,
          result_of_call(inbox_of_server.to_fill()));
    claim("str.2", "ninety-nine arrive", 99, inbox_of_server.string[0].send_size);
    claim("str.4", "and no more", 0, wrong_bytes(place_of_server, 1, 99));
    inbox_of_server.size = MessageDope::make(word_count, 0);
    inbox_of_server.string[0].receive_size = room;
    claim("cut.7 dope.5", "no room for a string at all", 0x40E0,
          result_of_call(inbox_of_server.to_fill()));
    inbox_of_server.size = MessageDope::make(word_count, 1);
    claim("cut.5", "a string to a window", 0x40E0,
          result_of_call(window_that_looks_like_a_buffer()));
    claim("cut.5", "a string to registers", 0x40E0, result_of_call(from_partner));
    question.send = MessageDope::make(2, 0);
    ask(question.to_send(SendDescriptor::map_bit), from_partner);
    claim("cut.2 cut.11", "pages to a buffer without a window", 0x40E0,
          result_of_call(inbox_of_server.to_fill()));
    ask(question.to_send(), from_partner);
    claim("cut.4", "two words to registers fit", 0x4000, result_of_call(from_partner));
}

void places_of_the_kernel() {
    constexpr uint32_t the_kernels = 0xE00A0000;
    question.send = MessageDope::make(2, 1);
    question.string[0] = {16, the_kernels, 0, 0};
    inbox_of_server.string[0] = {0, 0, 16, address_of(place_of_server)};
    claim("code.10", "a string out of the kernel's part: 0xC0", 0xC0,
          result_of_call(inbox_of_server.to_fill()));
    question.string[0] = {16, address_of(text), 0, 0};
    inbox_of_server.string[0].receive_address = the_kernels;
    claim("code.10", "and into it", 0xC0, result_of_call(inbox_of_server.to_fill()));
    inbox_of_server.string[0].receive_address = 0xBFFFFFF8;
    claim("code.10", "or over its border", 0xC0,
          result_of_call(inbox_of_server.to_fill()));
    claim("code.10", "a buffer in the kernel's part", 0xC0,
          result_of_call(ReceiveDescriptor{0xE0000000}));
    client_is_late = false;
}

FaultReply lend_arena(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    return reply_page(page, arena_page(page / page_size % 16), Fpage::write_bit);
}

/// The client sends a string from where its pages are still missing.
void string_from(uint32_t address, uint32_t size, bool is_new, const char* where) {
    for (uint32_t round = 0; round < 2; ++round) {
        fault_count = 0;
        clear_places();
        question.string[0] = {size, address, 0, 0};
        inbox_of_server.string[0] = {0, 0, size, address_of(place_of_server)};
        claim("xfer.fault.9 dope.2", where, 0x4100,
              result_of_call(inbox_of_server.to_fill()));
        claim("str.4", "its bytes", 0,
              wrong_bytes(place_of_server, address % page_size, size));
        claim_that("xfer.fault.2", "the client's pager was asked, but not twice",
                   (fault_count > 0) == (is_new && round == 0));
    }
}

void missing_pages() {
    set_fault_handler(lend_arena);
    for (uint32_t i = 0; i < 16; ++i) {
        fill_page(arena_page(i), 0);
    }
    // Pages 15 and 0 of the arena lie at both sides of every border, for the client.
    for (uint32_t i = 0; i < room; ++i) {
        const uint32_t page = (15 + i / page_size) % 16;
        *reinterpret_cast<volatile uint8_t*>(
            uintptr_t{arena_page(page) + i % page_size}) = letter(i);
    }
    question.send = MessageDope::make(2, 1);
    string_from(border - page_size, 3000, true, "a string from a page that is missing");
    string_from(border - page_size, 4096 + 500, true,
                "a longer one, over a border of 4 MB");
    string_from(2 * border - page_size, 4096, true, "4 KB, up to a border");
    string_from(border - 2000, 3900, false, "half of it on each side of a border");
    string_from(0xBFFFF000, 4096, true, "up to the end of user space");
}

/// The answer goes where the client has no memory yet: buffer, then string, then both.
void missing_places() {
    const auto inbox = border + 32 * page_size + 4096 - 40, place = inbox + 0x24000;
    Message& ours = *reinterpret_cast<Message*>(
        uintptr_t{arena_page(inbox / page_size % 16) + inbox % page_size});
    ours.window = Fpage{0};
    ours.size = MessageDope::make(20, 1);
    *reinterpret_cast<StringDope*>(ours.word + 20) = {0, 0, 4096, place};
    static constexpr MessageDope dopes[] = {
        MessageDope::make(20, 0), MessageDope::make(2, 1), MessageDope::make(2, 1)};
    for (const MessageDope dope : dopes) {
        fault_count = 0;
        ask(send_registers, ReceiveDescriptor{inbox});
        result_of_call(from_partner);
        answer.send = dope;
        answer.string[0] = {3500, address_of(text), 0, 0};
        exchange(answer.to_send(), from_partner);
        claim("xfer.fault.9 dope.2", "an answer to where nothing is", dope.word(),
              result_of_client.eax);
    }
    claim("xfer.fault.1", "the last time all was there", 0, fault_count);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 3500; ++i) {
        const uint32_t at = place + i;
        wrong += *reinterpret_cast<uint8_t*>(uintptr_t{arena_page(at / page_size % 16) +
                                                       at % page_size}) == letter(i)
                     ? 0
                     : 1;
    }
    claim("str.4", "and the string", 0, wrong);
}

void send_to_main() {
    send(main_thread(), 0x51, 0, wait_for_ever);
    sleep_for_ever();
}
void send_to_main_after_2_ms() {
    sleep(receive_2_ms);
    send_to_main();
}

/// Another thread sends to the main thread, too.
void who_is_received() {
    ask(question.to_send(), inbox_of_client.to_fill());
    question.send = answer.send = MessageDope::make(8, 0);
    result_of_call(inbox_of_server.to_fill());
    start(1, send_to_main);
    let_others_run();
    exchange_messages();
    claim("ipc.receive.4", "answer, and receive: one who waits already is received",
          helper(1).low(), result_of_server.esi);
    result_of_server.eax = 0xF0;
    result_of_call(inbox_of_server.to_fill());
    claim("ipc.receive.4", "then the client", child_id(child_a).low(),
          result_of_server.esi);

    client_is_late = true;
    start(1, send_to_main_after_2_ms);
    exchange_messages();
    claim("ipc.form.5", "an open receive is open for others", helper(1).low(),
          result_of_server.esi);
    client_is_late = false;
    result_of_server.eax = 0xF0;
    result_of_call(inbox_of_server.to_fill());

    start(1, send_to_main_after_2_ms);
    let_others_run();
    send(child_id(child_a), 0, 0, both_zero);
    const IpcResult other =
        ipc(nothing_to_send, inbox_of_server.to_fill(), wait_for_ever, helper(1), 0, 0);
    claim("ipc.form.2", "a closed receive is for its partner alone", 0x51, other.w0);
    result_of_server.eax = 0xF0;
    result_of_call(inbox_of_server.to_fill());
    claim("rcv.2", "the client's message waits for the next", 8 << 13,
          result_of_server.eax);

    next_call.eax = 0xE00A0000;
    start(1, send_to_main_after_2_ms);
    exchange(send_registers, inbox_of_server.to_fill());
    result_of_server.eax = 0xF0;
    claim("snd.6", "a message in the kernel's part is not sent", 0xD0,
          result_of_client.eax);
    ask(question.to_send(), inbox_of_client.to_fill());
    result_of_call(inbox_of_server.to_fill());

    const IpcResult sent = ipc(answer.to_send(), nothing_to_receive, reply_at_once,
                               child_id(child_a), 0, 0);
    claim("ipc.form.1", "a message alone is sent, and nothing received", 0,
          sent.dope.word());
    result_of_server.eax = 0xF0;
    result_of_call(inbox_of_server.to_fill());
}

void a_call_that_ends_by_timeout() {
    next_call.ecx = receive_2_ms.word();
    result_of_call(inbox_of_server.to_fill());
    next_call.ecx = 0;
    sleep(receive_10_ms);
    claim("code.3 timeout.1", "no answer to a call in memory: 0x20", 0x20,
          result_of_client.eax);
}

uint32_t looked_at;
volatile uint32_t seen;
void look() {
    seen = word_at(looked_at);
    sleep_for_ever();
}

/// Wherever the kernel has seen the client's message, this thread may not.
void nothing_of_the_kernel_is_shown() {
    constexpr uint32_t step = 1u << 22, secret = 0x5EC8E7, unseen = 0xBAD;
    question.word[2] = secret;
    seen = unseen;
    for (looked_at = 0xF0000000 + address_of(&question.word[2]) % step;
         looked_at > step; looked_at += step) {
        start(1, look);
        let_others_run();
    }
    claim("fault.7", "no window on other spaces is open for programs", unseen, seen);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    ask(send_registers, from_partner);
    start_child(child_a, call_for_ever);
    ipc(nothing_to_send, from_anybody, wait_for_ever, kumquat::ThreadId::nil(), 0, 0);
    words();
    strings();
    what_does_not_fit();
    places_of_the_kernel();
    missing_pages();
    missing_places();
    who_is_received();
    a_call_that_ends_by_timeout();
    nothing_of_the_kernel_is_shown();
    finish_claims();
}
