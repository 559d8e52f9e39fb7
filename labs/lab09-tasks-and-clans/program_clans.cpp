// program_clans.cpp -- lab 9, stage 4: messages that follow the tree.
// Members keep what comes to them (actors.hpp); a thread of root's does so, too: the mailbox.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

namespace kumquat::user {

namespace {

using lab09::Letter;
using lab09::mailbox;

void keep_mail() {
    for (;;) {
        CallRegisters r{.eax = SendDescriptor::nil_word,
                        .ebp = ReceiveDescriptor::open_bit};
        raw_ipc(&r);
        ++mail[0].count;
        mail[0].last = r;
    }
}

/// The thread that a letter names: root's is the mailbox.
ThreadId reader(uint32_t member, uint32_t lthread = 0) {
    return member_id(numbers, member, member == 0 ? mailbox : lthread);
}

// What is sent next: by whom it is told.
struct {
    ThreadId to, as;
    uint32_t word;
    TimeoutWord timeouts{0};
    uint32_t result;
} letter;

void post() {
    const bool has_name = !letter.as.is_nil();
    const uint32_t stack[] = {letter.as.low(), letter.as.high(), 0};
    CallRegisters r{.eax = has_name ? SendDescriptor::deceit_bit : 0,
                    .ecx = letter.timeouts.word(),
                    .edx = letter.word,
                    .ebx = ~letter.word,
                    .ebp = ReceiveDescriptor::nil_word,
                    .esi = letter.to.low(),
                    .edi = letter.to.high()};
    if (has_name) {
        raw_ipc_on_stack(&r, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(stack)));
    } else {
        raw_ipc(&r);
    }
    letter.result = r.eax;
}

/// \return  EAX of the sender
uint32_t
post(uint32_t from, ThreadId to, uint32_t word, ThreadId as = ThreadId::nil()) {
    letter = {to, as, word, send_timeout_ms(3), lab09::not_told};
    let(from, post);
    if (letter.result == lab09::not_told) {
        sleep_ms(6);  // its timeout will be over
    }
    return letter.result;
}

void tell_mail(uint32_t place, uint32_t member) {
    const Mail& box = mail[member];
    const uint32_t words[] = {box.count,    box.last.eax, box.last.edx, box.last.ebx,
                              box.last.esi, box.last.edi, box.last.ecx, box.last.ebp};
    for (uint32_t i = 0; i < 8; ++i) {
        tell(place + i, words[i]);
    }
}

/// Letters, and what came to whom they should come.
template <uint32_t count>
void post_all(const Letter (&letters)[count]) {
    start(mailbox, keep_mail);
    let_others_run();
    for (uint32_t i = 0; i < count; ++i) {
        const auto& [from, to, receiver, as, bits] = letters[i];
        mail[receiver] = {};
        const uint32_t result =
            post(from, reader(to), lab09::word_at(numbers, i),
                 as == lab09::own_name ? ThreadId::nil() : reader(as));
        tell(lab09::place_of_letter(i), result);
        tell_mail(lab09::place_of_letter(i) + 1, receiver);
    }
}

void nap() { sleep_ms(12); }

void post_later() {
    sleep_ms(2);
    letter = {reader(0), ThreadId::nil(), 0x80000001, both_zero, lab09::not_told};
    post();
    tell(0, letter.result);
    sleep_ms(2);
    letter.timeouts = send_timeout_ms(40);
    post();
    tell(1, letter.result);
}

/// A call to root's mailbox; then a wait for somebody inside another clan.
void call_mailbox() {
    CallRegisters r{.edx = lab09::word_at(numbers, 0),
                    .esi = reader(0).low(),
                    .edi = reader(0).high()};
    raw_ipc(&r);
    tell(10, r.eax);
    tell(11, r.edx);
    tell(12, ThreadId{r.esi, r.edi});
    r = {.eax = SendDescriptor::nil_word,
         .esi = reader(5).low(),
         .edi = reader(5).high()};
    raw_ipc(&r);
    tell(15, r.eax);
    tell(16, r.edx);
    tell(17, ThreadId{r.esi, r.edi});
}

/// In member 1: a wait for a thread two levels down.
void wait_for_grandchild() {
    CallRegisters r{.eax = SendDescriptor::nil_word,
                    .esi = reader(6).low(),
                    .edi = reader(6).high()};
    raw_ipc(&r);
    tell(20, r.eax);
    tell(21, r.edx);
    tell(22, ThreadId{r.esi, r.edi});
}

}  // namespace

void letters_out(Numbers& drawn) {
    gather(drawn);
    post_all(lab09::letters_out);
}

void letters_in(Numbers& drawn) {
    gather(drawn);
    post_all(lab09::letters_in);
}

void letters_to_neighbours(Numbers& drawn) {
    gather(drawn);
    post_all(lab09::letters_to_neighbours);
}

void letters_passed_on(Numbers& drawn) {
    gather(drawn);
    post_all(lab09::letters_passed_on);
}

void false_names(Numbers& drawn) {
    gather(drawn);
    try_in(1, sleep_for_ever);
    post_all(lab09::letters_with_false_names);
    // Of nobody, and of another thread of the own task.
    const ThreadId names[] = {reader(3, 77), reader(1, 1)};
    for (uint32_t i = 0; i < 2; ++i) {
        mail[0] = {};
        tell(lab09::place_of_letter(10 + i),
             post(1, reader(0), lab09::word_at(drawn, 10 + i), names[i]));
        tell_mail(lab09::place_of_letter(10 + i) + 1, 0);
    }
}

void busy_chief(Numbers& drawn) {
    gather(drawn);
    start(mailbox, keep_mail);
    try_in(3, post_later);
    let(1, nap);
    sleep_ms(30);
    tell_mail(2, 1);
    tell(10, mail[0].count);
    mail[1] = {};
    letter = {};
    tell(11, post(3, ThreadId::make(root_task, 99, kernel_task), 0x80000003));
    tell(12, mail[1].count);
}

void answers(Numbers& drawn) {
    gather(drawn);
    start(mailbox, keep_mail);
    try_in(3, call_mailbox);
    tell(0, post(4, reader(3, 1), lab09::word_at(drawn, 1)));
    tell(1, post(6, reader(3, 1), lab09::word_at(drawn, 2)));
    tell(2, post(1, reader(3, 1), lab09::word_at(drawn, 3)));
    tell(3, post(4, reader(3, 1), lab09::word_at(drawn, 4)));
    tell(4, post(1, reader(3, 1), lab09::word_at(drawn, 5)));
    try_in(1, wait_for_grandchild);
    tell(5, post(4, reader(1, 1), lab09::word_at(drawn, 6)));
    tell(6, post(3, reader(1, 1), lab09::word_at(drawn, 7)));
    let_others_run();
}

}  // namespace kumquat::user
