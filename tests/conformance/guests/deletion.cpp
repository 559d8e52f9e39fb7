// deletion.cpp -- what the deletion of a task does to its partners and to its pages.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

const Fpage everything = Fpage::whole_space();
constexpr TaskNumber victim{child_a.value + 3};
uint32_t code_of_sender = 0xBAD, code_of_receiver = 0xBAD, code_of_third = 0xBAD;

void sleep_in_victim() { sleep_for_ever(); }

void send_to_victim() {
    code_of_sender = code_of(send(child_id(victim), 0, 0, wait_for_ever));
    sleep_for_ever();
}

void receive_from_victim() {
    code_of_receiver = code_of(receive(child_id(victim), wait_for_ever));
    sleep_for_ever();
}

void call_victim() {
    code_of_third = code_of(call(child_id(victim), 0, 0));
    sleep_for_ever();
}

void send_to_main() {
    send(main_thread(), 1, 2, wait_for_ever);
    sleep_for_ever();
}

void take_one() {
    receive(helper(3), wait_for_ever);
    sleep_for_ever();
}

IpcResult wait_zero() {
    return ipc(nothing_to_send, from_anybody, both_zero, ThreadId::nil(), 0, 0);
}

void partners_that_wait() {
    start_child(victim, sleep_in_victim);
    sleep(receive_2_ms);
    start(1, send_to_victim);
    start(2, receive_from_victim);
    let_others_run();
    end_child(victim);
    sleep(receive_2_ms);
    claim("cancel.8", "who waits to send to it gets 0x10", 0x10, code_of_sender);
    claim("cancel.9", "who waits for a message of it gets 0x10", 0x10,
          code_of_receiver);
    start_child(victim, take_one);
    sleep(receive_2_ms);
    start(3, call_victim);
    let_others_run();
    end_child(victim);
    sleep(receive_2_ms);
    claim("cancel.9", "who has called it gets 0x10", 0x10, code_of_third);
    start_child(victim, send_to_main);
    sleep(receive_2_ms);
    end_child(victim);
    claim("cancel.7", "a sender that is deleted leaves the queue", 0x20,
          wait_zero().dope.word());
}

/// What its second thread does counts no less than what the first does.
void its_other_threads() {
    start_child(victim, launch_what_is_told);
    launch(victim, send_to_main);
    sleep(receive_2_ms);
    end_child(victim);
    claim("cancel.7 task.5", "its second thread leaves the queue, too", 0x20,
          wait_zero().dope.word());
}

/// Nobody who waits for it is forgotten, however many tasks there are.
void among_many_tasks() {
    constexpr uint32_t first = 40, count = 20;
    alignas(16) static uint32_t stack[64];
    start_child(victim, sleep_in_victim);
    for (uint32_t i = 0; i < count; ++i) {
        create_task({first + i}, address_of(sleep_for_ever), address_of(stack + 64),
                    pager(), 255);
        sleep(receive_2_ms);
    }
    code_of_receiver = 0xBAD;
    create_task({first + count}, address_of(receive_from_victim),
                address_of(stack + 64), pager(), 255);
    sleep(receive_2_ms);
    end_child(victim);
    sleep(receive_2_ms);
    claim("cancel.9", "the last of many tasks is told as well", 0x10, code_of_receiver);
    for (uint32_t i = 0; i <= count; ++i) {
        delete_task({first + i}, root_task);
    }
}

void partners_in_a_transfer() {
    static MessageBuffer<8, 0> outbox;
    outbox.send = MessageDope::make(8, 0);
    start_child(victim, [] {
        ipc(nothing_to_send, ReceiveDescriptor{0x50000000}, wait_for_ever, helper(4), 0,
            0);
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    code_of_sender = 0xBAD;
    start(4, [] {
        code_of_sender = code_of(ipc(outbox.to_send(), nothing_to_receive,
                                     wait_for_ever, child_id(victim), 1, 2));
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    claim("xfer.fault.8 state.2", "its receiver's fault holds the sender", 0xBAD,
          code_of_sender);
    end_child(victim);
    sleep(receive_2_ms);
    claim("cancel.7 code.10", "the receiver is deleted: its sender gets 0xD0", 0xD0,
          code_of_sender);
    code_of_receiver = 0xBAD;
    static MessageBuffer<8, 0> inbox;
    start(5, [] {
        code_of_receiver = code_of(ipc(nothing_to_send, inbox.to_fill(), wait_for_ever,
                                       child_id(victim), 0, 0));
        sleep_for_ever();
    });
    park(5);
    start_child(victim, [] {
        ipc(SendDescriptor{0x50000000}, nothing_to_receive, wait_for_ever, helper(5), 0,
            0);
        sleep_for_ever();
    });
    start(5, [] {
        code_of_receiver = code_of(ipc(nothing_to_send, inbox.to_fill(), wait_for_ever,
                                       child_id(victim), 0, 0));
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    end_child(victim);
    sleep(receive_2_ms);
    claim("cancel.7 code.10", "the sender is deleted: its receiver gets 0xC0", 0xC0,
          code_of_receiver);
}

void pages() {
    fill_page(arena_page(0), 0x700);
    fill_page(arena_page(1), 0x701);
    map_to(child_a, everything, attic_page(0), writable(arena_page(0)));
    map_between(child_a, child_b, everything, attic_page(0), writable(attic_page(0)));
    map_between(child_b, child_c, everything, attic_page(0), writable(attic_page(0)));
    map_to(child_b, everything, attic_page(1), writable(arena_page(1)));
    map_between(child_b, child_c, everything, attic_page(1), granted(attic_page(1)));
    end_child(child_b);
    claim_that("task.4", "what the deleted task had lent is gone",
               is_missing(child_c, attic_page(0)));
    claim_that("task.4", "what it had been lent stays with the lender",
               shows(child_a, attic_page(0), 0x700));
    claim_that("task.4", "what it granted away stays",
               shows(child_c, attic_page(1), 0x701));
    claim_that("task.8 task.15", "a new task of its number is empty", [] {
        fault_count = 0;
        start_child(child_b, [] { word_at(attic_page(0)) = 1; });
        sleep(receive_2_ms);
        return fault_count == 1 && last_fault.w0 == (attic_page(0) | 2);
    }());
}

void its_pager_deletes_it() {
    fault_count = 0;
    set_fault_handler([](const IpcResult& fault) {
        delete_task(fault.sender.task(), root_task);
        return FaultReply{true, send_registers, 0, 0};
    });
    start_child(victim, [] { word_at(0x50000000) = 1; });
    sleep(receive_2_ms);
    claim("task.14", "a pager may delete the task whose fault it serves", 1,
          fault_count);
    claim("task.14", "which is gone then", 0x10,
          code_of(send(child_id(victim), 0, 0, both_zero)));
    set_fault_handler(nullptr);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    start_servants(3);
    partners_that_wait();
    its_other_threads();
    among_many_tasks();
    pages();
    its_pager_deletes_it();
    partners_in_a_transfer();
    finish_claims();
}
