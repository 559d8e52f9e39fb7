// clans.cpp -- messages follow the tree of tasks (CLANS=on).
// The family: root (4) has the children a and b; a has the child c, and c the child d. Each does
// what root tells it by a variable that all can see.
#include "tests/conformance/guests/clan_family.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

void run_c() {
    create_task(d, address_of(obey), child_stack(d), start_pager_for_own_children(),
                255);
    obey();
}

void run_a() {
    const ThreadId pager_of_c = start_pager_for_own_children();
    create_task(c, address_of(run_c), child_stack(c), pager_of_c, 255);
    delete_task(d, c);
    obey();
}

void start_family() {
    start_child(a, run_a);
    delete_task(c, a);
    delete_task(d, a);
    start_child(b, obey);
    let_them_work();
}

void neighbours() {
    tell(a, take_one);
    tell(c, [] { send(id_a, 1, 0, send_10_ms); });
    let_them_work();
    claim("clan.1", "a child's message to its chief passes unchanged", two_words,
          got(a).eax);
    claim_that("clan.1", "and is the child's", is_from(got(a), id_c));
    claim_that("clan.1", "ECX and EBP are kept",
               got(a).ecx == receive_10_ms.word() && got(a).ebp == open);
    tell(c, take_one);
    tell(a, [] { send(id_c, 2, 0, send_10_ms); });
    let_them_work();
    claim("clan.1", "so does the chief's to its child", two_words, got(c).eax);
    claim_that("clan.1", "and is the chief's", is_from(got(c), id_a));
    tell(b, take_one);
    tell(a, [] { send(id_b, 3, 0, send_10_ms); });
    let_them_work();
    claim("clan.1", "inside a clan messages pass unchanged", two_words, got(b).eax);
    claim_that("clan.1", "and are their sender's", is_from(got(b), id_a));
}

void outward() {
    tell(a, take_one);
    tell(c, [] { send(root_id, 4, 0, send_10_ms); });
    const CallRegisters at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    let_them_work();
    claim("clan.2", "a message out of the clan does not reach who it is for", 0x20,
          code_of(at_root));
    claim("clan.2", "it goes to the sender's chief", 4, got(a).edx);
    claim("clan.3 dope.7", "who sees r, and i since it comes from inside",
          two_words | redirected | inward, got(a).eax);
    claim_that("clan.3", "the true sender in ESI:EDI", is_from(got(a), id_c));
    claim_that("clan.3", "and the true destination in ECX:EBP",
               is_for(got(a), root_id));
}

void inwards() {
    tell(a, take_one);
    let_them_work();
    tell(a, take_one);
    sleep(receive_2_ms);
    send(id_c, 5, 0, send_10_ms);
    let_them_work();
    claim("clan.2", "a message into the clan of a child goes to the child", 5,
          got(a).edx);
    claim("clan.3 dope.7", "who sees r, and not i since it comes from outside",
          two_words | redirected, got(a).eax);
    claim_that("clan.3", "with the true sender", is_from(got(a), root_id));
    claim_that("clan.3", "and the true destination", is_for(got(a), id_c));
    tell(a, take_one);
    tell(b, [] { send(id_d, 6, 0, send_10_ms); });
    let_them_work();
    claim("clan.2", "one into the clan of a brother goes to the brother", 6,
          got(a).edx);
    claim_that("clan.3", "however deep its destination", is_for(got(a), id_d));
    tell(c, take_one);
    tell(a, [] { send(id_d, 7, 0, send_10_ms); });
    let_them_work();
    claim("clan.2", "and one from the grandfather goes to the father", 7, got(c).edx);
}

void passing_on() {
    tell(a, [] { send_as(id_c, root_id, 8); });
    CallRegisters at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.1", "a chief passes a message on in his child's name",
               is_from(at_root, id_c));
    claim("clan.deceit.1 dope.7", "and the receiver sees d", two_words | deceited,
          at_root.eax);
    tell(c, [] { got(c) = wait_for(closed, root_id, receive_10_ms); });
    tell(a, [] { send_as(root_id, id_c, 9); });
    let_them_work();
    claim("clan.4 clan.deceit.1", "a receive closed on somebody outside takes it",
          two_words | deceited, got(c).eax);
    claim_that("clan.4", "when the chief passes on the answer",
               is_from(got(c), root_id));
    tell(c, [] { got(c) = wait_for(closed, root_id, receive_10_ms); });
    tell(a, [] { send(id_c, 10, 0, send_10_ms); });
    let_them_work();
    claim("clan.4", "and the chief's own message as well", two_words, got(c).eax);
    claim_that("clan.4", "under the chief's id", is_from(got(c), id_a));
    tell(a, [] { got(a) = wait_for(closed, id_d, receive_10_ms); });
    tell(c, [] { send(id_a, 11, 0, send_10_ms); });
    let_them_work();
    claim("clan.4", "a receive closed on somebody further inside takes his chief's", 11,
          got(a).edx);
    tell(c, [] { got(c) = wait_for(closed, root_id, receive_10_ms); });
    tell(d, [] { got(d).eax = send(id_c, 12, 0, send_10_ms).dope.word(); });
    let_them_work();
    claim("clan.4", "but nobody else's", 0x20, got(c).eax);
    claim("clan.4", "who waits in vain", 0x30, got(d).eax);
}

