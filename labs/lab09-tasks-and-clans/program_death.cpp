// program_death.cpp -- lab 9, stage 3: a task is deleted, and nothing of it is left.
// The victim is member 2, with its child, member 5. What it does it does in lthread 1, and in 3.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t victim = 2, its_child = 5;

ThreadId victims_thread() { return actor(victim).with_lthread(1); }

void delete_victim() {
    tell_answer(0, hand_on(member_task(numbers, victim), root_task));
}

Fpage page(uint32_t address, uint32_t flags = 0) {
    return Fpage::make(address, page_order, flags);
}

volatile uint32_t& word_in(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}

uint32_t place;

void say_that_we_live() { tell(place, place); }

/// The members in `alive` say so, at place 100 and so on.
template <uint32_t count>
void let_them_speak(const uint32_t (&alive)[count]) {
    for (const uint32_t member : alive) {
        place = 100 + member;
        let(member, say_that_we_live);
    }
}

void tell_exists(uint32_t at, ThreadId thread) { tell(at, exists(thread) ? 1 : 0); }

/// Threads that are made and never run: their EIP is not given.
void make_all_threads() {
    for (uint32_t lthread = 2; lthread < threads_per_task; ++lthread) {
        constexpr uint32_t none = 0xFFFFFFFF;
        CallRegisters r{lthread, none, none, none, none, none, none};
        raw_lthread_ex_regs(&r);
    }
}

/// It is ready when its task is deleted.
void yield_for_ever() {
    for (;;) {
        thread_switch(ThreadId::nil());
    }
}
void begin_ready_thread() { start_in_own_task(3, yield_for_ever, 2); }

/// Helpers, each with its own word.
void send_to_victim() {
    const uint32_t mine = own_number() % threads_per_task;
    logged_send(victims_thread(), mine, 0,
                mine == 1 ? send_timeout_ms(30) : wait_for_ever);
    if (mine == 1) {
        logged_receive(main_thread(), wait_for_ever);
    }
}

void receive_from_victim() { logged_receive(victims_thread(), wait_for_ever); }
void receive_from_victim_in_time() {
    logged_receive(victims_thread(), receive_timeout_ms(60));
}
void receive_from_many_of_victims() {
    logged_receive(actor(victim).with_lthread(100), wait_for_ever);
}
void call_victim() { logged_call(victims_thread(), 1, 2); }
void wait_for_anybody() { logged_wait(); }
void sleep_logged() { logged_receive(ThreadId::nil(), wait_for_ever); }
void wait_for_root() { logged_receive(main_thread(), wait_for_ever); }

void hear_one() {
    wait();
    sleep_for_ever();
}

void send_to_main() { send(main_thread(), 1, 2, wait_for_ever); }

void receive_in_time() {
    ipc(nothing_to_send, from_anybody, receive_timeout_ms(6), ThreadId::nil(), 0, 0);
}
void send_in_time() { send(main_thread(), 1, 2, send_timeout_ms(6)); }
void begin_another_sender() { start_in_own_task(3, send_to_main, 2); }
void begin_sender_in_time() { start_in_own_task(3, send_in_time, 2); }

/// In the new task of the old number, in lthread 1 too: a wait without an end.
void wait_long() {
    const IpcResult message = wait();
    tell(40, message.dope.word());
    tell(41, message.w0);
}

void begin_second_thread() {
    start_in_own_task(1, wait_long, 1, helper(nurse_lthread));
}

void touch_place() { tell(30, word_in(lab09::place_at(numbers, 0))); }

constexpr uint32_t line = 5;

void attach() {
    const TimeoutWord at_once{0x00000001};
    const IpcResult got =
        ipc(nothing_to_send, from_partner, at_once, ThreadId::interrupt(line), 0, 0);
    tell(place, got.dope.word());
}

}  // namespace

void threads_vanish(Numbers& drawn) {
    gather(drawn);
    let(victim, make_all_threads);
    let(victim, begin_ready_thread);
    try_in(victim, sleep_for_ever);
    delete_victim();
    let_others_run();
    for (uint32_t lthread = 0; lthread < threads_per_task; ++lthread) {
        tell_exists(110 + lthread, actor(victim).with_lthread(lthread));
    }
    tell_answer(3, new_task(ThreadId::make(member_task(drawn, victim), 0, {0}),
                            do_nothing, 0, start_roots_nurse(), 255));
    let_others_run();
    tell_exists(6, actor(victim));
    tell_exists(7, victims_thread());
    let_them_speak({1, 3, 4, 6});
}

void clan_vanishes(Numbers& drawn) {
    gather(drawn);
    const uint32_t heirs[] = {1, 3, 6};
    for (uint32_t i = 0; i < 3; ++i) {
        hand_on(free_number(drawn, i), member_task(drawn, heirs[i]));
    }
    tell_answer(0, hand_on(member_task(drawn, 1), root_task));
    const lab09::Fallen fallen{drawn};
    for (uint32_t i = 0; i < fallen.count; ++i) {
        tell_exists(3 + i, member_id(drawn, fallen.members[i]));
    }
    const ThreadId pager = start_roots_nurse();
    for (uint32_t i = 0; i < 3; ++i) {
        tell_answer(10 + 3 * i, new_task(lab09::wish_for_task(drawn, i), tell_own_id, i,
                                         pager, 255));
    }
    for (uint32_t i = 1; i < fallen.count; ++i) {
        const ThreadId id =
            ThreadId::make(member_task(drawn, fallen.members[i]), 0, {0});
        tell_answer(16 + 3 * i, new_task(id, do_nothing, 2 + i, pager, 255));
    }
    let_others_run();
    let_them_speak({2, 5});
}