void along_the_chain() {
    tell(c, take_one);
    tell(d, [] { send(root_id, 13, 0, send_10_ms); });
    let_them_work();
    claim("clan.2", "from two clans down the message goes to the father first",
          two_words | redirected | inward, got(c).eax);
    tell(a, take_one);
    tell(c, [] { send_as(id_d, root_id, 13); });
    let_them_work();
    claim("clan.deceit.1 clan.2", "who passes it on to the grandfather",
          two_words | redirected | inward | deceited, got(a).eax);
    claim_that("clan.deceit.1 clan.3", "in the name of his son",
               is_from(got(a), id_d) && is_for(got(a), root_id));
    tell(a, [] { send_as(id_d, root_id, 13); });
    const CallRegisters at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.1", "who passes it on in turn",
               is_from(at_root, id_d) && at_root.eax == (two_words | deceited));
}

void false_names() {
    CallRegisters at_root;
    tell(b, [] { send_as(id_c, root_id, 20); });
    at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.2", "a stranger cannot speak in somebody's name",
               is_from(at_root, id_b));
    claim("clan.deceit.2", "and d is clear", two_words, at_root.eax);
    tell(a, [] { send_as(id_b, root_id, 21); });
    at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.2", "nor a brother", is_from(at_root, id_a));
    tell(c, take_one);
    tell(a, [] { send_as(id_d, id_c, 22); });
    let_them_work();
    claim_that("clan.deceit.2", "nor a chief when both are inside his clan",
               is_from(got(c), id_a));
    tell(a, [] { send_as(id_c.with_lthread(9), root_id, 23); });
    at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.2", "nor in the name of nobody", is_from(at_root, id_a));
    tell(a, [] { send_as(id_a.with_lthread(pager_lthread), id_c, 24); });
    tell(c, take_one);
    let_them_work();
    claim_that("clan.deceit.2", "nor of another thread of his own task",
               is_from(got(c), id_a));
    tell(a, [] { send_as(ThreadId::nil(), root_id, 25); });
    at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.2", "nor in that of nil", is_from(at_root, id_a));
}

/// A chief that does not receive keeps a message waiting, whoever it is for.
void queues() {
    start(1, [] {
        wait();
        sleep_for_ever();
    });
    let_others_run();
    tell(c, [] { got(c).eax = send(helper(1), 30, 0, both_zero).dope.word(); });
    let_them_work();
    claim("clan.2", "it is the chief who has to wait for the message", 0x30,
          got(c).eax);
    tell(c, [] { got(c).eax = send(root_id, 31, 0, send_10_ms).dope.word(); });
    let_them_work();
    claim("clan.2", "its sender waits no longer than for anybody", 0x30, got(c).eax);
    tell(a, take_none);
    let_them_work();
    claim("clan.2", "and has left the chief's queue then", 0x20, code_of(got(a)));
    tell(b, [] { got(b).eax = send(id_d, 32, 0, wait_for_ever).dope.word(); });
    let_them_work();
    tell(c, [] { delete_task(d, c); });
    let_them_work();
    got(b).eax = 0xBAD;
    tell(a, take_one);
    let_them_work();
    claim("clan.2", "a message stays in the queue though its destination vanishes", 32,
          got(a).edx);
    claim_that("clan.3", "which the chief is told all the same", is_for(got(a), id_d));
    claim("clan.2", "and its sender notices nothing", 0, got(b).eax);
    tell(c, [] { send(root_id, 33, 0, wait_for_ever); });
    let_them_work();
    tell(a, [] {
        delete_task(c, a);
        take_none();
        create_task(c, address_of(obey), child_stack(c), id_a.with_lthread(100), 255);
    });
    let_them_work();
    claim("clan.2", "a sender that is deleted leaves the chief's queue", 0x20,
          code_of(got(a)));
}

/// In c's second thread: its pager is root's, and so far away.
uint32_t seen_by_c = 0;

void touch_far_from_pager() {
    seen_by_c = word_at(arena_page(7));
    sleep_for_ever();
}

void faults() {
    fill_page(arena_page(6), 0);
    set_fault_handler([](const IpcResult& fault) {
        const uint32_t page = Fpage::align(fault.w0, page_order);
        return reply_page(page, page, Fpage::write_bit);
    });
    tell(a, [] { fill_page(arena_page(6), 0x6666); });
    let_them_work();
    tell(a, [] {
        take_one();
        const ThreadId faulting{got(a).esi, got(a).edi};
        ipc(send_fpage, nothing_to_receive, send_10_ms, faulting, arena_page(7),
            Fpage::make(arena_page(6), page_order).word());
    });
    tell(c, [] {
        start_thread(1, address_of(touch_far_from_pager), child_stack(c) - 1024,
                     pager());
    });
    let_them_work();
    claim("clan.2 clan.3", "the message of a page fault is redirected as any other",
          two_words | redirected | inward, got(a).eax);
    claim_that("clan.3", "and was for the pager", is_for(got(a), pager()));
    claim("clan.4", "the chief may answer it himself", 0x6666, seen_by_c);
}

MessageBuffer<8, 1> outbox, inbox;
char text[] = "to whom it may concern", copy[32];

void long_messages() {
    outbox.send = MessageDope::make(8, 1);
    outbox.string[0] = {sizeof(text), address_of(text), 0, 0};
    inbox.string[0] = {0, 0, sizeof(copy), address_of(copy)};
    tell(a, [] {
        got(a) =
            wait_for(inbox.to_fill().word() | open, ThreadId::nil(), receive_10_ms);
    });
    tell(c, [] {
        ipc(outbox.to_send(), nothing_to_receive, send_10_ms, root_id, 40, 41);
    });
    let_them_work();
    claim("clan.3 dope.7", "a long message is redirected with all it has",
          MessageDope::make(8, 1).word() | redirected | inward, got(a).eax);
    claim_that("clan.3", "its string as well", copy[3] == 'w' && copy[8] == 'i');
}

/// The virtual sender's id lies on a page that has to be asked for.
void names_to_be_paged_in() {
    word_at(arena_page(21) - 4) = id_c.low();
    word_at(arena_page(21)) = id_c.high();
    fault_count = 0;
    tell(a, [] {
        CallRegisters r{
            1, send_10_ms.word(), 50, 0, nil, root_id.low(), root_id.high()};
        raw_ipc_on_stack(&r, arena_page(21) - 4);
    });
    const CallRegisters at_root = wait_for(open, ThreadId::nil(), receive_10_ms);
    claim_that("clan.deceit.1", "the id is asked for where it is not there",
               is_from(at_root, id_c) && at_root.eax == (two_words | deceited));
    claim("clan.deceit.1", "by two faults, one of them the sender's own", 2,
          fault_count);
}

/// In b, which is a child of a's now, and so c's brother: the page that c's second thread wants.
void bring_the_page() {
    const uint32_t touched = word_at(arena_page(30));  // only what we have can be lent
    static_cast<void>(touched);
    ipc(send_fpage, nothing_to_receive, wait_for_ever, id_c.with_lthread(1),
        arena_page(31), Fpage::make(arena_page(30), page_order).word());
    obey();
}

void touch_page_31() {
    seen_by_c = word_at(arena_page(31));
    sleep_for_ever();
}

/// The message of a page fault waits at the chief, and its pager, who has come near, waits to answer.
void let_a_fault_wait() {
    fill_page(arena_page(30), 0);
    tell(a, [] { word_at(arena_page(30)) = 0x7777; });
    tell(c, [] {
        seen_by_c =
            word_at(address_of(touch_page_31) & ~3u);  // so that its code is there
        seen_by_c = 0;
        start_thread(1, address_of(touch_page_31), child_stack(c) - 1024, id_b);
    });
    let_them_work();
    end_child(b);
    delete_task(b, a);
    tell(a, [] {
        create_task(b, address_of(bring_the_page), child_stack(b),
                    id_a.with_lthread(pager_lthread), 255);
    });
    let_them_work();
    claim("clan.2", "a page fault's message waits at the chief", 0, seen_by_c);
}

void bring_b_back() {
    tell(a, [] {
        fpage_unmap(Fpage::make(arena_page(30), page_order), 2);
        delete_task(b, root_task);
    });
    let_them_work();
    start_child(b, obey);
    let_them_work();
}

void a_pager_that_moves() {
    let_a_fault_wait();
    tell(a, take_one);
    let_them_work();
    claim("clan.3", "who gets it", two_words | redirected | inward, got(a).eax);
    claim("clan.4 fault.4", "and a pager that is near by then answers itself", 0x7777,
          seen_by_c);
    bring_b_back();
    let_a_fault_wait();
    tell(a, [] {
        got(a).eax =
            ipc(send_registers, from_anybody, wait_for_ever, root_id, 0, 0).dope.word();
    });
    let_them_work();
    set_priority(id_a, 20);
    receive(id_a, wait_for_ever);
    set_priority(id_a, 16);
    let_them_work();
    claim("clan.3", "the chief may have waited to send, and be more important than all",
          two_words | redirected | inward, got(a).eax);
    claim("clan.4 fault.4", "the page comes all the same", 0x7777, seen_by_c);
    bring_b_back();
}

void the_chief_is_deleted() {
    tell(b, [] { got(b).eax = send(id_c, 60, 0, wait_for_ever).dope.word(); });
    let_them_work();
    end_child(a);
    let_them_work();
    claim("clan.2", "if the chief is deleted who waits for him gets 0x10", 0x10,
          got(b).eax);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    start_family();
    neighbours();
    outward();
    inwards();
    passing_on();
    along_the_chain();
    false_names();
    faults();
    queues();
    long_messages();
    names_to_be_paged_in();
    a_pager_that_moves();
    the_chief_is_deleted();
    finish_claims();
}