void born_again(Numbers& drawn) {
    gather(drawn);
    word_in(roots_memory.low) = lab09::word_at(drawn, 0);
    lend(0, roots_memory.low, victim, lab09::place_at(drawn, 0), Fpage::write_bit);
    try_in(victim, sleep_for_ever);
    const ThreadId id = ThreadId::make(member_task(drawn, victim), 0, {0});
    tell_answer(0, new_task(id, touch_place, 0, main_thread(), 255));
    for (IpcResult fault = wait(); (fault.w0 & ~3u) != lab09::place_at(drawn, 0);) {
        const uint32_t block = Fpage::align(fault.w0, 16);
        fault = ipc(send_fpage, from_anybody, wait_for_ever, fault.sender, block,
                    Fpage::make(block, 16, Fpage::write_bit).word());
    }
    tell(3, 1);
    tell_exists(4, victims_thread());
    tell_exists(5, actor(its_child));
}

void waiting_senders(Numbers& drawn) {
    gather(drawn);
    try_in(victim, sleep_for_ever);
    for (uint32_t i = 1; i <= lab09::waiting; ++i) {
        start(i, send_to_victim);
    }
    let_others_run();
    delete_victim();
    sleep_ms(40);
}

void waiting_receivers(Numbers& drawn) {
    gather(drawn);
    let(victim, make_all_threads);
    try_in(victim, hear_one);
    constexpr Code waits[] = {call_victim,
                              receive_from_victim,
                              receive_from_victim_in_time,
                              receive_from_many_of_victims,
                              wait_for_anybody,
                              wait_for_root,
                              sleep_logged};
    for (uint32_t i = 0; i < 7; ++i) {
        start(1 + i, waits[i]);
        let_others_run();
    }
    try_in(1, receive_from_victim);
    delete_victim();
    let_others_run();
    for (uint32_t i = 5; i <= 6; ++i) {
        logged_send(helper(i), lab09::word_at(drawn, i), 0, both_zero);
    }
    let_others_run();
}

void victim_in_queues(Numbers& drawn) {
    gather(drawn);
    try_in(victim, send_to_main);
    let(victim, begin_another_sender);
    delete_victim();
    logged_wait(both_zero);
    tell_answer(3, new_task(ThreadId::make(member_task(drawn, victim), 0, {0}),
                            do_nothing, 0, start_roots_nurse(), 255));
    let_others_run();
    logged_wait(both_zero);
}

void victims_clocks(Numbers& drawn) {
    gather(drawn);
    try_in(victim, receive_in_time);
    let(victim, begin_sender_in_time);
    delete_victim();
    tell_answer(3, new_task(ThreadId::make(member_task(drawn, victim), 0, {0}),
                            begin_second_thread, 0, start_roots_nurse(), 255));
    sleep_ms(20);
    tell(6, call_log.words[40]);
    send(victims_thread(), lab09::word_at(drawn, 0), 0, both_zero);
    let_others_run();
}

void victim_in_a_fault(Numbers& drawn) {
    gather(drawn);
    set_pager(main_thread());
    try_in(victim, touch_place);
    const IpcResult fault = wait();
    delete_victim();
    const uint32_t there = lab09::place_at(drawn, 0);
    logged_ipc(send_fpage, nothing_to_receive, both_zero, fault.sender, there,
               page(roots_memory.low).word());
    tell_exists(3, victims_thread());
}

void victims_line(Numbers& drawn) {
    gather(drawn);
    place = 10;
    try_in(victim, attach);
    place = 11;
    attach();
    delete_victim();
    place = 12;
    attach();
}

void victims_pages(Numbers& drawn) {
    gather(drawn);
    const uint32_t lent = roots_memory.low, given = roots_memory.low + page_size;
    const auto at = [&](uint32_t index) { return lab09::place_at(drawn, index); };
    word_in(lent) = lab09::word_at(drawn, 0);
    word_in(given) = lab09::word_at(drawn, 1);
    lend(0, lent, victim, at(0), Fpage::write_bit);
    lend(0, given, victim, at(1), Fpage::write_bit);
    lend(victim, at(0), 1, at(2), Fpage::write_bit);
    lend(1, at(2), 4, at(3), Fpage::write_bit);
    lend(0, lent, 1, at(6), Fpage::write_bit);
    lend(1, at(6), 4, at(5), Fpage::write_bit);
    lend(victim, at(1), 1, at(4), Fpage::write_bit | Fpage::grant_bit);
    hand_on(member_task(drawn, victim), root_task);
    read_word(1, at(2));
    read_word(4, at(3));
    read_word(1, at(4));
    read_word(4, at(5));
    note(word_in(lent));
}

void long_death(Numbers& drawn) {
    gather(drawn);
    make_large(victim);
    delete_victim();
}

}  // namespace kumquat::user
